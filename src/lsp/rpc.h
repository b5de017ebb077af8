/*
 * rpc - messages of JSON-RPC 2.0 over two file descriptors, framed as the Language Server Protocol frames them
 *
 *     Content-Length: 42\r\n
 *     \r\n
 *     {"jsonrpc": "2.0", …
 *
 *     struct rpc rpc = {.in = 0, .out = 1};
 *     switch (rpc_next(&rpc, -1, &body, &err)) ...
 *     rpc_free(&rpc);
 */
#ifndef LSP_RPC_H
#define LSP_RPC_H

#include "base/err.h"
#include "base/str.h"

enum { RPC_MAX_BODY_BYTES = 256 * 1024 * 1024 };

enum rpc_got {
	RPC_BODY,
	RPC_NOTHING, /* none came in the time given */
	RPC_END,     /* the other side has closed */
	RPC_BROKEN   /* no framing that can be read, or a failure: err says which */
};

struct rpc {
	int in, out;
	char *bytes; /* read and not yet taken: [start, len) */
	size_t start, len, capacity;
	bool has_ended;
};

/* The next message's body, waiting at most wait_ms (-1: as long as it takes). The bytes are valid until the next call,
 * and may be changed. */
enum rpc_got rpc_next(struct rpc *rpc, int wait_ms, struct str *body, struct err *err);

/* Sends a body. */
bool rpc_send(const struct rpc *rpc, struct str body, struct err *err);

void rpc_free(struct rpc *rpc);

#endif

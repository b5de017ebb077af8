#include "lsp/rpc.h"

#include "base/io.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_HEADER_BYTES = 8 * 1024 };

/* The value of Content-Length among header lines; false when there is none that can be used. */
static bool read_length(struct str header, size_t *length)
{
	static const struct str name = {"Content-Length:", sizeof "Content-Length:" - 1};
	for (size_t at = 0; at < header.len;) {
		size_t end = str_find(header, STR("\r\n"), at);
		struct str line = str_slice(header, at, end);
		at = end + 2;
		if (!str_starts_nocase(line, name))
			continue;
		struct str digits = str_trim(str_slice(line, name.len, line.len));
		size_t value = 0;
		for (size_t i = 0; i < digits.len; i++) {
			if (!is_ascii_digit(digits.ptr[i]))
				return false;
			value = 10 * value + (size_t)(digits.ptr[i] - '0');
			if (value > RPC_MAX_BODY_BYTES)
				return false;
		}
		*length = value;
		return digits.len > 0;
	}
	return false;
}

/* A whole message among the bytes that have come. RPC_NOTHING: not yet. */
static enum rpc_got take(struct rpc *rpc, struct str *body, struct err *err)
{
	struct str come = {rpc->bytes + rpc->start, rpc->len - rpc->start};
	if (!come.len)
		return RPC_NOTHING;
	size_t header = str_find(come, STR("\r\n\r\n"), 0), length = 0;
	if (header == come.len && come.len < MAX_HEADER_BYTES)
		return RPC_NOTHING;
	if (header == come.len || !read_length(str_slice(come, 0, header), &length)) {
		err_set(err, "<stdin>: a message without a Content-Length that can be used");
		return RPC_BROKEN;
	}
	header += 4;
	if (come.len - header < length)
		return RPC_NOTHING;
	*body = str_slice(come, header, header + length);
	rpc->start += header + length;
	return RPC_BODY;
}

static bool make_room(struct rpc *rpc)
{
	enum { ROOM = 64 * 1024 };
	if (rpc->start) {
		memmove(rpc->bytes, rpc->bytes + rpc->start, rpc->len - rpc->start);
		rpc->len -= rpc->start;
		rpc->start = 0;
	}
	if (rpc->capacity - rpc->len >= ROOM)
		return true;
	size_t capacity = 2 * rpc->capacity + ROOM;
	char *bytes = realloc(rpc->bytes, capacity);
	if (!bytes)
		return false;
	rpc->bytes = bytes;
	rpc->capacity = capacity;
	return true;
}

/* Reads what is there. RPC_BODY: something was. */
static enum rpc_got fill(struct rpc *rpc, int wait_ms, struct err *err)
{
	struct pollfd ready = {.fd = rpc->in, .events = POLLIN};
	int count = poll(&ready, 1, wait_ms);
	if (count == 0)
		return RPC_NOTHING;
	if (count < 0 && errno == EINTR)
		return RPC_NOTHING;
	if (!make_room(rpc)) {
		err_set(err, "out of memory");
		return RPC_BROKEN;
	}
	ssize_t n = read(rpc->in, rpc->bytes + rpc->len, rpc->capacity - rpc->len);
	if (n < 0 && errno == EINTR)
		return RPC_NOTHING;
	if (n < 0) {
		err_set(err, "<stdin>: %s", strerror(errno));
		return RPC_BROKEN;
	}
	rpc->len += (size_t)n;
	rpc->has_ended = n == 0;
	return n ? RPC_BODY : RPC_END;
}

enum rpc_got rpc_next(struct rpc *rpc, int wait_ms, struct str *body, struct err *err)
{
	for (;;) {
		enum rpc_got got = take(rpc, body, err);
		if (got != RPC_NOTHING)
			return got;
		if (rpc->has_ended)
			return RPC_END;
		got = fill(rpc, wait_ms, err);
		if (got != RPC_BODY)
			return got;
	}
}

bool rpc_send(const struct rpc *rpc, struct str body, struct err *err)
{
	char header[64];
	int n = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", body.len);
	return io_write(rpc->out, (struct str){header, (size_t)n}, "<stdout>", err) &&
	       io_write(rpc->out, body, "<stdout>", err);
}

void rpc_free(struct rpc *rpc)
{
	free(rpc->bytes);
	*rpc = (struct rpc){0};
}

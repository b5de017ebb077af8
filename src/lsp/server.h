/*
 * server - the language server: drafts coached as they are typed (Language Server Protocol 3.17)
 *
 * Diagnostics are published when the client has nothing more to say for a moment, so typing is not run after. A hover
 * says why; code actions put a suggestion in place, or the whole reply said again. A request that is cancelled before
 * its turn is answered so. Nothing is changed but by the client, from what it is offered.
 *
 *     struct server server = {.coach = coach, .rpc = {.in = 0, .out = 1}};
 *     int status = server_run(&server, &err);
 */
#ifndef LSP_SERVER_H
#define LSP_SERVER_H

#include "base/arena.h"
#include "hownot.h"
#include "lsp/document.h"
#include "lsp/rpc.h"

struct cJSON;

/* Messages that have come and wait for their turn. */
struct waiting {
	struct cJSON **items;
	size_t start, count, capacity; /* [start, count) wait */
};

enum server_life { SERVER_NEW, SERVER_READY, SERVER_SHUT, SERVER_GONE };

struct server {
	const struct hownot *coach; /* borrowed */
	struct rpc rpc;
	enum server_life life;
	enum position_encoding encoding;
	bool takes_versions; /* edits may name the version of the text that they are for */
	struct documents documents;
	struct waiting waiting;
	struct arena arena; /* for one message */
};

/*
 * Serves until the client says exit, or closes. True when it had said shutdown before, as it should. False with err set
 * when reading or writing failed; else err->text is empty.
 */
bool server_run(struct server *server, struct err *err);

#endif

/*
 * nodes - the expressions over words that relaxations are (relax.h), as they are built
 *
 * Equal nodes are stored once: the vocabulary that hundreds of patterns share is looked at once in a sentence. The functions that put nodes together
 * simplify on the way: choices in choices are opened, words beside each other in a choice become one set, what sequences begin with alike is drawn out.
 */
#ifndef RULES_NODES_H
#define RULES_NODES_H

#include "base/arena.h"
#include "rules/image.h"

/* What stands for a part of a pattern when only whole words are looked at (relax.h tells what each kind means). */
enum node_kind {
	NODE_NOTHING,
	NODE_WORDS,
	NODE_MARKS,
	NODE_ANY,
	NODE_SEQUENCE,
	NODE_CHOICE,
	NODE_OPTION,
	NODE_GAP,
	NODE_START,
	NODE_END
};

struct node {
	uint8_t kind;	    /* enum node_kind */
	uint32_t set;	    /* of WORDS and MARKS, once index.c has numbered them */
	struct range parts; /* in nodes.parts: words of WORDS and MARKS, else nodes */
};

/* Nodes and the words in them, growing. */
struct nodes {
	struct arena *arena;
	struct arena *work; /* of what is put together on the way; the same where no other is lent */
	bool has_no_tails;  /* a word of which only the end is known is any word: for who says what stands there (pump.h) */
	struct node *nodes;
	size_t node_count, node_capacity;
	uint32_t *parts;
	size_t part_count, part_capacity;
	struct str *words;
	size_t word_count, word_capacity;
	/* Nodes by content, number + 1; words by name, as images have them. Open addressing. */
	uint32_t *node_buckets, *word_buckets;
	unsigned char *word_tags;
	size_t node_bucket_count, word_bucket_count;
	/*
	 * How many nodes may yet be walked through to see what a match needs (need.h). Nodes are shared: what repeats something that repeats is walked as often
	 * as it would be written out. Who asks gives the number; past it nothing is certain, which is safe.
	 */
	size_t visits;
};

struct nodes nodes_make(struct arena *arena);

/* The number of a word, or of what else has a name among words (word.h); signed: with a sign at its end that makes it a name of another kind. */
uint32_t nodes_word(struct nodes *nodes, struct str name);
uint32_t nodes_signed_word(struct nodes *nodes, struct str word, char sign);

/* The node with these parts, which are copied; made when it is new. */
uint32_t nodes_put(struct nodes *nodes, enum node_kind kind, const uint32_t *parts, size_t count);
uint32_t nodes_leaf(struct nodes *nodes, enum node_kind kind);
enum node_kind nodes_kind(const struct nodes *nodes, uint32_t node);

/* A list of numbers, growing in the work arena. */
struct numbers {
	uint32_t *items;
	size_t count, capacity;
};
void numbers_add(struct nodes *nodes, struct numbers *list, uint32_t number);

/* In order, each once. */
void numbers_sort(struct numbers *list);

/* Adds the parts of a node; the node, or what it is made of, where it stands in a sequence. */
void nodes_add_parts(struct nodes *nodes, struct numbers *list, uint32_t node);
void nodes_add_in_sequence(struct nodes *nodes, struct numbers *list, uint32_t node);

/* Nodes one after the other; parts are no sequences themselves. */
uint32_t nodes_line(struct nodes *nodes, const uint32_t *parts, size_t count);
uint32_t nodes_sequence(struct nodes *nodes, uint32_t a, uint32_t b);

/* The node or nothing; one of several; one of two. */
uint32_t nodes_option(struct nodes *nodes, uint32_t node);
uint32_t nodes_choice(struct nodes *r, const struct numbers *nodes);
uint32_t nodes_either(struct nodes *nodes, uint32_t a, uint32_t b);

/*
 * The node of `from`, and all that it is made of, in `to`: on the way to a root many nodes are made that no pattern needs in the end. moved has
 * from->node_count items, zero at first: what was copied before, number + 1.
 */
uint32_t nodes_copy(struct nodes *to, const struct nodes *from, uint32_t node, uint32_t *moved);

#endif

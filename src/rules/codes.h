/*
 * codes - the PCRE2 code of an image, made when it is first wanted
 *
 * Branches (branch.h) and guards of the built-in packs are decoded from what stands in the program where the PCRE2 that runs is the one that it was built
 * with; others are compiled. May be shared by threads: whichever comes first makes a code, and it stays.
 */
#ifndef RULES_CODES_H
#define RULES_CODES_H

#include "rules/image.h"
#include "rules/rx.h"

struct codes;

/* The image is borrowed. NULL when memory ran out. */
struct codes *codes_new(const struct image *image);
void codes_free(struct codes *codes);

/* From now on what is wanted often is compiled to machine code. */
void codes_use_jit(struct codes *codes);

/*
 * The code of a branch, of a whole pattern as it is written; *_at: of a branch or guard for rx_find_at alone. NULL when memory ran out. Owned by codes.
 */
const struct rx *codes_branch(const struct codes *codes, uint32_t branch);
const struct rx *codes_branch_at(const struct codes *codes, uint32_t branch);
const struct rx *codes_guard_at(const struct codes *codes, uint32_t guard);
const struct rx *codes_as_written(const struct codes *codes, uint32_t pattern);

#endif

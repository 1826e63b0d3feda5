/*
 * SHA-256 (FIPS 180-4, by nettle), printed as 64 lower-case hex digits, so
 * that anybody can recompute it with sha256sum.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/slice.h"

struct arena;
struct digest;

enum {
	DIGEST_TEXT_MAX = 65
};

/* Writes the digest of the bytes and a terminator. */
void digest_print(struct slice bytes, char text[DIGEST_TEXT_MAX]);

/* One that takes its bytes part by part; in the arena. */
struct digest *digest_new(struct arena *arena);

/* What it has taken so far, as one that goes its own way; in the arena. */
struct digest *digest_copy(struct arena *arena, const struct digest *digest);

/* Takes the bytes. */
void digest_add(struct digest *digest, struct slice bytes);

/* Writes the digest of all that was taken, and a terminator. It is at its end
 * then: nothing can be added. */
void digest_finish(struct digest *digest, char text[DIGEST_TEXT_MAX]);

#endif

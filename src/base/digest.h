/*
 * SHA-256 (FIPS 180-4, by nettle), printed as 64 lower-case hex digits, so
 * that anybody can recompute it with sha256sum.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/slice.h"

enum {
	DIGEST_TEXT_MAX = 65
};

/* Writes the digest of the bytes and a terminator. */
void digest_print(struct slice bytes, char text[DIGEST_TEXT_MAX]);

#endif

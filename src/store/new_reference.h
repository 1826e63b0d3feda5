/*
 * References the program makes up for events recorded by hand: `pb-` and ten
 * letters of Crockford's base 32 (no i, l, o, u), 50 random bits. The random
 * bytes are the caller's. That a reference was made up can be seen from its
 * form, so that an import can tell a till's receipt from a sale typed in.
 */
#ifndef STORE_NEW_REFERENCE_H
#define STORE_NEW_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	NEW_REFERENCE_BYTES = 10,
	NEW_REFERENCE_MAX = 14 /* with the terminator */
};

/* Writes the reference that these random bytes give, and a terminator. */
void new_reference_print(const uint8_t random[NEW_REFERENCE_BYTES],
			 char text[NEW_REFERENCE_MAX]);

/* True when the reference has that form. */
bool new_reference_check(struct slice reference);

#endif

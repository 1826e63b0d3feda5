/*
 * A seeded 64-bit hash of bytes (XXH3) for tables of text keys. The seed is
 * given by the caller, who draws it once per process; nothing that is
 * printed depends on it.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/slice.h"

/* The hash of the bytes under the seed. */
uint64_t hash_bytes(struct slice s, uint64_t seed);

#endif

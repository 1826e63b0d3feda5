/*
 * XXH3 from libxxhash's header, compiled in, so that no library is linked
 * for it.
 */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t hash_bytes(struct slice s, uint64_t seed)
{
	return XXH3_64bits_withSeed(s.text, s.length, seed);
}

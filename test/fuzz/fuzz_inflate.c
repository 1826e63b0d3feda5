/*
 * Unpacking bytes of anybody: whatever they are, at most the limit comes out,
 * and plain bytes come out as they are.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/inflate.h"

enum {
	LIMIT = 1 << 20
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct slice text = { NULL, 0 };
	struct arena arena;

	arena_init(&arena);
	if (inflate_read(&arena, bytes, LIMIT, &text) == INFLATE_OK &&
	    (text.length > LIMIT ||
	     (inflate_find_kind(bytes) == INFLATE_PLAIN &&
	      !slice_equal(text, bytes))))
		abort();
	arena_release(&arena);
	return 0;
}

/*
 * Drawing random references until one is free: 50 bits, so the first is.
 */
#include "cmd/fresh_reference.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "journal/journal.h"
#include "store/new_reference.h"

enum {
	TRIES_MAX = 16
};

static bool read_random(uint8_t bytes[NEW_REFERENCE_BYTES])
{
	int descriptor = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return false;
	ssize_t got = read(descriptor, bytes, NEW_REFERENCE_BYTES);
	(void)close(descriptor);
	return got == NEW_REFERENCE_BYTES;
}

struct slice fresh_reference_take(struct arena *arena,
				  const struct journal *journal)
{
	for (int i = 0; i < TRIES_MAX; i++) {
		uint8_t random[NEW_REFERENCE_BYTES];
		char text[NEW_REFERENCE_MAX];
		if (!read_random(random))
			break;
		new_reference_print(random, text);
		struct slice reference = slice_from(text);
		if (journal_find(journal, reference) == EVENT_NONE)
			return arena_copy_slice(arena, reference);
	}
	return (struct slice){ NULL, 0 };
}

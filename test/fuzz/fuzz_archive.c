/*
 * Reading an archive of anybody: whatever is accepted has names that stay in
 * their folder, and is the same when it is printed and read again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_again(struct arena *arena, const struct archive *archive)
{
	struct text text;
	struct archive again;
	struct archive_error error;

	text_init(&text, arena);
	if (!archive_print(&text, archive, &error))
		abort();
	if (!archive_read(arena, text_slice(&text), &again, &error) ||
	    again.count != archive->count)
		abort();
	for (size_t i = 0; i < again.count; i++)
		if (strcmp(again.files[i].name, archive->files[i].name) != 0 ||
		    !slice_equal(again.files[i].text, archive->files[i].text))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct archive archive;
	struct archive_error error;
	struct arena arena;

	arena_init(&arena);
	if (archive_read(&arena, bytes, &archive, &error))
		for (size_t i = 0; i < archive.count; i++)
			if (archive.files[i].name[0] == '/' ||
			    strncmp(archive.files[i].name, "../", 3) == 0 ||
			    strstr(archive.files[i].name, "/../"))
				abort();
	if (error.reason == NULL)
		check_again(&arena, &archive);
	arena_release(&arena);
	return 0;
}

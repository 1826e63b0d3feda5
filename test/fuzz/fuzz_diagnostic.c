/*
 * A complaint at any place of any text: prints without a control but tab and
 * newline, valid as UTF-8, with a caret, and of a length that does not grow
 * with the text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = slice_from_offset(
		(struct slice){ (const char *)data, size }, 4);
	struct arena arena;
	struct diagnostics all;
	struct text text;
	struct place place;

	if (size < 5)
		return 0;
	arena_init(&arena);
	diagnostics_init(&all, &arena);
	text_init(&text, &arena);
	place.source = source_new(&arena, "a", bytes);
	place.offset = (data[0] * 256U + data[1]) % (bytes.length + 1);
	place.length = data[2] * 256U + data[3];
	diagnostic_print(&text,
			 diagnostic_add(&all, DIAGNOSTIC_bad_date, place, "x"),
			 false);
	if (utf8_valid_length(text_slice(&text)) != text.length ||
	    text.length > 8192)
		abort();
	/* An excerpt has its caret. */
	if (strchr(text.bytes, '|') && !strchr(text.bytes, '^'))
		abort();
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.bytes[i] < 0x20 &&
		    text.bytes[i] != '\t' && text.bytes[i] != '\n')
			abort();
	arena_release(&arena);
	return 0;
}

/*
 * A pattern and, behind a newline, a text: nothing hangs, and what is
 * captured lies in the text.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pattern_error error = { NULL, 0 };
	struct slice subject;
	struct slice expression = slice_cut(
		(struct slice){ (const char *)data, size }, '\n', &subject);
	struct slice captured = { NULL, 0 };
	struct arena arena;
	struct pattern *pattern;

	arena_init(&arena);
	pattern =
		pattern_parse(&arena, expression, (unsigned)(size % 4), &error);
	if (!pattern && !error.message)
		abort();
	if (pattern &&
	    pattern_capture(pattern, subject, "n", &captured) == PATTERN_YES &&
	    captured.length > 0 &&
	    (captured.text < subject.text ||
	     captured.text + captured.length > subject.text + subject.length))
		abort();
	arena_release(&arena);
	return 0;
}

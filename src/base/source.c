/*
 * Texts with a name. The table of line beginnings is made when the first
 * place is shown; most runs never need it.
 */
#include "base/source.h"

#include <string.h>

#include "base/arena.h"
#include "base/bug.h"
#include "base/utf8.h"

struct source *source_new(struct arena *arena, const char *name,
			  struct slice text)
{
	struct source *source = arena_take(arena, sizeof(*source));

	if (text.length > UINT32_MAX)
		BUG("a source longer than its offsets");
	*source = (struct source){
		.name = name, .text = text, .arena = arena, .order = arena->used
	};
	if (!text.text)
		source->text.text = ""; /* an empty file is mapped nowhere */
	return source;
}

/* Notes where each line begins. A line follows each newline but the last.
 * What was added to the text since the last time is looked at alone. */
static void find_lines(struct source *source)
{
	struct slice rest = slice_from_offset(source->text, source->lined);

	if (source->lined == 0)
		source->line_count = 0; /* that of an empty text */
	while (source->line_count == 0 || rest.length > 0) {
		source->lines = arena_grow(
			source->arena, source->lines, source->line_count + 1,
			sizeof(*source->lines), &source->line_capacity);
		source->lines[source->line_count++] =
			(uint32_t)(source->text.length - rest.length);
		slice_cut(rest, '\n', &rest);
	}
	source->lined = source->text.length;
}

void source_locate(struct source *source, size_t offset, size_t *line,
		   size_t *column)
{
	size_t low = 0;
	size_t high;
	struct slice before;

	if (source->line_count == 0 || source->lined < source->text.length)
		find_lines(source);
	if (offset > source->text.length)
		offset = source->text.length;
	high = source->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	before = (struct slice){ source->text.text, offset };
	before = slice_from_offset(before, source->lines[low]);
	*line = low + 1;
	*column = utf8_count(before) + 1;
}

struct slice source_line(struct source *source, size_t line)
{
	struct slice rest;

	if (source->line_count == 0 || source->lined < source->text.length)
		find_lines(source);
	if (line == 0 || line > source->line_count)
		return (struct slice){ NULL, 0 };
	rest = slice_from_offset(source->text, source->lines[line - 1]);
	rest = slice_cut(rest, '\n', &(struct slice){ NULL, 0 });
	if (rest.length > 0 && rest.text[rest.length - 1] == '\r')
		rest.length--;
	return rest;
}

struct place source_place(struct source *source, struct slice part)
{
	if (part.length == 0 && !part.text)
		return (struct place){ source, 0, 0 };
	if (part.text < source->text.text ||
	    part.text + part.length > source->text.text + source->text.length)
		BUG("a place outside its source");
	return (struct place){ source, (size_t)(part.text - source->text.text),
			       part.length };
}

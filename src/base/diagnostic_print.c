/*
 * How a complaint looks: the line compilers print, the source line in a
 * gutter, and a caret under the place. What comes from files is made visible
 * first, so that no escape reaches the terminal. Only a window of a long
 * line is shown; the cost depends on the window, not on the line.
 */
#include "base/diagnostic.h"

#include "base/text.h"
#include "base/utf8.h"

enum {
	QUARTERS = 4,            /* of a column */
	WINDOW = 100 * QUARTERS, /* of the source shown at most */
	BEFORE = 50 * QUARTERS,  /* before the caret, when the line is cut */
	TAB_WIDTH = 8,
	GUTTER = 5
};

/* What is drawn: a line, and the part of it that the carets mark. */
struct excerpt {
	struct slice line;
	size_t start; /* offsets into the line */
	size_t end;
};

static const char *severity_colour(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "\033[1;36m";
	case SEVERITY_WARNING:
		return "\033[1;33m";
	case SEVERITY_FINDING:
		return "\033[1;35m";
	case SEVERITY_BROKEN:
		return "\033[1;31m";
	}
	return "";
}

/* FILE:LINE:COL: severity: message; without a place, the program's name. */
static void print_head(struct text *text, struct place at,
		       enum severity severity, const char *message, bool colour)
{
	if (at.source) {
		size_t line;
		size_t column;

		source_locate(at.source, at.offset, &line, &column);
		utf8_add_visible(text, slice_from(at.source->name));
		text_add_format(text, ":%zu:%zu: ", line, column);
	}
	if (colour)
		text_add(text, severity_colour(severity));
	text_add(text, diagnostic_severity_name(severity));
	text_add_char(text, ':');
	if (colour)
		text_add(text, "\033[0m");
	text_add_char(text, ' ');
	utf8_add_visible(text, slice_from(message));
}

/* The bytes of the code point (or broken byte) at the beginning. */
static struct slice first_glyph(struct slice s)
{
	uint32_t code_point;
	size_t length = utf8_decode(s, &code_point);

	return (struct slice){ s.text, length ? length : 1 };
}

/* The bytes of the code point (or broken byte) at the end. */
static struct slice last_glyph(struct slice s)
{
	for (size_t back = 4; back > 1; back--) {
		struct slice tail;

		if (back > s.length)
			continue;
		tail = slice_from_offset(s, s.length - back);
		if (first_glyph(tail).length == back)
			return tail;
	}
	return slice_from_offset(s, s.length - 1);
}

/* Appends a glyph as it is shown; a tab stays one. Returns its columns. */
static size_t add_glyph(struct text *text, struct slice glyph)
{
	size_t start = text->length;

	if (*glyph.text == '\t') {
		text_add_char(text, '\t');
		return TAB_WIDTH;
	}
	utf8_add_visible(text, glyph);
	return utf8_display_width(slice_from_offset(text_slice(text), start));
}

/*
 * What a glyph takes of the window, in quarters of a column; `scratch` is
 * overwritten. One without width takes a quarter, so that a line of nothing
 * but combining marks is cut as well.
 */
static size_t glyph_cost(struct text *scratch, struct slice glyph)
{
	size_t columns;

	text_clear(scratch);
	columns = add_glyph(scratch, glyph);
	return columns > 0 ? columns * QUARTERS : 1;
}

/* True when the whole line fits the window. */
static bool fits(struct text *scratch, struct slice line)
{
	size_t cost = 0;

	while (line.length > 0 && cost <= WINDOW) {
		struct slice glyph = first_glyph(line);

		cost += glyph_cost(scratch, glyph);
		line = slice_from_offset(line, glyph.length);
	}
	return cost <= WINDOW;
}

/* The offset where the window begins: some way before the caret. */
static size_t window_start(struct text *scratch, struct slice line,
			   size_t caret)
{
	struct slice before = { line.text, caret };
	size_t cost = 0;

	if (fits(scratch, line))
		return 0;
	while (before.length > 0) {
		struct slice glyph = last_glyph(before);

		cost += glyph_cost(scratch, glyph);
		if (cost > BEFORE)
			break;
		before.length -= glyph.length;
	}
	return before.length;
}

/* The offset where the window ends. */
static size_t window_end(struct text *scratch, struct slice line, size_t start)
{
	struct slice rest = slice_from_offset(line, start);
	size_t cost = 0;

	while (rest.length > 0) {
		struct slice glyph = first_glyph(rest);

		cost += glyph_cost(scratch, glyph);
		if (cost > WINDOW)
			break;
		rest = slice_from_offset(rest, glyph.length);
	}
	return line.length - rest.length;
}

/*
 * Draws one glyph into `shown` and what stands under it into `marks`: a blank
 * (or the tab) before the place, then ^ and ~ for each of its columns.
 */
static void draw_glyph(const struct excerpt *excerpt, struct slice glyph,
		       struct text *shown, struct text *marks)
{
	size_t at = (size_t)(glyph.text - excerpt->line.text);
	size_t columns = add_glyph(shown, glyph);

	if (*glyph.text == '\t')
		columns = 1;
	if (at + glyph.length <= excerpt->start) {
		text_add_repeat(marks, *glyph.text == '\t' ? '\t' : ' ',
				columns);
	} else if (at <= excerpt->start) {
		text_add_char(marks, '^');
		if (at < excerpt->end && columns > 1)
			text_add_repeat(marks, '~', columns - 1);
	} else if (at < excerpt->end) {
		text_add_repeat(marks, '~', columns);
	}
}

/* Draws the line's window and the carets under it. */
static void draw(const struct excerpt *excerpt, struct text *shown,
		 struct text *marks)
{
	size_t start = window_start(shown, excerpt->line, excerpt->start);
	size_t end = window_end(shown, excerpt->line, start);
	struct slice rest = { excerpt->line.text + start, end - start };

	text_clear(shown);
	if (start > 0) {
		text_add(shown, "...");
		text_add(marks, "   ");
	}
	while (rest.length > 0) {
		struct slice glyph = first_glyph(rest);

		draw_glyph(excerpt, glyph, shown, marks);
		rest = slice_from_offset(rest, glyph.length);
	}
	if (excerpt->start == end)
		text_add_char(marks, '^');
	if (end < excerpt->line.length)
		text_add(shown, "...");
}

/* The source line in its gutter and the carets. */
static void print_excerpt(struct text *text, struct place at)
{
	struct text shown;
	struct text marks;
	struct excerpt excerpt;
	size_t line;
	size_t column;
	size_t gutter = GUTTER;
	size_t offset;

	source_locate(at.source, at.offset, &line, &column);
	excerpt.line = source_line(at.source, line);
	if (excerpt.line.length == 0)
		return;
	offset = (size_t)(excerpt.line.text - at.source->text.text);
	excerpt.start = at.offset - offset;
	if (excerpt.start > excerpt.line.length)
		excerpt.start = excerpt.line.length;
	excerpt.end = excerpt.start + at.length;
	text_init(&shown, text->arena);
	text_init(&marks, text->arena);
	draw(&excerpt, &shown, &marks);
	text_add_format(text, "%*zu | %s\n", GUTTER, line, shown.bytes);
	for (size_t most = 99999; line > most; most = most * 10 + 9)
		gutter++;
	text_add_repeat(text, ' ', gutter);
	text_add_format(text, " | %s\n", marks.bytes);
}

void diagnostic_print(struct text *text, const struct diagnostic *one,
		      bool colour)
{
	const struct diagnostic_kind *kind = diagnostic_kind(one->id);

	if (!one->at.source)
		text_add(text, "pointbook: ");
	print_head(text, one->at, kind->severity, one->message, colour);
	text_add_format(text, " [%s]\n", kind->name);
	if (one->at.source)
		print_excerpt(text, one->at);
	for (const struct diagnostic_note *note = one->notes; note;
	     note = note->next) {
		print_head(text, note->at, SEVERITY_NOTE, note->message,
			   colour);
		text_add_char(text, '\n');
	}
}

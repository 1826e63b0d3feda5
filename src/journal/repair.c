/*
 * Lines are looked at from the end of the file backwards, as long as they are
 * damaged: without a newline, or with NUL bytes in them. What a crash leaves
 * behind is such a tail.
 */
#include "journal/repair.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/parser.h"

enum {
	DAMAGED_LINES_MAX = 1000 /* more is no torn tail */
};

static bool has_nul(struct slice s)
{
	return slice_find(s, '\0') < s.length;
}

/* True when the line would be read without an error; *events is how many
 * events it holds. */
static bool is_whole(struct slice line, size_t *events)
{
	struct arena arena;
	struct journal journal;
	struct diagnostics diagnostics;
	struct text text;
	bool whole;

	*events = 0;
	if (line.length == 0 || line.length > LINE_SIZE_MAX)
		return line.length == 0;
	arena_init(&arena);
	text_init(&text, &arena);
	text_add_slice(&text, line);
	text_add_char(&text, '\n');
	journal_init(&journal, &arena, 0);
	diagnostics_init(&diagnostics, &arena);
	parser_parse(&journal, source_new(&arena, "tail", text_slice(&text)),
		     &diagnostics);
	*events = journal.event_count;
	whole = !diagnostics_are_broken(&diagnostics);
	arena_release(&arena);
	return whole;
}

/* True when a piece of a damaged line, between NUL bytes, is an event. */
static bool holds_event(struct slice line)
{
	while (line.length > 0) {
		struct slice piece = slice_cut(line, '\0', &line);
		size_t events = 0;

		if (is_whole(piece, &events) && events > 0)
			return true;
	}
	return false;
}

/* The offset where the line begins that ends at `end`. */
static size_t line_start(struct slice text, size_t end)
{
	while (end > 0 && text.text[end - 1] != '\n')
		end--;
	return end;
}

/* The damaged line at an offset, which no cut can mend. */
static struct repair by_hand(struct slice text, size_t offset)
{
	struct slice line;

	offset = line_start(text, offset);
	line = slice_from_offset(text, offset);
	return (struct repair){
		.kind = REPAIR_BY_HAND,
		.offset = offset,
		.length = slice_find(line, '\n'),
		.reason = "NUL bytes beside whole events: delete them in an "
			  "editor",
	};
}

static struct repair cut(struct slice text, size_t offset, bool newline)
{
	return (struct repair){
		.kind = REPAIR_CUT,
		.offset = offset,
		.length = text.length - offset,
		.newline = newline,
		.reason = has_nul(slice_from_offset(text, offset))
				  ? "the end of the file is damaged"
				  : "the last line was cut short",
	};
}

/*
 * Goes back over damaged lines from the torn last one at `tail` on; they are
 * cut, unless one holds a whole event.
 */
static struct repair cut_back(struct slice text, size_t tail)
{
	for (size_t lines = 0; tail > 0; lines++) {
		size_t start = line_start(text, tail - 1);
		struct slice line = { text.text + start, tail - 1 - start };

		if (!has_nul(line))
			break;
		if (lines == DAMAGED_LINES_MAX || holds_event(line))
			return by_hand(text, start);
		tail = start;
	}
	if (slice_find(text, '\0') < tail)
		return by_hand(text, slice_find(text, '\0'));
	if (tail == text.length)
		return (struct repair){ .offset = tail, .reason = "" };
	return cut(text, tail, false);
}

static struct repair add_newline(size_t start, struct slice last)
{
	return (struct repair){
		.kind = REPAIR_NEWLINE,
		.offset = start,
		.length = last.length,
		.newline = true,
		.reason = "the last line lacks its newline",
	};
}

/* The last line is somebody's whole event; it stays, NUL bytes behind it do
 * not, and those before it are for its owner. */
static struct repair keep_last(struct slice text, size_t start, size_t length)
{
	struct slice last = slice_from_offset(text, start);
	size_t nul = slice_find(text, '\0');

	if (nul < start)
		return by_hand(text, nul);
	return length < last.length ? cut(text, start + length, true)
				    : add_newline(start, last);
}

/* The last line was never confirmed. */
static struct repair set_last_aside(struct slice text, size_t start,
				    bool is_event)
{
	struct repair repair = cut_back(text, start);

	if (is_event && repair.kind == REPAIR_CUT) {
		repair.is_event = true;
		repair.reason = "the last line has no newline, it may have "
				"been cut short";
	}
	return repair;
}

struct repair repair_find(struct slice text, bool keep)
{
	size_t start = line_start(text, text.length);
	struct slice last = slice_from_offset(text, start);
	struct slice plain = last;
	size_t events = 0;
	bool whole;

	if (last.length == 0)
		return cut_back(text, start);
	while (plain.length > 0 && plain.text[plain.length - 1] == '\0')
		plain.length--;
	whole = plain.length > 0 && !has_nul(plain) && is_whole(plain, &events);
	if (whole && (keep || events == 0))
		return keep_last(text, start, plain.length);
	if (keep && holds_event(last))
		return by_hand(text, slice_find(text, '\0'));
	return set_last_aside(text, start, whole);
}

/*
 * A file is cut into blocks: an event with the comments and blank lines above
 * it. Blocks are put in order and written again; undated ones first, as they
 * stood, then those of closed periods, as they stood, then the rest in book
 * order; of lines that say the same one is left. Comments at the top of the
 * file that a blank line sets apart stay there, and those behind the last event
 * stay behind.
 *
 * Lines that a filler completes are read into a journal of their own, from
 * which they are compared and printed.
 */
#include "journal/format.h"

#include <string.h>

#include "base/arena.h"
#include "base/bug.h"
#include "base/diagnostic.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/lexer.h"
#include "journal/order.h"
#include "journal/parser.h"
#include "journal/printer.h"

/* An event and what stands above it: formatter.lines[first .. end). */
struct block {
	const struct journal *journal; /* the event's: the book, or the fills */
	const struct event *event;
	enum order_class class;
	struct slice line; /* as it stands, without its end */
	struct slice text; /* canonical, once it was needed */
	size_t first;
	size_t end;
	size_t fill; /* its line among the fills, from 1; 0: none */
};

struct formatter {
	struct arena *arena;
	const struct journal *journal;
	struct day frozen;
	const struct format_filler *filler;
	struct slice *lines; /* comments, and empty ones for blank lines */
	size_t line_count;
	size_t line_capacity;
	struct block *blocks;
	size_t block_count;
	size_t block_capacity;
	struct text fills;
	size_t fill_count;
	struct intern repeated; /* lines without a reference that stand twice */
	struct text *out;
	bool wants_blank; /* a blank line comes before the next one */
	bool begun;       /* something was written */
};

/* Notes a line that is no event, of the block whose first line is `first`;
 * runs of blank ones become one. */
static void add_line(struct formatter *formatter, struct slice line,
		     size_t first)
{
	if (line.length == 0 && formatter->line_count > first &&
	    formatter->lines[formatter->line_count - 1].length == 0)
		return;
	formatter->lines = arena_grow(
		formatter->arena, formatter->lines, formatter->line_count + 1,
		sizeof(*formatter->lines), &formatter->line_capacity);
	formatter->lines[formatter->line_count++] = line;
}

static bool is_frozen(const struct formatter *formatter,
		      const struct event *event)
{
	return day_is_real(event->day) &&
	       day_compare(event->day, formatter->frozen) <= 0;
}

/* The canonical text of a block's event. */
static struct slice take_text(struct arena *arena, struct block *block)
{
	struct text text;

	if (block->text.text)
		return block->text;
	text_init(&text, arena);
	printer_add_event(&text, block->journal, block->event);
	block->text = text_slice(&text);
	return block->text;
}

/* Notes the lines that are not filled: with references of their own two that
 * count once would count twice. */
static void find_repeated(struct formatter *formatter)
{
	const struct journal *journal = formatter->journal;

	intern_init(&formatter->repeated, formatter->arena, journal->seed);
	for (size_t i = 0; i < journal->event_count; i++) {
		struct block block = { .journal = journal,
				       .event = &journal->events[i] };

		if ((block.event->flags & EVENT_DUPLICATE) &&
		    block.event->reference_length == 0)
			intern_add(&formatter->repeated,
				   take_text(formatter->arena, &block));
	}
}

static bool is_repeated(struct formatter *formatter, struct block *block)
{
	return formatter->repeated.count > 0 &&
	       block->event->reference_length == 0 &&
	       intern_find(&formatter->repeated,
			   take_text(formatter->arena, block)) != INTERN_NONE;
}

/* Closes a block with its event; `first` is its first line. */
static void add_block(struct formatter *formatter, const struct event *event,
		      struct slice line, size_t first)
{
	const struct journal *journal = formatter->journal;
	struct block block = {
		.journal = journal,
		.event = event,
		.class = order_class(journal,
				     (order_step)(event - journal->events) * 2),
		.line = line,
		.first = first,
		.end = formatter->line_count,
	};

	if (formatter->filler && !is_frozen(formatter, event) &&
	    !is_repeated(formatter, &block) &&
	    formatter->filler->fill(formatter->filler->context, event,
				    &formatter->fills)) {
		text_add_char(&formatter->fills, '\n');
		block.fill = ++formatter->fill_count;
	}
	formatter->blocks = arena_grow(
		formatter->arena, formatter->blocks, formatter->block_count + 1,
		sizeof(*formatter->blocks), &formatter->block_capacity);
	formatter->blocks[formatter->block_count++] = block;
}

/* Cuts the source into blocks. Its events stand together in the journal. */
static void cut_blocks(struct formatter *formatter, size_t number)
{
	const struct journal *journal = formatter->journal;
	struct slice whole = journal->sources[number]->text;
	struct slice rest = whole;
	size_t next = 0;
	size_t first = 0;

	if (slice_starts(rest, "\xef\xbb\xbf"))
		rest = slice_from_offset(rest, 3);
	while (next < journal->event_count &&
	       journal->events[next].source != number)
		next++;
	while (rest.length > 0) {
		struct slice line = slice_cut(rest, '\n', &rest);
		size_t start = (size_t)(line.text - whole.text);

		if (slice_ends(line, "\r"))
			line.length--;
		if (next == journal->event_count ||
		    journal->events[next].source != number ||
		    journal->events[next].start != start) {
			add_line(formatter, slice_trim(line), first);
			continue;
		}
		add_block(formatter, &journal->events[next], line, first);
		first = formatter->line_count;
		next++;
	}
}

/* Reads the filled lines and puts their events into the blocks. */
static void read_fills(struct formatter *formatter)
{
	struct journal *fills = arena_take(formatter->arena, sizeof(*fills));
	struct diagnostics diagnostics;

	if (formatter->fill_count == 0)
		return;
	diagnostics_init(&diagnostics, formatter->arena);
	journal_init(fills, formatter->arena, formatter->journal->seed);
	parser_parse(fills,
		     source_new(formatter->arena, "filled",
				text_slice(&formatter->fills)),
		     &diagnostics);
	if (fills->event_count != formatter->fill_count)
		BUG("a filled line is not an event");
	for (size_t i = 0; i < formatter->block_count; i++) {
		struct block *block = &formatter->blocks[i];

		if (block->fill == 0)
			continue;
		block->journal = fills;
		block->event = &fills->events[block->fill - 1];
	}
}

/* 0: undated, 1: closed, 2: the rest. */
static int rank_of(const struct formatter *formatter, const struct block *block)
{
	if (!day_is_real(block->event->day))
		return 0;
	return is_frozen(formatter, block->event) ? 1 : 2;
}

/* Book order of two blocks; 0 where they keep the order they stand in. */
static int compare_blocks(const struct formatter *formatter, struct block *a,
			  struct block *b)
{
	int rank_a = rank_of(formatter, a);
	int rank_b = rank_of(formatter, b);
	int minute_a = a->event->minute == MINUTE_NONE ? 0 : a->event->minute;
	int minute_b = b->event->minute == MINUTE_NONE ? 0 : b->event->minute;
	int order;

	if (rank_a != rank_b || rank_a < 2)
		return rank_a - rank_b;
	order = day_compare(a->event->day, b->event->day);
	if (order == 0)
		order = (int)a->class - (int)b->class;
	if (order == 0)
		order = minute_a - minute_b;
	if (order == 0)
		order = slice_compare_natural(
			event_reference(a->journal, a->event),
			event_reference(b->journal, b->event));
	if (order != 0)
		return order;
	return slice_compare(take_text(formatter->arena, a),
			     take_text(formatter->arena, b));
}

/* Merges two neighbouring runs of blocks. */
static void merge_runs(const struct formatter *formatter, struct block *from,
		       struct block *to, size_t middle, size_t end)
{
	size_t left = 0;
	size_t right = middle;

	for (size_t i = 0; i < end; i++) {
		bool take_right =
			left == middle ||
			(right < end && compare_blocks(formatter, &from[right],
						       &from[left]) < 0);

		to[i] = from[take_right ? right++ : left++];
	}
}

static bool is_sorted(const struct formatter *formatter)
{
	struct block *blocks = formatter->blocks;

	for (size_t i = 1; i < formatter->block_count; i++)
		if (compare_blocks(formatter, &blocks[i - 1], &blocks[i]) > 0)
			return false;
	return true;
}

static void sort_blocks(struct formatter *formatter)
{
	size_t count = formatter->block_count;
	struct block *from = formatter->blocks;
	struct block *to;

	if (is_sorted(formatter))
		return;
	to = arena_take_array(formatter->arena, count, sizeof(*to));
	for (size_t run = 1; run < count; run *= 2) {
		struct block *swapped = from;

		for (size_t at = 0; at < count; at += 2 * run) {
			size_t end =
				count - at < 2 * run ? count - at : 2 * run;

			merge_runs(formatter, from + at, to + at,
				   end < run ? end : run, end);
		}
		from = to;
		to = swapped;
	}
	formatter->blocks = from;
}

/* True when the comments of a block, above it and behind it, stand with the
 * other one, too. */
static bool has_same_comments(const struct formatter *formatter,
			      const struct block *block,
			      const struct block *other)
{
	size_t at = other->first;
	struct slice behind = lexer_comment(block->line);

	if (behind.length > 0 &&
	    !slice_equal(behind, lexer_comment(other->line)))
		return false;
	for (size_t i = block->first; i < block->end; i++) {
		struct slice line = formatter->lines[i];

		while (line.length > 0 && at < other->end &&
		       !slice_equal(formatter->lines[at], line))
			at++;
		if (line.length > 0 && at++ >= other->end)
			return false;
	}
	return true;
}

/* True when a line that stands twice may go: of points without a reference
 * nobody knows whether it was meant twice, and `check` asks. */
static bool may_fold(const struct formatter *formatter,
		     const struct block *block)
{
	const struct event *event = block->event;

	return !is_frozen(formatter, event) &&
	       (event->reference_length > 0 ||
		!directive_of((enum event_kind)event->kind)->moves);
}

/* Leaves one of lines that say the same, as after a merge of a formatted
 * branch with one that is not. */
static void fold_blocks(struct formatter *formatter)
{
	struct intern texts;
	size_t *first = arena_take_array(
		formatter->arena, formatter->block_count + 1, sizeof(*first));
	size_t kept = 0;

	intern_init(&texts, formatter->arena, formatter->journal->seed);
	for (size_t i = 0; i < formatter->block_count; i++) {
		struct block *block = &formatter->blocks[i];
		uint32_t known = texts.count;

		if (may_fold(formatter, block)) {
			uint32_t text = intern_add(
				&texts, take_text(formatter->arena, block));
			if (text == known)
				first[text] = kept;
			else if (has_same_comments(
					 formatter, block,
					 &formatter->blocks[first[text]]))
				continue;
		}
		formatter->blocks[kept++] = *block;
	}
	formatter->block_count = kept;
}

/* Ends the blank line that may be due, before something is written. */
static void begin_line(struct formatter *formatter)
{
	if (formatter->wants_blank && formatter->begun)
		text_add_char(formatter->out, '\n');
	formatter->wants_blank = false;
	formatter->begun = true;
}

static void write_lines(struct formatter *formatter, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		if (formatter->lines[i].length == 0) {
			formatter->wants_blank = true;
			continue;
		}
		begin_line(formatter);
		text_add_slice(formatter->out, formatter->lines[i]);
		text_add_char(formatter->out, '\n');
	}
}

static void write_block(struct formatter *formatter, const struct block *block)
{
	struct slice comment;

	write_lines(formatter, block->first, block->end);
	begin_line(formatter);
	if (is_frozen(formatter, block->event)) {
		text_add_slice(formatter->out, block->line);
		text_add_char(formatter->out, '\n');
		return;
	}
	printer_add_aligned(formatter->out, block->journal, block->event);
	comment = lexer_comment(block->line);
	if (comment.length > 0) {
		text_add(formatter->out, "  ");
		text_add_slice(formatter->out, comment);
	}
	text_add_char(formatter->out, '\n');
}

/* Writes the top of the file: comments above the first event, up to the last
 * blank line among them. The block keeps the others. */
static void write_top(struct formatter *formatter)
{
	struct block *block = formatter->blocks;
	size_t end;

	if (formatter->block_count == 0)
		return;
	end = block->end;
	while (end > block->first && formatter->lines[end - 1].length > 0)
		end--;
	write_lines(formatter, block->first, end);
	block->first = end;
}

void format_source(struct text *text, const struct journal *journal,
		   size_t source, struct day frozen,
		   const struct format_filler *filler)
{
	struct formatter formatter = {
		.arena = text->arena,
		.journal = journal,
		.frozen = frozen,
		.filler = filler,
		.out = text,
	};
	size_t behind;

	text_init(&formatter.fills, text->arena);
	find_repeated(&formatter);
	cut_blocks(&formatter, source);
	read_fills(&formatter);
	write_top(&formatter);
	behind = formatter.block_count > 0
			 ? formatter.blocks[formatter.block_count - 1].end
			 : 0;
	sort_blocks(&formatter);
	fold_blocks(&formatter);
	for (size_t i = 0; i < formatter.block_count; i++)
		write_block(&formatter, &formatter.blocks[i]);
	write_lines(&formatter, behind, formatter.line_count);
}

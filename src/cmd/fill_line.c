/*
 * The points of a line are the postings it made, by unit; they are put where
 * the grammar has them, behind the operands that come first.
 */
#include "cmd/fill_line.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "cmd/fresh_reference.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/printer.h"

void fill_line_init(struct fill_line *fill, struct arena *arena,
		    const struct book *book)
{
	size_t events = book->journal->event_count;
	*fill = (struct fill_line){ .arena = arena, .book = book };
	fill->first = arena_take_array(arena, events, sizeof(*fill->first));
	fill->next = arena_take_array(arena, book->posting_count,
				      sizeof(*fill->next));
	for (size_t i = 0; i < events; i++)
		fill->first[i] = NONE;
	for (size_t i = book->posting_count; i-- > 0;) {
		uint32_t event = book->postings[i].event;
		fill->next[i] = fill->first[event];
		fill->first[event] = (uint32_t)i;
	}
}

/* The kind of posting that carries a line's own points. */
static bool is_own(enum event_kind event, const struct posting *posting)
{
	switch ((int)event) {
	case EVENT_PURCHASE:
		return posting->kind == POSTING_SALE;
	case EVENT_BONUS:
		return posting->kind == POSTING_BONUS;
	case EVENT_REFUND:
		return posting->kind == POSTING_CLAWBACK;
	case EVENT_REDEEM:
		return posting->kind == POSTING_REDEEM;
	case EVENT_REQUEST:
		return posting->kind == POSTING_RESERVE;
	default:
		return false;
	}
}

/* How many words stand before the points: date, keyword, member and what the
 * kind has. */
static int words_before(const struct event *event)
{
	bool has_money = event->currency != CURRENCY_NONE;
	if (event->kind == EVENT_PURCHASE || event->kind == EVENT_REFUND)
		return has_money ? 5 : 3;
	return 4;
}

/* The points by unit; false when the line's were not computed. */
static bool sum_points(const struct fill_line *fill, const struct event *event,
		       int64_t sums[UNITS_MAX])
{
	const struct book *book = fill->book;
	uint32_t number = (uint32_t)(event - book->journal->events);
	unsigned flags = book->effects[number].flags;
	if (event->quantities > 0 || !(flags & EFFECT_APPLIED) ||
	    !(flags & EFFECT_COMPUTED) || flags & EFFECT_NULLIFIED ||
	    flags & EFFECT_REFUSED)
		return false;
	for (uint32_t i = fill->first[number]; i != NONE; i = fill->next[i]) {
		const struct posting *posting = &book->postings[i];
		if (!is_own((enum event_kind)event->kind, posting))
			continue;
		int unit = book->accounts[posting->account].unit;
		sums[unit] += event->kind == EVENT_REQUEST ? -posting->held
							   : posting->points;
	}
	return true;
}

static void add_points(const struct fill_line *fill, struct day day,
		       const int64_t sums[UNITS_MAX], struct text *line)
{
	const struct programs *programs = fill->book->programs;
	const struct program *program = programs_on(programs, day);
	int first = program ? program->first_unit : 0;
	bool has_any = false;
	for (size_t i = 0; i < programs->unit_count; i++) {
		if (sums[i] == 0)
			continue;
		has_any = true;
		text_add_char(line, ' ');
		decimal_add_text(line, sums[i], programs->units[i].decimals,
				 true);
		if ((int)i != first) {
			text_add_char(line, ' ');
			text_add_slice(line, programs->units[i].name);
		}
	}
	if (!has_any)
		text_add(line, " +0");
}

bool fill_line_add(void *context, const struct event *event, struct text *line)
{
	const struct fill_line *fill = context;
	const struct journal *journal = fill->book->journal;
	int64_t sums[UNITS_MAX] = { 0 };
	bool has_points = sum_points(fill, event, sums);
	bool needs_reference =
		directive_of((enum event_kind)event->kind)->moves &&
		event->reference_length == 0;
	struct slice reference = { NULL, 0 };
	if (needs_reference)
		reference = fresh_reference_take(fill->arena, journal);
	if (!has_points && reference.length == 0)
		return false;
	struct text whole;
	text_init(&whole, fill->arena);
	printer_add_event(&whole, journal, event);
	struct slice rest = text_slice(&whole);
	for (int i = 0; has_points && i < words_before(event); i++) {
		text_add(line, i > 0 ? " " : "");
		text_add_slice(line, slice_cut(rest, ' ', &rest));
	}
	if (has_points) {
		add_points(fill, event->day, sums, line);
		text_add(line, rest.length > 0 ? " " : "");
	}
	text_add_slice(line, rest);
	if (reference.length > 0) {
		text_add(line, " ^");
		text_add_slice(line, reference);
	}
	return true;
}

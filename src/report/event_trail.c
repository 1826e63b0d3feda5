/*
 * The trail of an event: rules, lots, takings, and the lines around it. What
 * a lot lost is read from all consumptions of the book, so that the rows add
 * up to what is left.
 */
#include "report/event_trail.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/why.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "report/event_words.h"
#include "report/report_scope.h"
#include "report/sheet.h"

static const struct sheet_section rules_section = {
	.name = "rules",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section passed_section = {
	.name = "passed",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section lots_section = {
	.name = "lots",
	.parts = { SHEET_DATE, SHEET_SIGNED, SHEET_TEXT, SHEET_REF, SHEET_PLACE,
		   SHEET_END },
	.heads = { "date", "points", "what", "ref", "line" },
};

static const struct sheet_section taken_section = {
	.name = "taken",
	.parts = { SHEET_DATE, SHEET_SIGNED, SHEET_TEXT, SHEET_EXPIRES,
		   SHEET_REF, SHEET_PLACE, SHEET_END },
	.heads = { "earned", "points", "from", "expires", "ref", "line" },
};

static const struct sheet_section related_section = {
	.name = "related",
	.parts = { SHEET_DATE, SHEET_TEXT, SHEET_CHANGE, SHEET_REF, SHEET_PLACE,
		   SHEET_END },
};

/* ---- the rules ---- */

/* `+12 +1 stamp` as a line has them. */
static struct slice recorded_text(const struct report_scope *scope,
				  const struct event *e)
{
	const struct journal *journal = scope->book->journal;
	const struct program *program =
		programs_on(scope->book->programs, e->day);
	struct text text;

	text_init(&text, scope->arena);
	for (size_t i = 0; i < e->quantities; i++) {
		struct quantity quantity = event_quantity(journal, e, i);
		struct slice unit = intern_text(&journal->units, quantity.unit);
		if (unit.length == 0)
			unit = scope_unit(scope, program->first_unit)->name;
		text_add(&text, i == 0 ? "" : " ");
		decimal_add_text(&text, quantity.mantissa, quantity.scale,
				 true);
		text_add_char(&text, ' ');
		text_add_slice(&text, unit);
	}
	return text_slice(&text);
}

/* What the rules gave, as a line would have it. */
static struct slice computed_text(const struct report_scope *scope,
				  const struct earn_result *result)
{
	struct text text;
	bool any = false;

	text_init(&text, scope->arena);
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		if (result->points[unit] == 0)
			continue;
		const struct unit *u = scope_unit(scope, unit);
		text_add(&text, any ? " " : "");
		decimal_add_text(&text, result->points[unit], u->decimals,
				 true);
		text_add_char(&text, ' ');
		text_add_slice(&text, u->name);
		any = true;
	}
	if (!any)
		text_add(&text, "nothing");
	return text_slice(&text);
}

/* True when the line's points are those of the result; units that the line
 * does not name count as zero. */
static bool agree(const struct report_scope *scope, const struct event *e,
		  const struct earn_result *result)
{
	int64_t left[UNITS_MAX];

	for (int unit = 0; unit < UNITS_MAX; unit++)
		left[unit] = result->points[unit];
	for (size_t i = 0; i < e->quantities; i++) {
		const struct journal *journal = scope->book->journal;
		struct quantity quantity = event_quantity(journal, e, i);
		struct slice name = intern_text(&journal->units, quantity.unit);
		int unit = programs_find_unit(scope->book->programs, name);
		int64_t points;
		if (unit < 0 ||
		    decimal_rescale((struct decimal){ quantity.mantissa,
						      quantity.scale },
				    scope_unit(scope, unit)->decimals,
				    &points) != DECIMAL_OK)
			return false;
		left[unit] -= points;
	}
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		if (left[unit] != 0)
			return false;
	}
	return true;
}

static void add_comparison(const struct report_scope *scope,
			   struct sheet *sheet, const struct event *e,
			   const struct why *why)
{
	if (e->kind == EVENT_MOVE || e->quantities == 0) {
		sheet_add_text(sheet, SLICE("gives"),
			       computed_text(scope, &why->result));
		return;
	}
	bool same = agree(scope, e, &why->result);
	struct slice over = event_value(scope->book->journal, e, KEY_OVERRIDE);
	sheet_add_text(sheet, SLICE("recorded"), recorded_text(scope, e));
	if (same) {
		sheet_add_text(sheet, SLICE("agrees"),
			       SLICE("the line has what the rules give"));
		return;
	}
	sheet_add_text(sheet, SLICE("rules give"),
		       computed_text(scope, &why->result));
	if (over.length > 0)
		sheet_add_text(sheet, SLICE("on purpose"), over);
	else
		sheet_add_text(sheet, SLICE("differs"),
			       SLICE("recorded points count: add "
				     "override:\"why\" if they are meant"));
}

static void add_steps(struct sheet *sheet, const struct why *why, bool counts)
{
	for (const struct earn_step *step = why->working.first; step != NULL;
	     step = step->next) {
		if (step->counts == counts)
			sheet_add_text(sheet, step->rule,
				       slice_from(step->text));
	}
}

static bool has_passed(const struct why *why)
{
	for (const struct earn_step *step = why->working.first; step != NULL;
	     step = step->next) {
		if (!step->counts)
			return true;
	}
	return false;
}

void event_trail_add_working(const struct report_scope *scope,
			     struct sheet *sheet, uint32_t event,
			     const struct why *why)
{
	const struct event *e = scope_event(scope, event);

	if (!why->computed && why->barred == NULL)
		return;
	sheet_add_section(sheet, &rules_section,
			  why->barred != NULL
				  ? SLICE("Why it earns nothing")
				  : slice_from(arena_print(
					    scope->arena,
					    "How the rules work it out (%s)",
					    why->program->source->name)));
	if (why->barred != NULL) {
		sheet_add_text(sheet, SLICE("because"),
			       slice_from(why->barred));
		return;
	}
	add_steps(sheet, why, true);
	add_comparison(scope, sheet, e, why);
	if (!has_passed(why))
		return;
	sheet_add_section(sheet, &passed_section,
			  SLICE("Rules that give nothing here"));
	add_steps(sheet, why, false);
}

/* ---- the lots it opened ---- */

static struct slice opened_text(const struct report_scope *scope,
				const struct lot *lot)
{
	const struct book *book = scope->book;
	struct day last = lot_expires(book, lot);
	char day[DAY_TEXT_MAX];
	struct text text;

	text_init(&text, scope->arena);
	text_add(&text, "earned");
	if (lot->usable_from.number != lot->earned.number) {
		day_print(lot->usable_from, day);
		text_add_format(&text, ", usable from %s", day);
	}
	if (day_is_real(last)) {
		day_print(last, day);
		text_add_format(&text, ", usable until %s", day);
	} else {
		text_add(&text, ", never expires");
	}
	return text_slice(&text);
}

static void add_consumption(const struct report_scope *scope,
			    struct sheet *sheet,
			    const struct consumption *taken,
			    const struct unit *unit)
{
	const struct event *e = scope_event(scope, taken->event);
	struct sheet_row *row = sheet_add_row(sheet);

	row->day = taken->day;
	row->what = slice_from(directive_of((enum event_kind)e->kind)->keyword);
	row->text = event_words(scope->arena, scope->book, e);
	sheet_set_points(row, -taken->points, unit);
	event_words_set_place(row, scope->book, taken->event);
}

static void add_lot(const struct report_scope *scope, struct sheet *sheet,
		    uint32_t number)
{
	const struct book *book = scope->book;
	const struct lot *lot = &book->lots[number];
	int64_t expired = lot_expired(book, lot);
	const struct unit *unit =
		scope_unit(scope, lot_account(book, lot)->unit);
	struct day last = lot_expires(book, lot);
	struct sheet_row *row = sheet_add_row(sheet);

	row->day = lot->earned;
	row->what = slice_from(lot_origin_name((enum lot_origin)lot->origin));
	row->text = opened_text(scope, lot);
	row->expires = last;
	sheet_set_points(row, lot->points, unit);
	for (size_t i = 0; i < book->consumption_count; i++) {
		const struct consumption *taken = &book->consumptions[i];
		if (taken->lot == number && taken->points > 0)
			add_consumption(scope, sheet, taken, unit);
	}
	if (expired > 0) {
		row = sheet_add_row(sheet);
		row->day = day_is_real(last) ? day_add(last, 1) : DAY_NONE;
		row->what = SLICE("expiry");
		row->text = SLICE("expired");
		sheet_set_points(row, -expired, unit);
	}
	row = sheet_add_row(sheet);
	row->is_sum = true;
	row->what = SLICE("left");
	row->text = SLICE("left");
	sheet_set_points(row, lot->remaining, unit);
}

void event_trail_add_lots(const struct report_scope *scope, struct sheet *sheet,
			  uint32_t event)
{
	const struct book *book = scope->book;
	uint32_t number = book->effects[event].lot;

	for (; number != NONE && number < book->lot_count &&
	       book->lots[number].event == event;
	     number++) {
		struct text title;
		text_init(&title, scope->arena);
		text_add(&title, "The lot of ");
		event_words_add_points(
			&title, book,
			lot_account(book, &book->lots[number])->unit,
			book->lots[number].points);
		text_add(&title, " that it opened");
		sheet_add_section(sheet, &lots_section, text_slice(&title));
		add_lot(scope, sheet, number);
	}
}

/* ---- the lots it took from ---- */

/* What is owed has no lot to tell its unit: that of the redemption, or the
 * first the line names. */
static const struct unit *debt_unit(const struct report_scope *scope,
				    uint32_t event)
{
	const struct book *book = scope->book;
	const struct event *e = scope_event(scope, event);
	const struct program *program = programs_on(book->programs, e->day);
	int unit = program->first_unit;

	if ((e->kind == EVENT_REDEEM || e->kind == EVENT_REQUEST) &&
	    book->effects[event].extra != NONE)
		unit = book->redemptions[book->effects[event].extra].unit;
	else if (e->quantities > 0 && e->unit != UNIT_DEFAULT)
		unit = programs_find_unit(
			book->programs,
			intern_text(&book->journal->units, e->unit));
	return scope_unit(scope, unit);
}

static void add_taken(const struct report_scope *scope, struct sheet *sheet,
		      const struct consumption *taken)
{
	const struct book *book = scope->book;
	struct sheet_row *row = sheet_add_row(sheet);

	if (taken->lot == NONE) {
		row->text = SLICE("no lot: owed, paid by the next credits");
		sheet_set_points(row, -taken->points,
				 debt_unit(scope, taken->event));
		return;
	}
	const struct lot *lot = &book->lots[taken->lot];
	row->day = lot->earned;
	row->what = slice_from(lot_origin_name((enum lot_origin)lot->origin));
	row->text =
		event_words(scope->arena, book, scope_event(scope, lot->event));
	row->expires = lot_expires(book, lot);
	sheet_set_points(row, -taken->points,
			 scope_unit(scope, lot_account(book, lot)->unit));
	event_words_set_place(row, book, lot->event);
}

/* The list has the newest first; people read the oldest first. */
static void add_taken_list(const struct report_scope *scope,
			   struct sheet *sheet, uint32_t first)
{
	const struct book *book = scope->book;
	size_t count = 0;

	for (uint32_t i = first; i != NONE; i = book->consumptions[i].next)
		count++;
	uint32_t *list = arena_take_array(scope->arena, count, sizeof(*list));
	size_t at = count;
	for (uint32_t i = first; i != NONE; i = book->consumptions[i].next)
		list[--at] = i;
	for (size_t i = 0; i < count; i++) {
		if (book->consumptions[list[i]].points > 0)
			add_taken(scope, sheet, &book->consumptions[list[i]]);
	}
}

void event_trail_add_taken(const struct report_scope *scope,
			   struct sheet *sheet, uint32_t event)
{
	const struct book *book = scope->book;
	uint32_t first = book->effects[event].consumption;
	int64_t sum = 0;

	if (first == NONE)
		return;
	for (uint32_t i = first; i != NONE; i = book->consumptions[i].next)
		sum |= book->consumptions[i].points;
	sheet_add_section(sheet, &taken_section,
			  SLICE("The lots it took from"));
	if (sum == 0)
		sheet_add_row(sheet)->text = SLICE("all of it was given back");
	add_taken_list(scope, sheet, first);
}

/* ---- the lines around it ---- */

static bool names(const struct journal *journal, const struct event *e,
		  struct slice reference)
{
	switch ((int)e->kind) {
	case EVENT_APPROVE:
	case EVENT_FULFIL:
	case EVENT_REJECT:
	case EVENT_CANCEL:
	case EVENT_VOID:
	case EVENT_MOVE:
		return slice_equal(event_operand(journal, e), reference);
	default:
		return slice_equal(event_value(journal, e, KEY_OF),
				   reference) ||
		       slice_equal(event_value(journal, e, KEY_ON), reference);
	}
}

/* A line beside the event, with what it is sorted by. */
struct related {
	const struct journal *journal;
	uint32_t event;
};

static int compare_related(const void *left, const void *right)
{
	const struct related *a = left;
	const struct related *b = right;

	return order_compare(a->journal, a->event * 2, b->event * 2);
}

/* The event's own reference, and the one it names. */
static bool is_related(const struct journal *journal, uint32_t event,
		       uint32_t other)
{
	const struct event *e = &journal->events[event];
	const struct event *o = &journal->events[other];
	struct slice own = event_reference(journal, e);
	struct slice theirs = event_reference(journal, o);

	if (event == other || (o->flags & EVENT_DUPLICATE) ||
	    !day_is_real(o->day))
		return false;
	return (own.length > 0 && names(journal, o, own)) ||
	       (theirs.length > 0 && names(journal, e, theirs));
}

/* The points that a line beside the event moved, the first unit's. */
static void add_moved(const struct report_scope *scope, struct sheet_row *row,
		      uint32_t event)
{
	const struct book *book = scope->book;

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];
		if (posting->event != event || posting->points == 0 ||
		    posting->kind == POSTING_EXPIRY)
			continue;
		sheet_set_points(
			row, posting->points,
			scope_unit(scope,
				   book->accounts[posting->account].unit));
		return;
	}
}

void event_trail_add_related(const struct report_scope *scope,
			     struct sheet *sheet, uint32_t event)
{
	const struct journal *journal = scope->book->journal;
	struct related *list = NULL;
	size_t count = 0;
	size_t capacity = 0;

	for (uint32_t i = 0; i < journal->event_count; i++) {
		if (!is_related(journal, event, i) ||
		    !(scope->book->effects[i].flags & EFFECT_APPLIED))
			continue;
		list = arena_grow(scope->arena, list, count + 1, sizeof(*list),
				  &capacity);
		list[count++] = (struct related){ journal, i };
	}
	if (count == 0)
		return;
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_related);
	sheet_add_section(sheet, &related_section,
			  SLICE("Lines that belong to it"));
	for (size_t i = 0; i < count; i++) {
		const struct event *e = scope_event(scope, list[i].event);
		struct sheet_row *row = sheet_add_row(sheet);
		row->day = e->day;
		row->what = slice_from(
			directive_of((enum event_kind)e->kind)->keyword);
		row->text = event_words(scope->arena, scope->book, e);
		event_words_set_place(row, scope->book, list[i].event);
		add_moved(scope, row, list[i].event);
	}
}

/*
 * `show` and `why` of one event. Sections without rows are left out.
 */
#include "report/report_event.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_trail.h"
#include "report/event_words.h"
#include "report/movements.h"
#include "report/report_scope.h"
#include "report/sheet.h"

static const struct column columns[] = { SHEET_COLUMNS };

const struct report report_show = {
	.name = "show",
	.title = "An event",
	.columns = columns,
};

static const struct sheet_section facts = {
	.name = "event",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section moved = {
	.name = "moved",
	.parts = { SHEET_DATE, SHEET_WHAT, SHEET_TEXT, SHEET_CHANGE,
		   SHEET_BALANCE, SHEET_END },
	.heads = { "date", "what", "member", "points", "balance" },
};

static struct slice day_text(struct arena *arena, struct day day)
{
	char text[DAY_TEXT_MAX];

	day_print(day, text);
	return slice_from(arena_copy(arena, text, DAY_TEXT_MAX - 1));
}

/* ---- facts ---- */

static struct slice title_of(const struct report_scope *scope,
			     const struct event *e)
{
	struct slice reference = event_reference(scope->book->journal, e);
	struct text text;

	text_init(&text, scope->arena);
	text_add_slice(&text, event_words(scope->arena, scope->book, e));
	if (reference.length > 0) {
		text_add(&text, ": ");
		text_add_slice(&text, reference);
	}
	return text_slice(&text);
}

static void add_member_fact(const struct report_scope *scope,
			    struct sheet *sheet, const struct event *e)
{
	const struct book *book = scope->book;
	struct text text;

	if (e->member == INTERN_NONE)
		return;
	text_init(&text, scope->arena);
	event_words_add_member(&text, book, e->member);
	uint32_t now = book_member_now(book, e->member);
	if (now != e->member) {
		text_add(&text, ", merged into ");
		event_words_add_member(&text, book, now);
	}
	sheet_add_text(sheet, SLICE("member"), text_slice(&text));
}

static struct slice place_text(const struct report_scope *scope,
			       const struct event *e)
{
	return slice_from(
		arena_print(scope->arena, "%s:%zu",
			    scope->book->journal->sources[e->source]->name,
			    event_line_number(scope->book->journal, e)));
}

/* Where it stands, and where else the same event stands. */
static void add_places(const struct report_scope *scope, struct sheet *sheet,
		       uint32_t event)
{
	const struct journal *journal = scope->book->journal;
	const struct event *e = scope_event(scope, event);
	struct slice reference = event_reference(journal, e);

	sheet_add_text(sheet, SLICE("line"), event_line(journal, e));
	struct sheet_row *row = sheet_add_row(sheet);
	row->what = SLICE("stands in");
	row->text = place_text(scope, e);
	event_words_set_place(row, scope->book, event);
	for (uint32_t i = 0; reference.length > 0 && i < journal->event_count;
	     i++) {
		const struct event *other = &journal->events[i];
		if (i == event || !(other->flags & EVENT_DUPLICATE) ||
		    !slice_equal(event_reference(journal, other), reference))
			continue;
		row = sheet_add_row(sheet);
		row->what = SLICE("also in");
		row->text = place_text(scope, other);
		event_words_set_place(row, scope->book, i);
	}
}

static void add_redemption(const struct report_scope *scope,
			   struct sheet *sheet, uint32_t event)
{
	const struct redemption *redemption =
		&scope->book->redemptions[scope->book->effects[event].extra];
	struct text text;

	text_init(&text, scope->arena);
	text_add(&text, redemption_state_name(
				(enum redemption_state)redemption->state));
	if (day_is_real(redemption->ended)) {
		text_add(&text, " on ");
		text_add_slice(&text,
			       day_text(scope->arena, redemption->ended));
	} else if (day_is_real(redemption->expires) &&
		   !day_is_real(redemption->fulfilled)) {
		text_add(&text, ", ends by itself after ");
		text_add_slice(&text,
			       day_text(scope->arena, redemption->expires));
	}
	sheet_add_text(sheet, SLICE("state"), text_slice(&text));
}

static void add_sale(const struct report_scope *scope, struct sheet *sheet,
		     uint32_t event)
{
	const struct sale *sale =
		&scope->book->sales[scope->book->effects[event].extra];
	const struct event *e = scope_event(scope, event);
	struct text text;

	if (sale->refunded == 0)
		return;
	text_init(&text, scope->arena);
	decimal_add_text(&text, sale->refunded, currency_scale(e->currency),
			 false);
	text_add(&text, " of ");
	decimal_add_text(&text, e->money, currency_scale(e->currency), false);
	text_add_format(&text, " %s", currency_code(e->currency));
	sheet_add_text(sheet, SLICE("refunded"), text_slice(&text));
}

static void add_state(const struct report_scope *scope, struct sheet *sheet,
		      uint32_t event)
{
	const struct effect *effect = &scope->book->effects[event];
	int kind = scope_event(scope, event)->kind;

	if (effect->extra != NONE &&
	    (kind == EVENT_REDEEM || kind == EVENT_REQUEST))
		add_redemption(scope, sheet, event);
	else if (effect->extra != NONE && kind == EVENT_PURCHASE)
		add_sale(scope, sheet, event);
	if (!(effect->flags & EFFECT_APPLIED) &&
	    day_is_real(scope_event(scope, event)->day))
		sheet_add_text(sheet, SLICE("state"),
			       SLICE("not yet: later than the day asked for"));
	if (effect->flags & EFFECT_REFUSED)
		sheet_add_text(sheet, SLICE("state"),
			       SLICE("has no effect: see pointbook check"));
	if (effect->flags & EFFECT_VOIDED)
		sheet_add_text(sheet, SLICE("state"), SLICE("voided"));
	if (effect->flags & EFFECT_MOVED)
		sheet_add_text(sheet, SLICE("state"),
			       SLICE("moved to another member"));
	if (effect->flags & EFFECT_COMPUTED)
		sheet_add_text(sheet, SLICE("points"),
			       SLICE("left out on the line: the rules give "
				     "them"));
}

/* ---- what it moved ---- */

struct picking {
	const struct report_scope *scope;
	struct sheet *sheet;
	uint32_t event;
	bool begun;
};

static void pick_movement(void *context, const struct movement *movement)
{
	struct picking *picking = context;
	const struct report_scope *scope = picking->scope;
	struct text text;

	if (movement->event != picking->event || movement->lot != NONE ||
	    !movement->has_points)
		return;
	if (!picking->begun)
		sheet_add_section(picking->sheet, &moved,
				  SLICE("What it moved"));
	picking->begun = true;
	text_init(&text, scope->arena);
	event_words_add_member(&text, scope->book, movement->member);
	if (movement->held != 0) {
		text_add(&text,
			 movement->held > 0 ? ", reserved " : ", released ");
		event_words_add_points(&text, scope->book, movement->unit,
				       movement->held > 0 ? movement->held
							  : -movement->held);
	}
	struct sheet_row *row = sheet_add_row(picking->sheet);
	row->day = movement->day;
	row->what = slice_from(movement->kind);
	row->text = text_slice(&text);
	if (movement->points != 0)
		sheet_set_points(row, movement->points,
				 scope_unit(scope, movement->unit));
	sheet_set_balance(row, movement->balance,
			  scope_unit(scope, movement->unit));
}

void report_event_add(const struct report_scope *scope, struct sheet *sheet,
		      uint32_t event, const struct why *why)
{
	const struct event *e = scope_event(scope, event);
	struct picking picking = { scope, sheet, event, false };

	sheet_add_section(sheet, &facts, title_of(scope, e));
	if (day_is_real(e->day)) {
		struct sheet_row *row = sheet_add_row(sheet);
		row->what = SLICE("day");
		row->text = day_text(scope->arena, e->day);
		row->day = e->day;
		row->minute = e->minute;
		if (e->minute >= 0)
			row->text = slice_from(
				arena_print(scope->arena, "%.*s %02d:%02d",
					    SLICE_ARGS(row->text),
					    e->minute / 60, e->minute % 60));
	}
	add_member_fact(scope, sheet, e);
	add_places(scope, sheet, event);
	add_state(scope, sheet, event);
	if (why != NULL)
		event_trail_add_working(scope, sheet, event, why);
	movements_visit(scope, pick_movement, &picking);
	event_trail_add_lots(scope, sheet, event);
	event_trail_add_taken(scope, sheet, event);
	event_trail_add_related(scope, sheet, event);
}

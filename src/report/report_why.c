/*
 * `why` of a member: three ways to the same balance, each with a sum that can
 * be checked by eye. First by kind, then by the lots that are left, then
 * movement by movement.
 */
#include "report/report_why.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/why.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "report/movements.h"
#include "report/report_scope.h"
#include "report/sheet.h"

static const struct column columns[] = { SHEET_COLUMNS };

const struct report report_why = {
	.name = "why",
	.title = "Why",
	.columns = columns,
};

static const struct sheet_section sums_section = {
	.name = "sums",
	.parts = { SHEET_SIGNED, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section left_section = {
	.name = "left",
	.parts = { SHEET_DATE, SHEET_POINTS, SHEET_WHAT, SHEET_TEXT,
		   SHEET_EXPIRES, SHEET_REF, SHEET_PLACE, SHEET_END },
	.heads = { "earned", "left", NULL, "from", "usable until", "ref",
		   "line" },
};

static const struct sheet_section moves_section = {
	.name = "moves",
	.parts = { SHEET_DATE, SHEET_TEXT, SHEET_EXPIRES, SHEET_REF,
		   SHEET_PLACE, SHEET_END },
	.heads = { "date", "activity", "usable until", "ref", "line" },
};

static const struct sheet_section story_section = {
	.name = "movements",
	.parts = { SHEET_DATE, SHEET_WHAT, SHEET_TEXT, SHEET_SIGNED,
		   SHEET_BALANCE, SHEET_REF, SHEET_PLACE, SHEET_END },
	.heads = { "date", "what", NULL, "points", "balance", "ref", "line" },
};

/* The member's movements of one unit as they come by. */
struct story {
	const struct report_scope *scope;
	struct sheet *sheet;
	const struct unit *unit;
	uint32_t member;
	int number; /* of the unit */
	int64_t sums[POSTING_VOID + 1];
	int64_t counts[POSTING_VOID + 1];
	int64_t before; /* balance when the period began */
	bool is_before; /* the row for it is owed */
	bool any;
};

/* ---- the sums ---- */

/* What a kind of posting is called, once and several times. */
static const struct {
	const char *one, *many;
} sum_words[] = {
	[POSTING_OPENING] = { "brought from before", "brought from before" },
	[POSTING_SALE] = { "purchase", "purchases" },
	[POSTING_BONUS] = { "bonus", "bonuses" },
	[POSTING_CLAWBACK] = { "refund", "refunds" },
	[POSTING_REDEEM] = { "redemption", "redemptions" },
	[POSTING_GIVEN_BACK] = { "redemption given back",
				 "redemptions given back" },
	[POSTING_EXPIRY] = { "lot expired", "lots expired" },
	[POSTING_FORFEIT] = { "forfeited", "forfeited" },
	[POSTING_ADJUST] = { "correction", "corrections" },
	[POSTING_TRANSFER_IN] = { "received from others",
				  "received from others" },
	[POSTING_TRANSFER_OUT] = { "given to others", "given to others" },
	[POSTING_VOID] = { "line voided", "lines voided" },
};

/* Kinds whose words go without a count. */
static bool is_bare(enum posting_kind kind)
{
	return kind == POSTING_OPENING || kind == POSTING_FORFEIT ||
	       kind == POSTING_TRANSFER_IN || kind == POSTING_TRANSFER_OUT;
}

static void add_sums(const struct report_scope *scope, struct sheet *sheet,
		     const struct story *story, int64_t balance)
{
	for (int i = 0; i <= POSTING_VOID; i++) {
		enum posting_kind kind = (enum posting_kind)i;
		const char *words = story->counts[i] == 1
					    ? sum_words[kind].one
					    : sum_words[kind].many;
		if (words == NULL || story->counts[i] == 0)
			continue;
		struct sheet_row *row = sheet_add_row(sheet);
		row->what = slice_from(posting_kind_name(kind));
		row->text = slice_from(words);
		if (!is_bare(kind))
			row->text = slice_from(arena_print(
				scope->arena, "%lld %s",
				(long long)story->counts[i], words));
		sheet_set_points(row, story->sums[i], story->unit);
	}
	struct sheet_row *row = sheet_add_row(sheet);
	row->is_sum = true;
	row->what = SLICE("balance");
	row->text = SLICE("balance");
	sheet_set_points(row, balance, story->unit);
}

/* ---- the lots that are left ---- */

/* Held and pending parts in words: a lot may have any of them. */
static struct slice lot_words(const struct report_scope *scope,
			      const struct lot *lot)
{
	const struct book *book = scope->book;
	int unit = lot_account(book, lot)->unit;
	char day[DAY_TEXT_MAX];
	struct text text;

	text_init(&text, scope->arena);
	text_add_slice(&text, event_words(scope->arena, book,
					  scope_event(scope, lot->event)));
	if (lot_left(book, lot) != lot->points) {
		text_add(&text, ", of ");
		event_words_add_points(&text, book, unit, lot->points);
	}
	if (lot_held(book, lot) > 0) {
		text_add(&text, ", reserved ");
		event_words_add_points(&text, book, unit, lot_held(book, lot));
	}
	if (lot_is_pending(book, lot)) {
		day_print(lot->usable_from, day);
		text_add_format(&text, ", usable from %s", day);
	}
	return text_slice(&text);
}

struct lot_entry {
	const struct lot *lot;
	struct day expires;
};

static int compare_lots(const void *left, const void *right)
{
	const struct lot_entry *a = left;
	const struct lot_entry *b = right;

	if (a->expires.number != b->expires.number)
		return a->expires.number < b->expires.number ? -1 : 1;
	if (a->lot->earned.number != b->lot->earned.number)
		return a->lot->earned.number < b->lot->earned.number ? -1 : 1;
	return a->lot < b->lot ? -1 : a->lot > b->lot;
}

static void add_lot(const struct report_scope *scope, struct sheet *sheet,
		    const struct lot_entry *entry, const struct unit *unit)
{
	const struct lot *lot = entry->lot;
	struct sheet_row *row = sheet_add_row(sheet);

	row->day = lot->earned;
	row->expires = entry->expires;
	row->text = lot_words(scope, lot);
	sheet_set_points(row, lot_left(scope->book, lot), unit);
	event_words_set_place(row, scope->book, lot->event);
}

static void add_left(const struct report_scope *scope, struct sheet *sheet,
		     const struct story *story, const struct account *account)
{
	const struct book *book = scope->book;
	struct lot_entry *list = NULL;
	size_t count = 0;
	size_t capacity = 0;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot_left(book, lot) == 0 ||
		    lot_account(book, lot) != account)
			continue;
		list = arena_grow(scope->arena, list, count + 1, sizeof(*list),
				  &capacity);
		list[count++] =
			(struct lot_entry){ lot, lot_expires(book, lot) };
	}
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_lots);
	for (size_t i = 0; i < count; i++)
		add_lot(scope, sheet, &list[i], story->unit);
	struct sheet_row *row;
	if (account->deficit > 0) {
		row = sheet_add_row(sheet);
		row->text = SLICE("owed: the next points pay it");
		sheet_set_points(row, -account->deficit, story->unit);
	}
	row = sheet_add_row(sheet);
	row->is_sum = true;
	row->text = SLICE("balance");
	sheet_set_points(row, account->balance, story->unit);
}

/* ---- activity that let lots live on ---- */

static void add_moves(const struct report_scope *scope, struct sheet *sheet,
		      const struct story *story, const struct why *why)
{
	const struct book *book = scope->book;
	bool begun = false;
	struct day until = DAY_NONE;

	for (size_t i = 0; why != NULL && i < why->move_count; i++) {
		const struct why_move *move = &why->moves[i];
		if (book->accounts[move->account].unit != story->number ||
		    day_compare(move->until, until) <= 0)
			continue;
		if (!begun)
			sheet_add_section(sheet, &moves_section,
					  SLICE("Activity that let them live "
						"longer"));
		begun = true;
		until = move->until;
		struct sheet_row *row = sheet_add_row(sheet);
		row->day = move->day;
		row->text = event_words(scope->arena, book,
					scope_event(scope, move->event));
		row->expires = move->until;
		event_words_set_place(row, book, move->event);
	}
}

/* ---- movement by movement ---- */

static bool is_wanted(const struct story *story,
		      const struct movement *movement)
{
	return movement->has_points && movement->unit == story->number &&
	       movement->member == story->member;
}

static void count_movement(void *context, const struct movement *movement)
{
	struct story *story = context;

	if (!is_wanted(story, movement))
		return;
	story->any = true;
	story->sums[movement->posting] += movement->points;
	story->counts[movement->posting]++;
}

static void add_before(struct story *story)
{
	if (!story->is_before)
		return;
	story->is_before = false;
	struct sheet_row *row = sheet_add_row(story->sheet);
	row->text = SLICE("before");
	sheet_set_balance(row, story->before, story->unit);
}

static void add_movement(void *context, const struct movement *movement)
{
	struct story *story = context;
	const struct report_scope *scope = story->scope;

	if (!is_wanted(story, movement))
		return;
	if (day_is_real(scope->from) &&
	    day_compare(movement->day, scope->from) < 0) {
		story->is_before = true;
		story->before = movement->balance;
		return;
	}
	add_before(story);
	struct sheet_row *row = sheet_add_row(story->sheet);
	row->day = movement->day;
	row->minute = movement->lot == NONE
			      ? scope_event(scope, movement->event)->minute
			      : -1;
	row->what = slice_from(movement->kind);
	row->text =
		event_words_of_movement(scope->arena, scope->book, movement);
	if (movement->points != 0 || movement->held == 0)
		sheet_set_points(row, movement->points, story->unit);
	sheet_set_balance(row, movement->balance, story->unit);
	event_words_set_place(row, scope->book, movement->event);
}

/* ---- one unit ---- */

static struct slice title_of(const struct report_scope *scope,
			     const struct story *story,
			     const struct account *account)
{
	const struct book *book = scope->book;
	int64_t pending = account_pending(book, account);
	char day[DAY_TEXT_MAX];
	struct text text;

	day_print(book->as_of, day);
	text_init(&text, scope->arena);
	event_words_add_member(&text, book, story->member);
	text_add(&text, " has ");
	event_words_add_points(&text, book, story->number, account->balance);
	text_add_format(&text, " at the close of %s", day);
	if (account->reserved > 0) {
		text_add(&text, ", ");
		decimal_add_text(&text, account->reserved,
				 story->unit->decimals, false);
		text_add(&text, " of them reserved");
	}
	if (pending > 0) {
		text_add(&text, ", ");
		decimal_add_text(&text, pending, story->unit->decimals, false);
		text_add(&text, " not usable yet");
	}
	return text_slice(&text);
}

void report_why_add_balance(const struct report_scope *scope,
			    struct sheet *sheet, uint32_t member, int unit,
			    const struct why *why)
{
	const struct account *account = book_account(scope->book, member, unit);
	struct story story = {
		.scope = scope,
		.sheet = sheet,
		.unit = scope_unit(scope, unit),
		.member = member,
		.number = unit,
	};

	if (account == NULL)
		return;
	movements_visit(scope, count_movement, &story);
	if (!story.any)
		return;
	sheet_add_section(sheet, &sums_section,
			  title_of(scope, &story, account));
	add_sums(scope, sheet, &story, account->balance);
	sheet_add_section(sheet, &left_section,
			  SLICE("The lots that are left, in the order in which "
				"they are used"));
	add_left(scope, sheet, &story, account);
	add_moves(scope, sheet, &story, why);
	sheet_add_section(sheet, &story_section, SLICE("How it came about"));
	movements_visit(scope, add_movement, &story);
	add_before(&story);
}

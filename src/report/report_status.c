/*
 * `status`: how the book stands on its day. The week is that day and the six
 * after it. A birthday on 29 February is that of the rules, 28 February
 * without any.
 */
#include "report/report_status.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "report/report_scope.h"
#include "report/sheet.h"

enum {
	WEEK = 7,
	LISTED_MAX = 8
};

static const struct column columns[] = { SHEET_COLUMNS };

const struct report report_status = {
	.name = "status",
	.title = "Status",
	.columns = columns,
};

static const struct sheet_section sales_section = {
	.name = "sales",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section birthdays_section = {
	.name = "birthdays",
	.parts = { SHEET_DATE, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section expiring_section = {
	.name = "expiring",
	.parts = { SHEET_EXPIRES, SHEET_AMOUNT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section requests_section = {
	.name = "requests",
	.parts = { SHEET_DATE, SHEET_WHAT, SHEET_REF, SHEET_TEXT, SHEET_AMOUNT,
		   SHEET_END },
};

static const struct sheet_section check_section = {
	.name = "check",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

/* The page as it is put together. */
struct page {
	const struct report_scope *scope;
	struct sheet *sheet;
	struct text text;
};

static struct slice end_text(struct page *page)
{
	struct slice text =
		arena_copy_slice(page->scope->arena, text_slice(&page->text));

	text_clear(&page->text);
	return text;
}

static void add_day(struct page *page, struct day day)
{
	char text[DAY_TEXT_MAX];

	day_print(day, text);
	text_add(&page->text, text);
}

/* Says how many more there are than were listed. */
static void add_more(struct page *page, size_t count)
{
	if (count > LISTED_MAX)
		sheet_add_text(page->sheet, (struct slice){ NULL, 0 },
			       slice_from(arena_print(page->scope->arena,
						      "and %zu more",
						      count - LISTED_MAX)));
}

/* ---- sales ---- */

/* `2026-11-20, 2 days ago` */
static void add_day_and_age(struct page *page, struct day day)
{
	int32_t age = day_difference(day, page->scope->book->as_of);

	add_day(page, day);
	if (age == 0)
		text_add(&page->text, ", today");
	else if (age == 1)
		text_add(&page->text, ", yesterday");
	else if (age > 1)
		text_add_format(&page->text, ", %ld days ago", (long)age);
}

static void add_newest(struct page *page)
{
	const struct book *book = page->scope->book;
	struct day newest = DAY_NONE;

	for (size_t i = 0; i < book->journal->event_count; i++) {
		const struct event *e = &book->journal->events[i];
		if (e->kind == EVENT_PURCHASE &&
		    (book->effects[i].flags & EFFECT_APPLIED) &&
		    day_compare(e->day, newest) > 0)
			newest = e->day;
	}
	if (!day_is_real(newest)) {
		text_add(&page->text, "none yet");
	} else {
		text_add(&page->text, "until ");
		add_day_and_age(page, newest);
	}
	sheet_add_text(page->sheet, SLICE("sales are in"), end_text(page));
}

static void add_sales_of(struct page *page, struct day day)
{
	const struct book *book = page->scope->book;
	const struct program *program = scope_program(page->scope);
	size_t count = 0;
	int64_t money = 0;

	for (size_t i = 0; i < book->journal->event_count; i++) {
		const struct event *e = &book->journal->events[i];
		unsigned flags = book->effects[i].flags;
		if (e->kind != EVENT_PURCHASE || e->day.number != day.number ||
		    !(flags & EFFECT_APPLIED) || (flags & EFFECT_VOIDED) ||
		    !amount_add(money, e->money, &money))
			continue;
		count++;
	}
	text_add_format(&page->text, "%zu sale%s, ", count,
			count == 1 ? "" : "s");
	decimal_add_text(&page->text, money, currency_scale(program->currency),
			 false);
	text_add_format(&page->text, " %s", currency_code(program->currency));
}

/* Points of a day that came in (sign 1) or went out (sign -1). */
static void add_points_of(struct page *page, struct day day, int sign,
			  const char *words)
{
	const struct book *book = page->scope->book;

	for (int unit = 0; (size_t)unit < book->programs->unit_count; unit++) {
		int64_t sum = 0;
		for (size_t i = 0; i < book->posting_count; i++) {
			const struct posting *p = &book->postings[i];
			if (p->day.number == day.number &&
			    book->accounts[p->account].unit == unit &&
			    (p->points > 0) == (sign > 0) &&
			    p->kind != POSTING_TRANSFER_IN &&
			    p->kind != POSTING_TRANSFER_OUT)
				(void)amount_add(sum, p->points, &sum);
		}
		if (sum == 0)
			continue;
		text_add(&page->text, ", ");
		text_add(&page->text, words);
		event_words_add_points(&page->text, book, unit, sign * sum);
	}
}

static void add_sales(struct page *page)
{
	struct day yesterday = day_add(page->scope->book->as_of, -1);

	add_newest(page);
	add_sales_of(page, yesterday);
	add_points_of(page, yesterday, 1, "gave ");
	add_points_of(page, yesterday, -1, "took ");
	sheet_add_text(page->sheet, SLICE("yesterday"), end_text(page));
}

/* ---- the week ---- */

static bool has_feb29_rule(const struct program *program)
{
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (rule->on == EARN_ACTION &&
		    slice_is(rule->action, "birthday"))
			return rule->feb29_is_mar1;
	}
	return false;
}

/* True when the birthday (MM-DD, or with a year before it) falls on the day. */
static bool is_birthday(struct slice birthday, struct day day, bool mar1)
{
	char text[DAY_TEXT_MAX];
	struct civil civil = day_civil(day);
	struct slice end = slice_from_offset(
		birthday, birthday.length > 5 ? birthday.length - 5 : 0);

	day_print(day, text);
	if (slice_is(end, text + 5))
		return true;
	if (!slice_is(end, "02-29") || day_month_length(civil.year, 2) == 29)
		return false;
	return mar1 ? civil.month == 3 && civil.day == 1
		    : civil.month == 2 && civil.day == 28;
}

static void add_birthday(struct page *page, struct day day, uint32_t member)
{
	event_words_add_member(&page->text, page->scope->book, member);
	struct sheet_row *row = sheet_add_row(page->sheet);
	row->day = day;
	row->what = SLICE("birthday");
	row->text = end_text(page);
}

static void add_birthdays(struct page *page)
{
	const struct book *book = page->scope->book;
	bool mar1 = has_feb29_rule(scope_program(page->scope));
	size_t count;
	size_t found = 0;
	const uint32_t *members = scope_members(page->scope, &count);

	sheet_add_section(page->sheet, &birthdays_section,
			  SLICE("Birthdays of the week"));
	for (int32_t d = 0; d < WEEK; d++) {
		struct day day = day_add(book->as_of, d);
		for (size_t i = 0; i < count; i++) {
			const struct member *m = &book->members[members[i]];
			struct slice birthday = book_member_profile(
				book, members[i], KEY_BIRTHDAY);
			if (m->status != MEMBER_ACTIVE ||
			    !is_birthday(birthday, day, mar1))
				continue;
			if (found++ < LISTED_MAX)
				add_birthday(page, day, members[i]);
		}
	}
	add_more(page, found);
	if (found == 0)
		sheet_add_row(page->sheet)->text = SLICE("none");
}

/* What expires on one day: points and members of one unit. */
static void add_expiring_day(struct page *page, struct day day, int unit,
			     bool *any)
{
	const struct book *book = page->scope->book;
	bool *counted = arena_take_array(page->scope->arena,
					 book->account_count, sizeof(*counted));
	int64_t sum = 0;
	size_t members = 0;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot->remaining == 0 ||
		    lot_expires(book, lot).number != day.number)
			continue;
		const struct account *account = lot_account(book, lot);
		bool *mine = &counted[account - book->accounts];
		if (account->unit != unit ||
		    !amount_add(sum, lot->remaining, &sum))
			continue;
		members += !*mine;
		*mine = true;
	}
	if (sum == 0)
		return;
	*any = true;
	struct sheet_row *row = sheet_add_row(page->sheet);
	row->expires = day;
	row->what = SLICE("expires");
	row->text =
		slice_from(arena_print(page->scope->arena, "of %zu member%s",
				       members, members == 1 ? "" : "s"));
	sheet_set_points(row, sum, scope_unit(page->scope, unit));
}

static void add_expiring(struct page *page)
{
	const struct book *book = page->scope->book;
	bool any = false;

	sheet_add_section(page->sheet, &expiring_section,
			  SLICE("Last usable days of the week"));
	for (int32_t d = 0; d < WEEK; d++) {
		for (int i = 0; (size_t)i < book->programs->unit_count; i++)
			add_expiring_day(page, day_add(book->as_of, d), i,
					 &any);
	}
	if (!any)
		sheet_add_row(page->sheet)->text = SLICE("nothing expires");
}

/* ---- open requests ---- */

static void add_request(struct page *page, const struct redemption *redemption)
{
	const struct book *book = page->scope->book;
	const struct event *e = scope_event(page->scope, redemption->event);
	struct sheet_row *row;

	event_words_add_member(&page->text, book,
			       book_member_now(book, redemption->member));
	text_add(&page->text, ", ");
	text_add_slice(&page->text, event_operand(book->journal, e));
	if (day_is_real(redemption->expires)) {
		text_add(&page->text, ", ends after ");
		add_day(page, redemption->expires);
	}
	row = sheet_add_row(page->sheet);
	row->day = redemption->requested;
	row->what = slice_from(redemption_state_name(
		(enum redemption_state)redemption->state));
	row->text = end_text(page);
	sheet_set_points(row, redemption->points,
			 scope_unit(page->scope, redemption->unit));
	event_words_set_place(row, book, redemption->event);
}

static bool is_open(const struct book *book,
		    const struct redemption *redemption)
{
	return (book->effects[redemption->event].flags & EFFECT_APPLIED) &&
	       (redemption->state == REDEMPTION_REQUESTED ||
		redemption->state == REDEMPTION_APPROVED);
}

static void add_requests(struct page *page)
{
	const struct book *book = page->scope->book;
	size_t found = 0;

	sheet_add_section(page->sheet, &requests_section,
			  SLICE("Open requests"));
	for (size_t i = 0; i < book->redemption_count; i++) {
		if (is_open(book, &book->redemptions[i]) &&
		    found++ < LISTED_MAX)
			add_request(page, &book->redemptions[i]);
	}
	add_more(page, found);
	if (found == 0)
		sheet_add_row(page->sheet)->text = SLICE("none");
}

/* ---- findings ---- */

static void add_counts(struct page *page, const struct status_counts *counts)
{
	text_add_format(&page->text, "%zu finding%s, %zu warning%s",
			counts->findings, counts->findings == 1 ? "" : "s",
			counts->warnings, counts->warnings == 1 ? "" : "s");
	if (counts->findings + counts->warnings > 0)
		text_add(&page->text, "; 'pointbook check' shows them");
	sheet_add_section(page->sheet, &check_section,
			  (struct slice){ NULL, 0 });
	sheet_add_text(page->sheet, SLICE("check"), end_text(page));
}

static void add_backup(struct page *page, const struct status_counts *counts)
{
	if (!day_is_real(counts->backup)) {
		text_add(&page->text, "none yet; 'pointbook backup' makes one");
	} else {
		add_day_and_age(page, counts->backup);
		text_add(&page->text, ", ");
		text_add_slice(&page->text, counts->backup_path);
	}
	sheet_add_text(page->sheet, SLICE("last backup"), end_text(page));
}

void report_status_add(const struct report_scope *scope, struct sheet *sheet,
		       const struct status_counts *counts)
{
	struct page page = { .scope = scope, .sheet = sheet };

	text_init(&page.text, scope->arena);
	text_add_slice(&page.text, scope_program(scope)->name);
	text_add(&page.text, ", ");
	add_day(&page, scope->book->as_of);
	sheet_add_section(sheet, &sales_section, end_text(&page));
	add_sales(&page);
	add_birthdays(&page);
	add_expiring(&page);
	add_requests(&page);
	add_counts(&page, counts);
	add_backup(&page, counts);
}

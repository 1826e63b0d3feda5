/*
 * Who gets which letter. Blocked, closed and merged members get none.
 */
#include "report/letter_kind.h"

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/expiries.h"
#include "report/letter.h"
#include "report/report_scope.h"
#include "report/segments.h"

enum {
	EXPIRY_DAYS = 30,
	BIRTHDAY_DAYS = 7,
	AWAY_DAYS = 60,
	LOST_DAYS = 120,
	VISITS_MIN = 3,
	FEBRUARY = 2,
	LEAP_DAY = 29
};

/* Everybody the query takes. */
static bool takes_all(const struct letter_question *question,
		      struct day *occasion)
{
	(void)question;
	(void)occasion;
	return true;
}

static bool has_account(const struct letter_question *question,
			struct day *occasion)
{
	(void)occasion;
	return question->scope->book->members[question->member].accounts !=
	       NONE;
}

static bool has_expiry(const struct letter_question *question,
		       struct day *occasion)
{
	const struct book *book = question->scope->book;
	const struct expiry *list;
	size_t count = expiries_find(question->scope->arena, book,
				     question->member, &list);

	if (count == 0)
		return false;
	*occasion = list[0].day;
	return day_compare(list[0].day, day_add(book->as_of, question->days)) <=
	       0;
}

/* MM-DD at the end of the profile's birthday; false when there is none. */
static bool read_birthday(struct slice text, struct civil *birthday)
{
	uint64_t month;
	uint64_t day;
	struct slice rest;

	if (text.length < 5)
		return false;
	struct slice end = slice_from_offset(text, text.length - 5);
	if (!slice_parse_unsigned(slice_cut(end, '-', &rest), &month) ||
	    !slice_parse_unsigned(rest, &day) || month < 1 || month > 12)
		return false;
	*birthday = (struct civil){ 0, (int)month, (int)day };
	return true;
}

/* A 29th of February is kept on the 28th where there is none. */
static bool has_birthday(const struct letter_question *question,
			 struct day *occasion)
{
	const struct book *book = question->scope->book;
	struct civil birthday;

	if (!read_birthday(
		    book_member_profile(book, question->member, KEY_BIRTHDAY),
		    &birthday))
		return false;
	for (int i = 0; i <= question->days; i++) {
		*occasion = day_add(book->as_of, i);
		struct civil civil = day_civil(*occasion);
		int last = day_month_length(civil.year, civil.month);
		int day = birthday.day < last ? birthday.day : last;
		if (civil.month == birthday.month && civil.day == day)
			return true;
	}
	return false;
}

/* The segment `drifting` of the rules where there is one; else those who came
 * at least three times and not for 60 to 120 days. */
static bool is_drifting(const struct letter_question *question,
			struct day *occasion)
{
	const struct report_scope *scope = question->scope;
	const struct program *program = scope_program(scope);
	const struct member *m = &scope->book->members[question->member];

	(void)occasion;
	for (size_t i = 0; i < program->segment_count; i++)
		if (slice_is(program->segments[i].name, "drifting"))
			return segments_test(scope->segments, scope->book,
					     program->segments[i].name,
					     question->member,
					     scope->book->as_of);
	if (!day_is_real(m->last_purchase) || m->visits < VISITS_MIN)
		return false;
	int32_t away = day_difference(m->last_purchase, scope->book->as_of);
	return away >= AWAY_DAYS && away <= LOST_DAYS;
}

static bool has_request(const struct letter_question *question,
			struct day *occasion)
{
	(void)occasion;
	return letter_has_request(question->letters, question->member);
}

static const struct letter_kind kinds[] = {
	{ "statement", ONCE_LAST_MONTH, 0, has_account,
	  "balance, movements and what to look forward to; last month's" },
	{ "expiring", ONCE_MONTH, EXPIRY_DAYS, has_expiry,
	  "to those who lose points within 30 days" },
	{ "birthday", ONCE_OCCASION, BIRTHDAY_DAYS, has_birthday,
	  "to those whose birthday is within 7 days" },
	{ "drifting", ONCE_MONTH, 0, is_drifting,
	  "to those who have not come for a while" },
	{ "request", ONCE_MONTH, 0, has_request,
	  "to those who asked for a reward that waits for them" },
	{ NULL, ONCE_MONTH, 0, takes_all, "to everybody the query takes" },
};

enum {
	KINDS = sizeof(kinds) / sizeof(*kinds) - 1
};

const struct letter_kind *letter_kind_list(size_t nth)
{
	return nth < KINDS ? &kinds[nth] : NULL;
}

const struct letter_kind *letter_kind_find(struct slice name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (slice_is(name, kinds[i].name))
			return &kinds[i];
	return &kinds[KINDS];
}

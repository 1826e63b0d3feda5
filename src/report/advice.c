/*
 * A table of finders, the most pressing first: what members wait for, then what
 * is about to be lost, then what could be better. See advice.h.
 */
#include "report/advice.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/due.h"
#include "insight/expiry_months.h"
#include "insight/kept_data.h"
#include "insight/membership.h"
#include "insight/opinions.h"
#include "insight/overdue.h"
#include "journal/journal.h"
#include "report/analysis.h"

enum {
	YEAR_DAYS = 365,
	NEW_DAYS = 90,  /* who joined in so many days is new … */
	WAIT_DAYS = 30, /* … and after so many should have bought */
	SOON_DAYS = 30
};

struct seeking {
	const struct report_scope *scope;
	struct sample sample; /* the year to the book's day */
	struct text text;
};

/* Each writes what is to do, and gives the command; NULL: nothing is. */
typedef const char *finder(struct seeking *seeking);

static void add_count(struct seeking *seeking, int64_t count, const char *one,
		      const char *many)
{
	text_add_integer(&seeking->text, count);
	text_add_format(&seeking->text, " %s", count == 1 ? one : many);
}

static const char *find_requests(struct seeking *seeking)
{
	const struct book *book = seeking->scope->book;
	int64_t count = 0;

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *r = &book->redemptions[i];
		count += (r->state == REDEMPTION_REQUESTED ||
			  r->state == REDEMPTION_APPROVED) &&
			 (book->effects[r->event].flags & EFFECT_APPLIED) &&
			 seeking->sample
				 .chosen[book_member_now(book, r->member)];
	}
	if (count == 0)
		return NULL;
	add_count(seeking, count, "request for a reward waits",
		  "requests for rewards wait");
	return "pointbook redemptions state:requested or state:approved";
}

static const char *find_complaints(struct seeking *seeking)
{
	struct opinions opinions = opinions_count(&seeking->sample);
	int64_t open = (int64_t)opinions.count - opinions.answered;

	if (open == 0)
		return NULL;
	add_count(seeking, open, "complaint has no answer yet",
		  "complaints have no answer yet");
	return "pointbook report feedback --list";
}

static const char *find_due(struct seeking *seeking)
{
	size_t count;
	const struct due *due =
		due_list(seeking->sample.arena, seeking->scope->book,
			 seeking->sample.period.from,
			 seeking->scope->book->as_of, &count);
	int64_t chosen = 0;

	for (size_t i = 0; i < count; i++)
		chosen += seeking->sample.chosen[due[i].member];
	if (chosen == 0)
		return NULL;
	add_count(seeking, chosen, "bonus is due and not given",
		  "bonuses are due and not given");
	return "pointbook bonus --due";
}

static const char *find_overdue(struct seeking *seeking)
{
	struct overdues found = overdue_find(&seeking->sample);
	uint8_t currency = scope_program(seeking->scope)->currency;
	int64_t spend = 0;

	if (found.count == 0)
		return NULL;
	for (size_t i = 0; i < found.count; i++) {
		if (!amount_add(spend, found.list[i].visitor.spend, &spend))
			return NULL;
	}
	add_count(seeking, (int64_t)found.count, "regular stays away",
		  "regulars stay away");
	text_add(&seeking->text, " longer than usual; spent ");
	decimal_add_text(&seeking->text, spend, currency_scale(currency),
			 false);
	text_add_format(&seeking->text, " %s in a year",
			currency_code(currency));
	return "pointbook report at-risk --order spend --limit 10";
}

static const char *find_expiring(struct seeking *seeking)
{
	const struct book *book = seeking->scope->book;
	struct sample soon = seeking->sample;
	int unit = scope_program(seeking->scope)->first_unit;
	const struct unit *names = scope_unit(seeking->scope, unit);
	int64_t points = 0;
	char text[DAY_TEXT_MAX];

	soon.period =
		(struct period){ book->as_of, day_add(book->as_of, SOON_DAYS) };
	struct expiry_months months = expiry_months_count(&soon);
	for (size_t i = 0; i < months.count; i++) {
		if (months.list[i].unit == unit)
			points += months.list[i].expiring;
	}
	if (points == 0)
		return NULL;
	decimal_add_text(&seeking->text, points, names->decimals, false);
	day_print(soon.period.to, text);
	text_add_format(&seeking->text,
			" %.*s expire until %s; a letter brings people in",
			SLICE_ARGS(names->plural.length > 0 ? names->plural
							    : names->name),
			text);
	return "pointbook expiring --within 30d";
}

static const char *find_idle(struct seeking *seeking)
{
	const struct book *book = seeking->scope->book;
	struct day from = day_add(book->as_of, -NEW_DAYS);
	struct day to = day_add(book->as_of, -WAIT_DAYS);
	int64_t count = 0;

	for (uint32_t m = 0; m < book->member_count; m++) {
		const struct member *member = &book->members[m];
		count += seeking->sample.chosen[m] && member->visits == 0 &&
			 membership_on(book, m, book->as_of) &&
			 day_compare(member->joined, from) > 0 &&
			 day_compare(member->joined, to) <= 0;
	}
	if (count == 0)
		return NULL;
	add_count(seeking, count, "new member has", "new members have");
	text_add(&seeking->text, " not bought in 30 days");
	return "pointbook members -p last-90-days visits:0 status:active";
}

static const char *find_kept(struct seeking *seeking)
{
	const struct book *book = seeking->scope->book;
	int64_t count = 0;

	for (uint32_t m = 0; m < book->member_count; m++)
		count += seeking->sample.chosen[m] &&
			 day_compare(kept_data_until(book, m), book->as_of) < 0;
	if (count == 0)
		return NULL;
	text_add(&seeking->text, "data of ");
	add_count(seeking, count, "member is", "members are");
	text_add(&seeking->text, " kept longer than the rules allow");
	return "pointbook report compliance --list";
}

static const char *find_unwanted(struct seeking *seeking)
{
	const struct book *book = seeking->scope->book;
	const struct program *program = scope_program(seeking->scope);
	bool *taken = arena_take_array(seeking->sample.arena,
				       program->reward_count, sizeof(*taken));
	int64_t count = 0;

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *r = &book->redemptions[i];
		const struct event *e = scope_event(seeking->scope, r->event);
		int reward = program_find_reward(
			program, event_operand(book->journal, e));
		if (reward >= 0 &&
		    period_has(seeking->sample.period, r->requested))
			taken[reward] = true;
	}
	for (size_t i = 0; i < program->reward_count; i++)
		count += !taken[i];
	if (count == 0)
		return NULL;
	add_count(seeking, count, "reward was", "rewards were");
	text_add(&seeking->text, " not taken in a year");
	return "pointbook report rewards";
}

static finder *const finders[] = {
	find_requests, find_complaints, find_due,  find_overdue,
	find_expiring, find_idle,       find_kept, find_unwanted,
};

size_t advice_find(const struct analysis_request *request,
		   struct advice advice[ADVICE_MAX])
{
	struct seeking seeking = {
		.scope = &request->scope,
		.sample = analysis_sample(&request->scope),
	};
	size_t count = 0;

	seeking.sample.period =
		(struct period){ day_add(request->scope.book->as_of,
					 1 - YEAR_DAYS),
				 request->scope.book->as_of };
	for (size_t i = 0;
	     i < sizeof(finders) / sizeof(finders[0]) && count < ADVICE_MAX;
	     i++) {
		text_init(&seeking.text, request->scope.arena);
		const char *command = finders[i](&seeking);
		if (command != NULL)
			advice[count++] =
				(struct advice){ seeking.text.bytes, command };
	}
	return count;
}

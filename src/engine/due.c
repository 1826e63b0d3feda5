/*
 * For each member in turn: the occasions in the period, in the order of days,
 * each tried against the rules of its day. The day of 29 February in other
 * years is the rule's choice.
 */
#include "engine/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "engine/book.h"
#include "engine/due_written.h"
#include "engine/past.h"
#include "engine/tier.h"
#include "engine/usage.h"
#include "journal/journal.h"

/* An occasion of a bonus, before it is known whether it is due. */
struct occasion {
	struct day day;
	const char *action;
	const char *reference;
	uint32_t other, event;
	bool is_referrer;
	uint8_t how; /* enum due_occasion */
};

struct finder {
	struct arena *arena;
	const struct book *book;
	struct day from, to;
	const struct due_written *written;
	struct due *list;
	size_t count, capacity;
	/* of the member at hand */
	uint32_t member;
	struct slice id;
	struct occasion *occasions;
	size_t occasion_count, occasion_capacity;
	struct member_usage *usage; /* what the list uses of limits */
};

static const struct earn_rule *find_rule(const struct program *program,
					 const char *action)
{
	for (size_t i = 0; i < program->rule_count; i++)
		if (program->rules[i].on == EARN_ACTION &&
		    slice_is(program->rules[i].action, action))
			return &program->rules[i];
	return NULL;
}

static void add_occasion(struct finder *finder, struct occasion occasion)
{
	if (!day_is_real(occasion.day) ||
	    day_compare(occasion.day, finder->from) < 0 ||
	    day_compare(occasion.day, finder->to) > 0)
		return;
	const struct program *program =
		programs_on(finder->book->programs, occasion.day);
	if (program == NULL || find_rule(program, occasion.action) == NULL)
		return;
	finder->occasions = arena_grow(
		finder->arena, finder->occasions, finder->occasion_count + 1,
		sizeof(occasion), &finder->occasion_capacity);
	finder->occasions[finder->occasion_count++] = occasion;
}

/* ---- occasions ---- */

static void add_signup(struct finder *finder)
{
	const struct member *member = &finder->book->members[finder->member];
	add_occasion(finder,
		     (struct occasion){ .day = member->joined,
					.action = "signup",
					.reference = arena_print(
						finder->arena, "welcome-%.*s",
						SLICE_ARGS(finder->id)),
					.other = NONE,
					.event = NONE,
					.how = DUE_ONCE });
}

/* A day of the year in one year. */
static struct day day_of_year(const struct finder *finder, const char *action,
			      struct civil civil)
{
	struct day day = DAY_NONE;
	if (day_from_civil(civil, &day) || civil.month != 2 || civil.day != 29)
		return day;
	civil.day = 28;
	if (!day_from_civil(civil, &day))
		return DAY_NONE;
	const struct program *program =
		programs_on(finder->book->programs, day);
	const struct earn_rule *rule =
		program == NULL ? NULL : find_rule(program, action);
	return rule != NULL && rule->feb29_is_mar1 ? day_add(day, 1) : day;
}

/* The same day of every year after `after`. */
static void add_yearly(struct finder *finder, const char *action,
		       struct civil civil, int after)
{
	int first = after + 1;
	int last = day_civil(finder->to).year;
	if (day_is_real(finder->from) && day_civil(finder->from).year > first)
		first = day_civil(finder->from).year;
	for (int year = first; year <= last; year++) {
		civil.year = year;
		add_occasion(
			finder,
			(struct occasion){
				.day = day_of_year(finder, action, civil),
				.action = action,
				.reference = arena_print(
					finder->arena, "%s-%04d-%.*s", action,
					year, SLICE_ARGS(finder->id)),
				.other = NONE,
				.event = NONE,
				.how = DUE_YEARLY });
	}
}

/* MM-DD or YYYY-MM-DD; the year does not matter. */
static bool parse_birthday(struct slice text, struct civil *civil)
{
	static const char leap_year[] = "2000-";
	char whole[DAY_TEXT_MAX];
	struct day day;
	if (text.length == DAY_TEXT_MAX - 1)
		text = slice_from_offset(text, sizeof(leap_year) - 1);
	if (text.length != DAY_TEXT_MAX - sizeof(leap_year))
		return false;
	memcpy(whole, leap_year, sizeof(leap_year) - 1);
	memcpy(whole + sizeof(leap_year) - 1, text.text, text.length);
	if (!day_parse((struct slice){ whole, DAY_TEXT_MAX - 1 }, &day))
		return false;
	*civil = day_civil(day);
	return true;
}

static void add_birthdays(struct finder *finder)
{
	const struct member *member = &finder->book->members[finder->member];
	struct civil civil;
	if (parse_birthday(book_member_profile(finder->book, finder->member,
					       KEY_BIRTHDAY),
			   &civil))
		add_yearly(finder, "birthday", civil,
			   day_civil(member->joined).year - 1);
}

static void add_anniversaries(struct finder *finder)
{
	const struct member *member = &finder->book->members[finder->member];
	struct civil joined = day_civil(member->joined);
	add_yearly(finder, "anniversary", joined, joined.year);
}

static const char *referral_reference(const struct finder *finder,
				      uint32_t other)
{
	struct slice name = intern_text(&finder->book->journal->members, other);
	return arena_print(finder->arena, "referral-%.*s-%.*s",
			   SLICE_ARGS(finder->id), SLICE_ARGS(name));
}

/* True when nothing of the purchase is left. */
static bool is_refunded(const struct book *book, uint32_t event)
{
	uint32_t sale = book->effects[event].extra;
	return sale != NONE && book->sales[sale].refunded > 0 &&
	       book->sales[sale].refunded >= book->journal->events[event].money;
}

/* One side of a referral: the friend's purchase is the occasion of both. */
static void add_referral(struct finder *finder, uint32_t friend, uint32_t other,
			 bool is_referrer)
{
	const struct book *book = finder->book;
	uint32_t event = book->members[friend].first_qualifying;
	if (event == NONE || finder->member == other ||
	    is_refunded(book, event))
		return;
	add_occasion(finder,
		     (struct occasion){
			     .day = book->journal->events[event].day,
			     .action = "referral",
			     .reference = referral_reference(finder, other),
			     .other = other,
			     .event = event,
			     .is_referrer = is_referrer,
			     .how = DUE_FOR_OTHER });
}

static void add_referrals(struct finder *finder, const uint32_t *friends,
			  const uint32_t *next_friend)
{
	const struct book *book = finder->book;
	const struct member *member = &book->members[finder->member];
	if (member->referred_by != NONE)
		add_referral(finder, finder->member,
			     book_member_now(book, member->referred_by), false);
	for (uint32_t friend = friends[finder->member]; friend != NONE;
	     friend = next_friend[friend])
		add_referral(finder, friend, friend, true);
}

static void add_rises(struct finder *finder)
{
	const struct book *book = finder->book;
	size_t count;
	const struct tier_change *changes = tier_changes(
		book->members[finder->member].tier, finder->to, &count);
	for (size_t i = 0; i < count; i++) {
		char day[DAY_TEXT_MAX];
		const struct tier_change *change = &changes[i];
		if (change->from < 0 || change->to <= change->from)
			continue;
		const struct program *program =
			programs_on(book->programs, change->day);
		struct slice level = program->tiers.levels[change->to].name;
		day_print(change->day, day);
		add_occasion(finder,
			     (struct occasion){ .day = change->day,
						.action = "tier-up",
						.reference = arena_print(
							finder->arena,
							"tier-up-%.*s-%s-%.*s",
							SLICE_ARGS(level), day,
							SLICE_ARGS(finder->id)),
						.other = NONE,
						.event = NONE,
						.how = DUE_THAT_DAY });
	}
}

/* ---- whether they are due ---- */

/* Keeps what a rule gave as used, so that the next of the list sees it. */
static void count_usage(struct finder *finder, const struct program *program,
			struct day day, const struct earn_result *result)
{
	for (size_t i = 0; i < result->share_count; i++) {
		const struct earn_share *share = &result->shares[i];
		const struct earn_rule *rule = &program->rules[share->rule];
		if (rule->limit.is_set)
			usage_add(finder->arena, &finder->usage, rule->name,
				  day,
				  (struct usage_amount){ share->counted, 1 });
	}
}

static void add_due(struct finder *finder, const struct occasion *occasion,
		    const struct earn_result *result)
{
	struct due_points *points = NULL;
	size_t count = 0;
	size_t capacity = 0;
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		if (result->points[unit] <= 0)
			continue;
		points = arena_grow(finder->arena, points, count + 1,
				    sizeof(*points), &capacity);
		points[count++] =
			(struct due_points){ unit, result->points[unit] };
	}
	if (count == 0)
		return;
	finder->list =
		arena_grow(finder->arena, finder->list, finder->count + 1,
			   sizeof(*finder->list), &finder->capacity);
	finder->list[finder->count++] = (struct due){
		.day = occasion->day,
		.member = finder->member,
		.other = occasion->other,
		.event = occasion->event,
		.action = slice_from(occasion->action),
		.reference = slice_from(occasion->reference),
		.points = points,
		.point_count = count,
	};
}

static void try_occasion(struct finder *finder, const struct occasion *occasion)
{
	const struct book *book = finder->book;
	const struct due_question question = {
		.member = finder->member,
		.other = occasion->other,
		.day = occasion->day,
		.action = slice_from(occasion->action),
		.reference = slice_from(occasion->reference),
		.how = (enum due_occasion)occasion->how,
	};
	if (!due_written_was_active(book, finder->member, occasion->day) ||
	    due_written_has(finder->written, &question))
		return;
	const struct program *program =
		programs_on(book->programs, occasion->day);
	struct past past = { .book = book,
			     .program = program,
			     .day = occasion->day,
			     .more = finder->usage };
	const struct earn_past answers = past_answers(&past);
	struct earn_input input = {
		.day = occasion->day,
		.minute = MINUTE_NONE,
		.member = finder->member,
		.level = tier_level(book->members[finder->member].tier,
				    occasion->day, NULL),
		.action = question.action,
		.referrer = occasion->is_referrer,
	};
	struct earn_result result;
	earn_action(program, &input, &answers, &result, NULL);
	count_usage(finder, program, occasion->day, &result);
	add_due(finder, occasion, &result);
}

static int compare_occasions(const void *left, const void *right)
{
	const struct occasion *a = left;
	const struct occasion *b = right;
	int order = day_compare(a->day, b->day);
	if (order != 0)
		return order;
	return slice_compare_natural(slice_from(a->reference),
				     slice_from(b->reference));
}

/* ---- all members ---- */

/* Chains of friends by who referred them (after merges). */
static void chain_friends(const struct book *book, uint32_t *friends,
			  uint32_t *next_friend)
{
	for (uint32_t i = 0; i < book->member_count; i++)
		friends[i] = NONE;
	for (uint32_t i = 0; i < book->member_count; i++) {
		const struct member *member = &book->members[i];
		if (member->referred_by == NONE || member->merged_into != NONE)
			continue;
		uint32_t by = book_member_now(book, member->referred_by);
		next_friend[i] = friends[by];
		friends[by] = i;
	}
}

static void find_of_member(struct finder *finder, const uint32_t *friends,
			   const uint32_t *next_friend)
{
	const struct member *member = &finder->book->members[finder->member];
	if (!member->joined_known || member->merged_into != NONE ||
	    member->status != MEMBER_ACTIVE)
		return;
	finder->id =
		intern_text(&finder->book->journal->members, finder->member);
	finder->occasion_count = 0;
	finder->usage = NULL;
	add_signup(finder);
	add_birthdays(finder);
	add_anniversaries(finder);
	add_referrals(finder, friends, next_friend);
	add_rises(finder);
	if (finder->occasion_count > 1)
		qsort(finder->occasions, finder->occasion_count,
		      sizeof(*finder->occasions), compare_occasions);
	for (size_t i = 0; i < finder->occasion_count; i++)
		try_occasion(finder, &finder->occasions[i]);
}

static int compare_dues(const void *left, const void *right)
{
	const struct due *a = left;
	const struct due *b = right;
	int order = day_compare(a->day, b->day);
	return order != 0 ? order
			  : slice_compare_natural(a->reference, b->reference);
}

static bool has_actions(const struct programs *programs)
{
	for (size_t i = 0; i < programs->count; i++)
		for (size_t k = 0; k < programs->list[i]->rule_count; k++)
			if (programs->list[i]->rules[k].on == EARN_ACTION)
				return true;
	return false;
}

const struct due *due_list(struct arena *arena, const struct book *book,
			   struct day from, struct day to, size_t *count)
{
	struct finder finder = {
		.arena = arena, .book = book, .from = from, .to = to
	};
	if (!day_is_real(to) || day_compare(to, book->as_of) > 0)
		finder.to = book->as_of;
	if (!day_is_real(finder.to))
		finder.to = book->last_day;
	*count = 0;
	if (!day_is_real(finder.to) || !has_actions(book->programs))
		return NULL;
	uint32_t *friends =
		arena_take_array(arena, book->member_count, sizeof(*friends));
	uint32_t *next_friend = arena_take_array(arena, book->member_count,
						 sizeof(*next_friend));
	chain_friends(book, friends, next_friend);
	finder.written = due_written_find(arena, book);
	for (uint32_t i = 0; i < book->member_count; i++) {
		finder.member = i;
		find_of_member(&finder, friends, next_friend);
	}
	if (finder.count > 1)
		qsort(finder.list, finder.count, sizeof(*finder.list),
		      compare_dues);
	*count = finder.count;
	return finder.list;
}

/* The line that made the bonus due, where there is one. */
static struct place place_of(const struct book *book, const struct due *due)
{
	const struct journal *journal = book->journal;
	uint32_t event = due->event;
	if (slice_is(due->action, "birthday"))
		event = book->members[due->member].profile;
	return event == NONE ? PLACE_NONE
			     : event_place(journal, &journal->events[event]);
}

void due_check(const struct book *book, struct diagnostics *diagnostics)
{
	struct arena arena;
	size_t count;
	arena_init(&arena);
	const struct due *list =
		due_list(&arena, book, DAY_NONE, DAY_NONE, &count);
	for (size_t i = 0; i < count; i++) {
		const struct due *due = &list[i];
		struct slice name =
			intern_text(&book->journal->members, due->member);
		char day[DAY_TEXT_MAX];
		day_print(due->day, day);
		struct diagnostic *said = diagnostic_add(
			diagnostics, DIAGNOSTIC_bonus_due, place_of(book, due),
			"the bonus '%.*s' of '%.*s' fell due on %s and is not "
			"written: add it as ^%.*s",
			SLICE_ARGS(due->action), SLICE_ARGS(name), day,
			SLICE_ARGS(due->reference));
		said->subject =
			arena_copy(diagnostics->arena, due->reference.text,
				   due->reference.length);
	}
	arena_release(&arena);
}

/*
 * Counters of one member: for each name a list of days with points and times,
 * latest first, since questions are about the latest days; and the days of
 * visits in order. A member has few names, so they are found by going through
 * them: the same rules file gives the same bytes, which is compared first.
 */
#include "engine/usage.h"

#include <string.h>

#include "base/arena.h"

/* What a name used on one day. */
struct usage_day {
	struct usage_day *before;
	struct day day;
	int32_t times;
	int64_t points;
};

struct usage_entry {
	struct usage_entry *next;
	struct slice name;
	struct usage_day *latest;
	struct usage_amount total;
};

struct visit_day {
	struct day day;
	int32_t count;
};

struct member_usage {
	struct usage_entry *entries;
	struct visit_day *visits; /* earliest first */
	size_t visit_count, visit_capacity;
	int64_t visit_total;
};

/* Sums stay at the limit of what fits: they are compared, never paid. */
static int64_t add_clamped(int64_t a, int64_t b)
{
	int64_t sum;
	if (__builtin_add_overflow(a, b, &sum))
		return a < 0 ? INT64_MIN : INT64_MAX;
	return sum;
}

static bool is_name(const struct usage_entry *entry, struct slice name)
{
	return entry->name.length == name.length &&
	       (entry->name.text == name.text ||
		memcmp(entry->name.text, name.text, name.length) == 0);
}

static struct usage_entry *find_entry(const struct member_usage *usage,
				      struct slice name)
{
	struct usage_entry *entry = usage->entries;
	while (entry != NULL && !is_name(entry, name))
		entry = entry->next;
	return entry;
}

static struct member_usage *usage_of(struct arena *arena,
				     struct member_usage **usage)
{
	if (*usage == NULL)
		*usage = arena_take(arena, sizeof(**usage));
	return *usage;
}

/* The entry's record of a day, made in its place when there is none. */
static struct usage_day *take_day(struct arena *arena,
				  struct usage_entry *entry, struct day day)
{
	struct usage_day **at = &entry->latest;
	while (*at != NULL && (*at)->day.number > day.number)
		at = &(*at)->before;
	if (*at == NULL || (*at)->day.number != day.number) {
		struct usage_day *added = arena_take(arena, sizeof(*added));
		added->day = day;
		added->before = *at;
		*at = added;
	}
	return *at;
}

void usage_add(struct arena *arena, struct member_usage **usage,
	       struct slice name, struct day day, struct usage_amount amount)
{
	struct member_usage *all = usage_of(arena, usage);
	struct usage_entry *entry = find_entry(all, name);
	if (entry == NULL) {
		entry = arena_take(arena, sizeof(*entry));
		entry->name = name;
		entry->next = all->entries;
		all->entries = entry;
	}
	struct usage_day *on = take_day(arena, entry, day);
	on->points = add_clamped(on->points, amount.points);
	/* A journal has fewer lines than this can count. */
	on->times += (int32_t)amount.times;
	entry->total.points = add_clamped(entry->total.points, amount.points);
	entry->total.times += amount.times;
}

/* The calendar period around a day. */
static void find_period(enum limit_period per, struct day day,
			struct day *first, struct day *last)
{
	*first = day;
	*last = day;
	switch (per) {
	case LIMIT_PURCHASE:
	case LIMIT_DAY:
	case LIMIT_EVER:
		break;
	case LIMIT_WEEK:
		*first = day_week_start(day);
		*last = day_add(*first, 6);
		break;
	case LIMIT_MONTH:
		*first = day_month_start(day);
		*last = day_month_end(day);
		break;
	case LIMIT_YEAR:
		*first = day_year_start(day);
		*last = day_add(day_add_months(*first, 12), -1);
		break;
	}
}

int64_t usage_in_period(const struct member_usage *usage, struct slice name,
			const struct limit *limit, struct day day)
{
	struct usage_amount sum = { 0, 0 };
	struct day first;
	struct day last;
	if (usage == NULL || limit->per == LIMIT_PURCHASE)
		return 0;
	const struct usage_entry *entry = find_entry(usage, name);
	if (entry == NULL)
		return 0;
	if (limit->per == LIMIT_EVER)
		return limit->counts_times ? entry->total.times
					   : entry->total.points;
	find_period(limit->per, day, &first, &last);
	for (const struct usage_day *on = entry->latest;
	     on != NULL && on->day.number >= first.number; on = on->before) {
		if (on->day.number > last.number)
			continue;
		sum.points = add_clamped(sum.points, on->points);
		sum.times += on->times;
	}
	return limit->counts_times ? sum.times : sum.points;
}

/* ---- visits ---- */

static void add_visits(struct arena *arena, struct member_usage *usage,
		       struct visit_day visit)
{
	size_t at = usage->visit_count;
	while (at > 0 && usage->visits[at - 1].day.number > visit.day.number)
		at--;
	usage->visit_total += visit.count;
	if (at > 0 && usage->visits[at - 1].day.number == visit.day.number) {
		usage->visits[at - 1].count += visit.count;
		return;
	}
	usage->visits =
		arena_grow(arena, usage->visits, usage->visit_count + 1,
			   sizeof(*usage->visits), &usage->visit_capacity);
	memmove(&usage->visits[at + 1], &usage->visits[at],
		(usage->visit_count - at) * sizeof(*usage->visits));
	usage->visits[at] = visit;
	usage->visit_count++;
}

void usage_add_visit(struct arena *arena, struct member_usage **usage,
		     struct day day, int count)
{
	add_visits(arena, usage_of(arena, usage),
		   (struct visit_day){ day, count });
}

/* Visits of first .. last. */
static int64_t count_visits(const struct member_usage *usage, struct day first,
			    struct day last)
{
	int64_t sum = 0;
	for (size_t i = usage->visit_count;
	     i > 0 && usage->visits[i - 1].day.number >= first.number; i--)
		if (usage->visits[i - 1].day.number <= last.number)
			sum += usage->visits[i - 1].count;
	return sum;
}

/*
 * Visits that wait for their Nth within a moving window. Each visit joins
 * those of the window; the Nth makes the rule true, and counting begins anew
 * with the next. So what waits is at most N - 1 visits, and of these the ones
 * whose day still is in the window of `day`.
 */
static int64_t count_waiting(const struct member_usage *usage,
			     const struct earn_rule *rule, struct day day)
{
	size_t first = 0;    /* the earliest day that waits */
	int64_t skipped = 0; /* visits of it that do not wait any more */
	int64_t waiting = 0;
	for (size_t i = 0; i < usage->visit_count; i++) {
		const struct visit_day *visit = &usage->visits[i];
		if (visit->day.number > day.number)
			break;
		while (first < i &&
		       day_add_span(usage->visits[first].day, rule->within)
				       .number <= visit->day.number) {
			waiting -= usage->visits[first].count - skipped;
			skipped = 0;
			first++;
		}
		waiting += visit->count;
		if (waiting >= rule->every) {
			waiting %= rule->every;
			first = i;
			skipped = visit->count - waiting;
		}
	}
	for (; first < usage->visit_count && waiting > 0 &&
	       day_add_span(usage->visits[first].day, rule->within).number <=
		       day.number;
	     first++) {
		waiting -= usage->visits[first].count - skipped;
		skipped = 0;
	}
	return waiting > 0 ? waiting : 0;
}

int64_t usage_visits(const struct member_usage *usage,
		     const struct earn_rule *rule, struct day day)
{
	struct day first;
	struct day last;
	if (usage == NULL || rule->every <= 0)
		return 0;
	if (!rule->has_within)
		return usage->visit_total;
	if (!rule->within_is_calendar)
		return count_waiting(usage, rule, day);
	find_period(rule->within_period, day, &first, &last);
	return count_visits(usage, first, day);
}

/* ---- merging ---- */

void usage_merge(struct arena *arena, struct member_usage **into,
		 const struct member_usage *from)
{
	if (from == NULL)
		return;
	struct member_usage *all = usage_of(arena, into);
	for (const struct usage_entry *entry = from->entries; entry != NULL;
	     entry = entry->next)
		for (const struct usage_day *on = entry->latest; on != NULL;
		     on = on->before)
			usage_add(
				arena, into, entry->name, on->day,
				(struct usage_amount){ on->points, on->times });
	for (size_t i = 0; i < from->visit_count; i++)
		add_visits(arena, all, from->visits[i]);
}

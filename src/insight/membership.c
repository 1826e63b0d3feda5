/*
 * Members by their join and status lines. See membership.h.
 */
#include "insight/membership.h"

#include "base/arena.h"
#include "insight/purchases.h"
#include "insight/sample.h"
#include "journal/journal.h"

enum member_status membership_status(const struct book *book, uint32_t member,
				     struct day day)
{
	const struct member *m = &book->members[member];

	if (!m->joined_known || day_compare(m->joined, day) > 0)
		return MEMBER_UNKNOWN;
	return book_status_at(book, member, day, MINUTE_LAST);
}

bool membership_on(const struct book *book, uint32_t member, struct day day)
{
	enum member_status status = membership_status(book, member, day);

	return status == MEMBER_ACTIVE || status == MEMBER_BLOCKED;
}

bool membership_is_activated(const struct member *member)
{
	return day_is_real(member->first_purchase) &&
	       day_difference(member->joined, member->first_purchase) <=
		       MEMBERSHIP_ACTIVATION_DAYS;
}

/* Adds one who joined in the period. */
static void add_joined(struct enrolment *enrolment, const struct member *member,
		       int64_t *waits)
{
	enrolment->joined++;
	enrolment->referred += member->referred_by != NONE;
	if (!day_is_real(member->first_purchase))
		return;
	int64_t wait = day_difference(member->joined, member->first_purchase);
	waits[enrolment->bought++] = wait > 0 ? wait : 0;
	enrolment->activated += membership_is_activated(member);
}

/* The days to the end of a period in which one who buys is active. */
static struct period window_of(const struct sample *sample,
			       struct period period)
{
	struct sample of = *sample;

	of.period = period;
	struct day end = sample_end(&of);
	return (struct period){ day_add(end, 1 - MEMBERSHIP_ACTIVE_DAYS), end };
}

/* Members at the end of each period who bought in the days to it: one walk over
 * the purchases of all. */
static void count_lately(const struct sample *sample,
			 const struct period *periods, size_t count,
			 struct enrolment *enrolments)
{
	struct sample all = *sample;
	struct period *windows =
		arena_take_array(sample->arena, count, sizeof(*windows));
	uint32_t *seen = arena_take_array(sample->arena, count, sizeof(*seen));

	for (size_t k = 0; k < count; k++) {
		windows[k] = window_of(sample, periods[k]);
		seen[k] = NONE;
		if (k == 0 || day_compare(windows[k].from, all.period.from) < 0)
			all.period.from = windows[k].from;
		if (k == 0 || day_compare(windows[k].to, all.period.to) > 0)
			all.period.to = windows[k].to;
	}
	struct purchases found = { NULL, 0 };
	if (count > 0)
		found = purchases_of(&all);
	for (size_t i = 0; i < found.count; i++) {
		const struct purchase *p = &found.list[i];
		for (size_t k = 0; k < count; k++) {
			if (!p->is_visit || seen[k] == p->member ||
			    !period_has(windows[k], p->day))
				continue;
			seen[k] = p->member;
			enrolments[k].lately += membership_on(
				sample->book, p->member, windows[k].to);
		}
	}
}

static struct enrolment count_members(const struct sample *sample,
				      int64_t *waits)
{
	const struct book *book = sample->book;
	struct day before = day_add(sample_start(sample), -1);
	struct day end = sample_end(sample);
	struct enrolment enrolment = { 0 };

	for (uint32_t m = 0; m < book->member_count; m++) {
		const struct member *member = &book->members[m];
		if (!sample->chosen[m] || !member->joined_known)
			continue;
		enrolment.at_start += membership_on(book, m, before);
		enrolment.at_end += membership_on(book, m, end);
		if (day_compare(member->joined, before) > 0 &&
		    day_compare(member->joined, end) <= 0)
			add_joined(&enrolment, member, waits);
	}
	enrolment.left =
		enrolment.at_start + enrolment.joined - enrolment.at_end;
	enrolment.wait = sample_median(waits, (size_t)enrolment.bought);
	return enrolment;
}

const struct enrolment *membership_count(const struct sample *sample,
					 const struct period *periods,
					 size_t count)
{
	struct enrolment *enrolments =
		arena_take_array(sample->arena, count, sizeof(*enrolments));
	int64_t *waits = arena_take_array(
		sample->arena, sample->book->member_count, sizeof(*waits));

	for (size_t i = 0; i < count; i++) {
		struct sample one = *sample;
		one.period = periods[i];
		enrolments[i] = count_members(&one, waits);
	}
	count_lately(sample, periods, count, enrolments);
	return enrolments;
}

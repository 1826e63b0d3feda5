/*
 * Members by their join and status lines. See membership.h.
 */
#include "insight/membership.h"

#include "base/arena.h"
#include "insight/sample.h"
#include "insight/visitors.h"
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
	enrolment->activated += wait <= MEMBERSHIP_ACTIVATION_DAYS;
}

/* Members at the end who bought in the days to it. */
static int64_t count_lately(const struct sample *sample)
{
	struct sample window = *sample;
	int64_t count = 0;

	window.period.to = sample_end(sample);
	window.period.from =
		day_add(window.period.to, 1 - MEMBERSHIP_ACTIVE_DAYS);
	struct visitors visitors = visitors_collect(&window);
	for (size_t i = 0; i < visitors.count; i++)
		count += membership_on(sample->book, visitors.list[i].member,
				       window.period.to);
	return count;
}

struct enrolment membership_count(const struct sample *sample)
{
	const struct book *book = sample->book;
	struct day before = day_add(sample_start(sample), -1);
	struct day end = sample_end(sample);
	struct enrolment enrolment = { 0 };
	int64_t *waits = arena_take_array(sample->arena, book->member_count,
					  sizeof(*waits));

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
	enrolment.lately = count_lately(sample);
	enrolment.wait = sample_median(waits, (size_t)enrolment.bought);
	return enrolment;
}

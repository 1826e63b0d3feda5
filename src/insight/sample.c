/*
 * The ends of a period, which events are in it, and the middle of numbers.
 * See sample.h.
 */
#include "insight/sample.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"

struct day sample_start(const struct sample *sample)
{
	return day_is_real(sample->period.from) ? sample->period.from
						: sample->book->first_day;
}

struct day sample_end(const struct sample *sample)
{
	struct day end = sample->period.to;

	return day_is_real(end) && day_compare(end, sample->book->as_of) < 0
		       ? end
		       : sample->book->as_of;
}

const struct event *sample_event(const struct sample *sample, uint32_t event)
{
	return &sample->book->journal->events[event];
}

bool sample_takes(const struct sample *sample, size_t event, uint32_t *member)
{
	const struct book *book = sample->book;
	const struct event *e = &book->journal->events[event];
	unsigned flags = book->effects[event].flags;

	if (!(flags & EFFECT_APPLIED) || e->member == INTERN_NONE ||
	    (flags & (EFFECT_VOIDED | EFFECT_NULLIFIED | EFFECT_REFUSED)) ||
	    !period_has(sample->period, e->day))
		return false;
	*member = book_member_now(book, e->member);
	return sample->chosen[*member];
}

const int *sample_units(const struct sample *sample)
{
	const struct book *book = sample->book;
	int *units = arena_take_array(sample->arena, book->account_count,
				      sizeof(*units));

	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		uint32_t member = book_member_now(book, account->member);
		units[i] = sample->chosen[member] ? account->unit : -1;
	}
	return units;
}

static int compare_numbers(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left;
	int64_t b = *(const int64_t *)right;

	return a < b ? -1 : a > b;
}

struct decimal sample_median(int64_t *numbers, size_t count)
{
	struct decimal median = { 0, 1 };

	if (count == 0)
		return median;
	qsort(numbers, count, sizeof(*numbers), compare_numbers);
	median.mantissa = (numbers[(count - 1) / 2] + numbers[count / 2]) * 5;
	return median;
}

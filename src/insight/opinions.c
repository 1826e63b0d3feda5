/*
 * Notes with `rating:` and with the tag #complaint; a complaint is answered by
 * the first later line that names it with `of:`. See opinions.h.
 */
#include "insight/opinions.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "insight/sample.h"
#include "journal/journal.h"

enum {
	PROMOTER_MIN = 9,
	PASSIVE_MIN = 7
};

static bool is_complaint(const struct journal *journal, const struct event *e)
{
	for (uint32_t i = 0; i < e->attribute_count; i++) {
		const struct attribute *a =
			&journal->attributes[e->attributes + i];
		if (a->key == KEY_TAG &&
		    slice_is(attribute_raw(journal, e, a), "complaint"))
			return true;
	}
	return false;
}

static void add_rating(struct opinions *opinions, struct slice text)
{
	uint64_t rating;

	if (!slice_parse_unsigned(text, &rating))
		return;
	opinions->ratings++;
	opinions->rating_sum += (int64_t)rating;
	opinions->promoters += rating >= PROMOTER_MIN;
	opinions->passives += rating >= PASSIVE_MIN && rating < PROMOTER_MIN;
	opinions->detractors += rating < PASSIVE_MIN;
}

/* Sets the day of the first line that names a complaint. */
static void find_answers(const struct sample *sample, struct opinions *opinions)
{
	const struct book *book = sample->book;
	const struct journal *journal = book->journal;
	uint32_t *places = arena_take_array(sample->arena, journal->event_count,
					    sizeof(*places));

	for (size_t i = 0; i < opinions->count; i++)
		places[opinions->complaints[i].event] = (uint32_t)i + 1;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		struct slice of = event_value(journal, e, KEY_OF);
		if (of.length == 0 ||
		    !(book->effects[i].flags & EFFECT_APPLIED) ||
		    (book->effects[i].flags & EFFECT_VOIDED))
			continue;
		uint32_t named = journal_find(journal, of);
		if (named == EVENT_NONE || places[named] == 0)
			continue;
		struct complaint *c = &opinions->complaints[places[named] - 1];
		if (!day_is_real(c->answered) ||
		    day_compare(e->day, c->answered) < 0)
			c->answered = e->day;
	}
}

static int compare(const void *left, const void *right)
{
	const struct complaint *a = left;
	const struct complaint *b = right;

	if (day_is_real(a->answered) != day_is_real(b->answered))
		return day_is_real(a->answered) ? 1 : -1;
	if (day_compare(a->made, b->made) != 0)
		return day_compare(a->made, b->made);
	return a->event < b->event ? -1 : a->event > b->event;
}

static void collect(const struct sample *sample, struct opinions *opinions)
{
	const struct journal *journal = sample->book->journal;
	size_t capacity = 0;
	uint32_t member;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		if (e->kind != EVENT_NOTE || !sample_takes(sample, i, &member))
			continue;
		add_rating(opinions, event_value(journal, e, KEY_RATING));
		if (!is_complaint(journal, e))
			continue;
		opinions->complaints =
			arena_grow(sample->arena, opinions->complaints,
				   opinions->count + 1,
				   sizeof(*opinions->complaints), &capacity);
		opinions->complaints[opinions->count++] =
			(struct complaint){ (uint32_t)i, member, e->day,
					    DAY_NONE };
	}
}

struct opinions opinions_count(const struct sample *sample)
{
	struct opinions opinions = { 0 };

	collect(sample, &opinions);
	find_answers(sample, &opinions);
	int64_t *waits =
		arena_take_array(sample->arena, opinions.count, sizeof(*waits));
	for (size_t i = 0; i < opinions.count; i++) {
		const struct complaint *c = &opinions.complaints[i];
		if (day_is_real(c->answered))
			waits[opinions.answered++] =
				day_difference(c->made, c->answered);
	}
	opinions.wait = sample_median(waits, (size_t)opinions.answered);
	if (opinions.count > 1)
		qsort(opinions.complaints, opinions.count,
		      sizeof(*opinions.complaints), compare);
	return opinions;
}

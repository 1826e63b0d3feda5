/*
 * Book order. Days are brought into order by two passes of a radix sort when
 * they are not; inside a day steps are dealt out by class, and within a
 * class laid on a few piles that are each in order, which are then joined; a
 * class that needs more of them is sorted by merging. A journal that is in
 * order already, or of which each till's lines are, costs about one comparison
 * a line.
 */
#include "journal/order.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/printer.h"

enum {
	RADIX_BITS = 11, /* twice: the days of 9999 years */
	RADIX = 1 << RADIX_BITS,
	FIRST_DAY = -719162, /* 0001-01-01 */
	CLASSES = ORDER_TALK + 1,
	PILES = 4, /* as many tills may write one book, each in order */
	BUCKETS = CLASSES * PILES,
	SHARE = 1 << 14 /* steps that a thread takes at a time, and their day */
};

struct key;

/* A day of steps being put in order. */
struct sorter {
	const struct journal *journal;
	order_step *spare;      /* room for the longest day */
	unsigned char *buckets; /* of its steps */
	size_t room;
	struct key *keys; /* and room for the longest run */
	struct key *spare_keys;
	size_t key_room;
	struct arena *arena;
};

/* What decides between steps of one day and class. The text is printed only
 * when the rest is equal, and then kept. */
struct key {
	order_step step;
	int minute;
	struct slice reference;
	struct slice text; /* canonical; NULL until it is needed */
};

static struct key key_of(const struct journal *journal, order_step step)
{
	const struct event *event = &journal->events[ORDER_EVENT(step)];

	return (struct key){
		.step = step,
		.minute = event->minute == MINUTE_NONE ? 0 : event->minute,
		.reference = event_reference(journal, event),
	};
}

static struct slice take_text(struct arena *arena,
			      const struct journal *journal, struct key *key)
{
	struct text text;

	if (key->text.text)
		return key->text;
	text_init(&text, arena);
	printer_add_event(&text, journal,
			  &journal->events[ORDER_EVENT(key->step)]);
	key->text = text_slice(&text);
	return key->text;
}

static int compare_keys(struct arena *arena, const struct journal *journal,
			struct key *a, struct key *b)
{
	int order;

	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	if (ORDER_EVENT(a->step) == ORDER_EVENT(b->step))
		return (a->step > b->step) - (a->step < b->step);
	order = slice_compare_natural(a->reference, b->reference);
	if (order != 0)
		return order;
	return slice_compare(take_text(arena, journal, a),
			     take_text(arena, journal, b));
}

int order_compare(const struct journal *journal, order_step a, order_step b)
{
	const struct event *of_a = &journal->events[ORDER_EVENT(a)];
	const struct event *of_b = &journal->events[ORDER_EVENT(b)];
	int order = day_compare(of_a->day, of_b->day);
	struct key key_a = key_of(journal, a);
	struct key key_b = key_of(journal, b);
	enum order_class class_a;
	enum order_class class_b;
	struct arena arena;

	if (order != 0)
		return order;
	class_a = order_class(journal, a);
	class_b = order_class(journal, b);
	if (class_a != class_b)
		return class_a < class_b ? -1 : 1;
	arena_init(&arena);
	order = compare_keys(&arena, journal, &key_a, &key_b);
	arena_release(&arena);
	return order;
}

/* True when the event has steps at all. */
static bool is_taken(const struct event *event)
{
	return day_is_real(event->day) && !(event->flags & EVENT_DUPLICATE);
}

/* Steps of an event: a refund and a move act twice. */
static size_t count_steps(const struct event *event)
{
	return event->kind == EVENT_REFUND || event->kind == EVENT_MOVE ? 2 : 1;
}

/* One pass of the radix sort, by RADIX_BITS of the day from `shift` on. */
static void deal_by_day(const struct journal *journal, const order_step *from,
			order_step *to, size_t count, unsigned shift)
{
	size_t starts[RADIX + 1] = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct event *event =
			&journal->events[ORDER_EVENT(from[i])];
		uint32_t day = (uint32_t)(event->day.number - FIRST_DAY);

		starts[(day >> shift & (RADIX - 1)) + 1]++;
	}
	for (size_t i = 1; i <= RADIX; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < count; i++) {
		const struct event *event =
			&journal->events[ORDER_EVENT(from[i])];
		uint32_t day = (uint32_t)(event->day.number - FIRST_DAY);

		to[starts[day >> shift & (RADIX - 1)]++] = from[i];
	}
}

/* All steps in the order read, by day. */
static void collect_steps(struct order_work *work, struct arena *arena)
{
	const struct journal *journal = work->journal;
	struct day latest = DAY_NONE;
	bool in_order = true;

	/* at most two an event; what is not filled is never touched */
	work->steps = arena_take_array(arena, journal->event_count,
				       2 * sizeof(*work->steps));
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (!is_taken(event))
			continue;
		in_order = in_order && event->day.number >= latest.number;
		latest = event->day;
		for (size_t part = 0; part < count_steps(event); part++)
			work->steps[work->count++] = (order_step)(i * 2 + part);
	}
	if (!in_order) {
		order_step *spare =
			arena_take_array(arena, work->count, sizeof(*spare));

		deal_by_day(journal, work->steps, spare, work->count, 0);
		deal_by_day(journal, spare, work->steps, work->count,
			    RADIX_BITS);
	}
}

/* Room for a day of `count` steps. */
static void make_room(struct sorter *sorter, size_t count)
{
	if (count <= sorter->room)
		return;
	while (sorter->room < count)
		sorter->room = sorter->room ? sorter->room * 2 : 256;
	sorter->spare = arena_take_array(sorter->arena, sorter->room,
					 sizeof(*sorter->spare));
	sorter->buckets = arena_take(sorter->arena, sorter->room);
}

/* Room for the keys of `count` steps. */
static void make_keys(struct sorter *sorter, size_t count)
{
	if (count <= sorter->key_room)
		return;
	while (sorter->key_room < count)
		sorter->key_room = sorter->key_room ? sorter->key_room * 2 : 64;
	sorter->keys = arena_take_array(sorter->arena, sorter->key_room,
					sizeof(*sorter->keys));
	sorter->spare_keys = arena_take_array(sorter->arena, sorter->key_room,
					      sizeof(*sorter->spare_keys));
}

/* The keys of some steps, in the sorter. */
static void take_keys(struct sorter *sorter, const order_step *run,
		      size_t count)
{
	make_keys(sorter, count);
	for (size_t i = 0; i < count; i++)
		sorter->keys[i] = key_of(sorter->journal, run[i]);
}

/* The steps of the keys in their order. */
static void put_keys(const struct sorter *sorter, order_step *run, size_t count)
{
	for (size_t i = 0; i < count; i++)
		run[i] = sorter->keys[i].step;
}

/* Merges the two halves of a run, if they are not in order already. */
static void merge_halves(struct sorter *sorter, struct key *run, size_t middle,
			 size_t count)
{
	const struct journal *journal = sorter->journal;
	struct key *spare = sorter->spare_keys;
	size_t left = 0;
	size_t right = middle;

	if (compare_keys(sorter->arena, journal, &run[middle - 1],
			 &run[middle]) <= 0)
		return;
	memcpy(spare, run, middle * sizeof(*spare));
	for (size_t i = 0; left < middle; i++) {
		bool take_right = right < count &&
				  compare_keys(sorter->arena, journal,
					       &run[right], &spare[left]) < 0;

		run[i] = take_right ? run[right++] : spare[left++];
	}
}

/* Sorts the steps of one class of one day. */
static void sort_run(struct sorter *sorter, order_step *run, size_t count)
{
	take_keys(sorter, run, count);
	for (size_t half = 1; half < count; half *= 2) {
		for (size_t start = 0; start + half < count;
		     start += 2 * half) {
			size_t length = count - start;

			if (length > 2 * half)
				length = 2 * half;
			merge_halves(sorter, sorter->keys + start, half,
				     length);
		}
	}
	put_keys(sorter, run, count);
}

/* What is known of a day after one look at its steps. */
struct survey {
	size_t starts[BUCKETS + 1]; /* of each pile of each class in the day */
	struct key tops[BUCKETS];
	unsigned char piles[CLASSES]; /* how many there are */
	bool mixed;                   /* piles do not follow each other */
	bool unsorted[CLASSES];       /* there were too few piles */
};

/* The pile of its class that a step can be laid upon: the one whose top is
 * nearest, which is the first, as no pile's top is before that of the next. */
static size_t choose_pile(struct sorter *sorter, struct survey *survey,
			  size_t class, struct key *key)
{
	struct key *tops = &survey->tops[class * PILES];

	if (survey->unsorted[class])
		return 0;
	for (size_t pile = 0; pile < survey->piles[class]; pile++)
		if (compare_keys(sorter->arena, sorter->journal, &tops[pile],
				 key) <= 0)
			return pile;
	if (survey->piles[class] < PILES)
		return survey->piles[class]++;
	survey->unsorted[class] = true;
	return 0;
}

/* Lays the steps of a day on piles, of which each is in order. */
static void survey_day(struct sorter *sorter, const order_step *day,
		       size_t count, struct survey *survey)
{
	const struct journal *journal = sorter->journal;

	for (size_t i = 0; i < count; i++) {
		size_t class = order_class(journal, day[i]);
		struct key key = key_of(journal, day[i]);
		size_t bucket = class * PILES +
				choose_pile(sorter, survey, class, &key);

		survey->tops[bucket] = key;
		survey->starts[bucket + 1]++;
		sorter->buckets[i] = (unsigned char)bucket;
		survey->mixed |= i > 0 && bucket < sorter->buckets[i - 1];
	}
	for (size_t bucket = 0; bucket < BUCKETS; bucket++)
		survey->starts[bucket + 1] += survey->starts[bucket];
}

/* How many steps of a pile in order stand before the given one. */
static size_t count_before(const struct journal *journal,
			   const order_step *pile, size_t count,
			   order_step step)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (order_compare(journal, pile[middle], step) < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

/* Makes one of two piles that lie side by side. */
static void join_piles(struct sorter *sorter, order_step *run, size_t middle,
		       size_t count)
{
	const struct journal *journal = sorter->journal;
	size_t start = count_before(journal, run, middle, run[middle]);

	if (start == middle)
		return;
	run += start;
	middle -= start;
	count = middle + count_before(journal, run + middle,
				      count - start - middle, run[middle - 1]);
	if (order_compare(journal, run[count - 1], run[0]) < 0) {
		memcpy(sorter->spare, run, middle * sizeof(*run));
		memmove(run, run + middle, (count - middle) * sizeof(*run));
		memcpy(run + count - middle, sorter->spare,
		       middle * sizeof(*run));
		return;
	}
	take_keys(sorter, run, count);
	merge_halves(sorter, sorter->keys, middle, count);
	put_keys(sorter, run, count);
}

/* Puts one class of a day in order, whose piles lie side by side. */
static void sort_class(struct sorter *sorter, const struct survey *survey,
		       order_step *day, size_t class)
{
	const size_t *starts = &survey->starts[class * PILES];

	if (survey->unsorted[class]) {
		sort_run(sorter, day + starts[0], starts[PILES] - starts[0]);
		return;
	}
	for (size_t pile = 1; pile < survey->piles[class]; pile++)
		join_piles(sorter, day + starts[0], starts[pile] - starts[0],
			   starts[pile + 1] - starts[0]);
}

/* Puts one day in order. */
static void sort_day(struct sorter *sorter, order_step *day, size_t count)
{
	struct survey survey;
	size_t at[BUCKETS];

	memset(&survey, 0, sizeof(survey));
	make_room(sorter, count);
	survey_day(sorter, day, count, &survey);
	if (survey.mixed) {
		memcpy(at, survey.starts, sizeof(at));
		for (size_t i = 0; i < count; i++)
			sorter->spare[at[sorter->buckets[i]]++] = day[i];
		memcpy(day, sorter->spare, count * sizeof(*day));
	}
	for (size_t class = 0; class < CLASSES; class ++)
		sort_class(sorter, &survey, day, class);
}

/* Cuts the steps into shares that end with days. */
static void cut_steps(struct order_work *work)
{
	const struct journal *journal = work->journal;
	size_t at = 0;

	while (at < work->count) {
		at = work->count - at > SHARE ? at + SHARE : work->count;
		while (at < work->count &&
		       journal->events[ORDER_EVENT(work->steps[at])]
				       .day.number ==
			       journal->events[ORDER_EVENT(work->steps[at - 1])]
				       .day.number)
			at++;
		work->ends[work->shares++] = at;
	}
}

void order_begin(struct order_work *work, struct arena *arena,
		 const struct journal *journal)
{
	*work = (struct order_work){ .journal = journal };
	atomic_init(&work->taken, 0);
	work->ends =
		arena_take_array(arena, 2 * journal->event_count / SHARE + 1,
				 sizeof(*work->ends));
	collect_steps(work, arena);
	cut_steps(work);
}

/* Puts the days of a share in order. */
static void sort_share(struct sorter *sorter, order_step *steps, size_t count)
{
	const struct event *events = sorter->journal->events;
	size_t start = 0;

	while (start < count) {
		int32_t day = events[ORDER_EVENT(steps[start])].day.number;
		size_t end = start + 1;

		while (end < count &&
		       events[ORDER_EVENT(steps[end])].day.number == day)
			end++;
		sort_day(sorter, steps + start, end - start);
		start = end;
	}
}

void order_help(struct order_work *work)
{
	struct arena arena;
	struct sorter sorter = { .journal = work->journal, .arena = &arena };
	size_t share;

	arena_init(&arena);
	while ((share = atomic_fetch_add(&work->taken, 1)) < work->shares) {
		size_t from = share > 0 ? work->ends[share - 1] : 0;

		sort_share(&sorter, work->steps + from,
			   work->ends[share] - from);
	}
	arena_release(&arena);
}

order_step *order_steps(struct arena *arena, const struct journal *journal,
			size_t *count)
{
	struct order_work work;

	order_begin(&work, arena, journal);
	order_help(&work);
	*count = work.count;
	return work.steps;
}

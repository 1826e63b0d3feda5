/*
 * Walking the book in its order and printing what is sealed.
 *
 * The digests of many seals take one pass: what is dated before the last day
 * of a seal is the same for all later ones, so that a copy of one running
 * digest is enough for each. On a last day itself the seals part: theirs
 * leaves its close lines out, the running one takes them in. That holds
 * unless a close or reopen line is dated before its period ends, which only a
 * hand can do: then each seal is walked on its own.
 */
#include "value/sealed_text.h"

#include "base/arena.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/printer.h"
#include "value/seals.h"

struct walk {
	const struct journal *journal;
	const order_step *steps;
	size_t count;
	bool *is_done; /* events whose first act came */
	struct text line;
};

static void walk_init(struct walk *walk, struct arena *arena,
		      const struct journal *journal)
{
	*walk = (struct walk){ .journal = journal };
	walk->steps = order_steps(arena, journal, &walk->count);
	walk->is_done = arena_take_array(arena, journal->event_count,
					 sizeof(*walk->is_done));
	text_init(&walk->line, arena);
}

/* A line that opens or closes a period. */
static bool is_closing(const struct event *event)
{
	return event->kind == EVENT_CLOSE || event->kind == EVENT_REOPEN;
}

/* The last day of the period that a close or reopen line is about; of one
 * without, never. */
static struct day closing_end(const struct journal *journal,
			      const struct event *event)
{
	struct period period;

	return seals_period(journal, event, &period) ? period.to : DAY_NEVER;
}

/* The event of a step, if any seal covers it and its line did not come yet;
 * else NULL. */
static const struct event *take_step(struct walk *walk, size_t step)
{
	uint32_t number = ORDER_EVENT(walk->steps[step]);
	const struct event *event = &walk->journal->events[number];

	if (walk->is_done[number] ||
	    directive_of((enum event_kind)event->kind)->private)
		return NULL;
	walk->is_done[number] = true;
	return event;
}

static struct slice line_of(struct walk *walk, const struct event *event)
{
	text_clear(&walk->line);
	printer_add_event(&walk->line, walk->journal, event);
	text_add_char(&walk->line, '\n');
	return text_slice(&walk->line);
}

/* True when a seal to the day leaves the line out although it is old enough. */
static bool is_left_out(const struct journal *journal,
			const struct event *event, struct day end)
{
	return is_closing(event) &&
	       day_compare(closing_end(journal, event), end) >= 0;
}

void sealed_text_walk(struct arena *arena, const struct journal *journal,
		      struct day end, sealed_line *line, void *context)
{
	struct walk walk;

	walk_init(&walk, arena, journal);
	for (size_t i = 0; i < walk.count; i++) {
		const struct event *event = take_step(&walk, i);

		if (!event)
			continue;
		if (day_compare(event->day, end) > 0)
			break;
		if (!is_left_out(journal, event, end))
			line(context, ORDER_EVENT(walk.steps[i]),
			     line_of(&walk, event));
	}
}

/* ---- digests ---- */

struct running {
	struct digest *digest;
	uint64_t entries;
};

static void add_line(void *context, uint32_t event, struct slice line)
{
	struct running *running = context;

	(void)event;
	digest_add(running->digest, line);
	running->entries++;
}

void sealed_text_digest(struct arena *arena, const struct journal *journal,
			struct day end, struct sealed_digest *result)
{
	struct running running = { .digest = digest_new(arena) };

	sealed_text_walk(arena, journal, end, add_line, &running);
	result->entries = running.entries;
	digest_finish(running.digest, result->digest);
}

static bool has_early(const struct journal *journal)
{
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (is_closing(event) &&
		    day_compare(event->day, closing_end(journal, event)) < 0)
			return true;
	}
	return false;
}

/* One pass: what is before a day, and what a seal to that day adds of it. */
struct pass {
	struct arena *arena;
	struct walk walk;
	struct running before; /* all lines of earlier days */
	size_t next;           /* step */
};

/* Takes all before the day into the running digest. */
static void go_to(struct pass *pass, struct day day)
{
	const struct journal *journal = pass->walk.journal;

	for (; pass->next < pass->walk.count; pass->next++) {
		uint32_t number = ORDER_EVENT(pass->walk.steps[pass->next]);

		if (day_compare(journal->events[number].day, day) >= 0)
			return;
		const struct event *event = take_step(&pass->walk, pass->next);
		if (event)
			add_line(&pass->before, number,
				 line_of(&pass->walk, event));
	}
}

/* The digest to a day whose lines come next. */
static void finish_day(struct pass *pass, struct day end,
		       struct sealed_digest *result)
{
	const struct journal *journal = pass->walk.journal;
	struct running own = {
		.digest = digest_copy(pass->arena, pass->before.digest),
		.entries = pass->before.entries,
	};
	size_t step = pass->next;

	for (; step < pass->walk.count; step++) {
		uint32_t number = ORDER_EVENT(pass->walk.steps[step]);

		if (day_compare(journal->events[number].day, end) > 0)
			break;
		const struct event *event = take_step(&pass->walk, step);
		if (event && !is_left_out(journal, event, end))
			add_line(&own, number, line_of(&pass->walk, event));
	}
	/* They come again, for those behind. */
	while (step-- > pass->next)
		pass->walk.is_done[ORDER_EVENT(pass->walk.steps[step])] = false;
	result->entries = own.entries;
	digest_finish(own.digest, result->digest);
}

struct sealed_digest *sealed_text_digests(struct arena *arena,
					  const struct journal *journal,
					  const struct seals *seals)
{
	struct sealed_digest *results =
		arena_take_array(arena, seals->count, sizeof(*results));

	if (seals->count == 0)
		return results;
	if (has_early(journal)) {
		for (size_t i = 0; i < seals->count; i++)
			sealed_text_digest(arena, journal,
					   seals->list[i].period.to,
					   &results[i]);
		return results;
	}
	struct pass pass = { .arena = arena,
			     .before = { .digest = digest_new(arena) } };
	walk_init(&pass.walk, arena, journal);
	for (size_t i = 0; i < seals->count; i++) {
		go_to(&pass, seals->list[i].period.to);
		finish_day(&pass, seals->list[i].period.to, &results[i]);
	}
	return results;
}

/*
 * Credits are the lots of sales and bonuses; their rules are what a second
 * replay hears (engine/why.h). See earnings.h.
 */
#include "insight/earnings.h"

#include <string.h>

#include "base/arena.h"
#include "engine/book.h"
#include "engine/why.h"
#include "insight/sample.h"
#include "journal/journal.h"

/* What the rules gave for one event. */
struct answer {
	const struct program *program;
	const struct earn_share *shares;
	size_t count;
};

struct collecting {
	const struct sample *sample;
	struct answer **answers; /* by event, NULL: none */
	struct earnings found;
	size_t capacity;
};

/* Keeps an answer; the last one for an event holds. */
static void hear(void *context, uint32_t event, const struct program *program,
		 const struct earn_result *result)
{
	struct collecting *all = context;
	struct arena *arena = all->sample->arena;
	struct answer *answer = arena_take(arena, sizeof(*answer));
	struct earn_share *shares =
		arena_take_array(arena, result->share_count, sizeof(*shares));

	if (result->share_count > 0)
		memcpy(shares, result->shares,
		       result->share_count * sizeof(*shares));
	*answer = (struct answer){ program, shares, result->share_count };
	all->answers[event] = answer;
}

static void ask_rules(struct collecting *all, struct earnings_segments segments)
{
	const struct book *book = all->sample->book;
	struct replay_options options = {
		.as_of = book->as_of,
		.segment = segments.test,
		.segment_context = segments.context,
	};
	struct why why = {
		.each = hear,
		.context = all,
		.event = NONE,
		.member = NONE,
	};

	all->answers =
		arena_take_array(all->sample->arena, book->journal->event_count,
				 sizeof(struct answer *));
	why_find(all->sample->arena, book->journal, book->programs, &options,
		 &why);
}

static void add(struct collecting *all, struct earning earning)
{
	if (earning.points == 0)
		return;
	all->found.list = arena_grow(all->sample->arena, all->found.list,
				     all->found.count + 1,
				     sizeof(*all->found.list), &all->capacity);
	all->found.list[all->found.count++] = earning;
}

static bool is_earned(const struct collecting *all, const struct lot *lot)
{
	const struct sample *sample = all->sample;
	unsigned flags = sample->book->effects[lot->event].flags;

	return (lot->origin == ORIGIN_SALE || lot->origin == ORIGIN_BONUS ||
		lot->origin == ORIGIN_PARTNER) &&
	       !(flags & (EFFECT_VOIDED | EFFECT_NULLIFIED | EFFECT_REFUSED)) &&
	       period_has(sample->period, lot->earned);
}

/* Splits what an event credited in a unit. */
static void split(struct collecting *all, struct earning credit)
{
	const struct answer *answer =
		all->answers == NULL ? NULL : all->answers[credit.event];

	for (size_t i = 0; answer != NULL && i < answer->count; i++) {
		const struct earn_share *share = &answer->shares[i];
		if (share->unit != credit.unit)
			continue;
		struct earning part = credit;
		part.points = share->points;
		part.rule = answer->program->rules[share->rule].name;
		add(all, part);
		credit.points -= share->points;
	}
	add(all, credit);
}

struct earnings earnings_collect(const struct sample *sample, bool by_rule,
				 struct earnings_segments segments)
{
	const struct book *book = sample->book;
	struct collecting all = { .sample = sample };
	struct earning credit = { 0 };

	if (by_rule)
		ask_rules(&all, segments);
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		const struct account *account = lot_account(book, lot);
		uint32_t member = book_member_now(book, account->member);
		if (!is_earned(&all, lot) || !sample->chosen[member])
			continue;
		if (credit.points != 0 && (credit.event != lot->event ||
					   credit.unit != account->unit)) {
			split(&all, credit);
			credit.points = 0;
		}
		credit.event = lot->event;
		credit.member = member;
		credit.unit = account->unit;
		credit.points += lot->points;
	}
	if (credit.points != 0)
		split(&all, credit);
	return all.found;
}

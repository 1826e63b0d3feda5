/*
 * Earning the same purchases twice and adding up.
 */
#include "cmd/rules_effect.h"

#include "base/text.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/earn.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "rules/program.h"

struct effect_sums {
	struct session *session;
	struct arena scratch;
	size_t purchases;
	int64_t before[UNITS_MAX];
	int64_t after[UNITS_MAX];
	bool overflow;
};

/* The member's level on the purchase's day, in that programme. */
static int level_in(const struct effect_sums *sums, const struct event *event,
		    const struct program *program)
{
	const struct book *book = sums->session->book;
	const struct program *own = programs_on(book->programs, event->day);
	struct tier_state *state = book->members[event->member].tier;
	int level = tier_level(state, event->day, NULL);
	if (level < 0 || !own || (size_t)level >= own->tiers.level_count)
		return -1;
	return program_find_level(program, own->tiers.levels[level].name);
}

static void add_earned(struct effect_sums *sums, const struct event *event,
		       const struct program *program, int64_t totals[UNITS_MAX])
{
	struct earn_input input = { .level = -1 };
	struct earn_result result = { .share_count = 0 };
	if (!earn_input_from_event(&sums->scratch, sums->session->journal,
				   program, event, &input))
		return;
	input.member = UINT32_MAX;
	input.level = level_in(sums, event, program);
	earn_purchase(program, &input, NULL, &result, NULL);
	for (size_t i = 0; i < UNITS_MAX; i++)
		sums->overflow =
			!amount_add(totals[i], result.points[i], &totals[i]) ||
			sums->overflow;
}

static bool is_counted(const struct book *book, const struct event *event,
		       struct period period)
{
	size_t number = (size_t)(event - book->journal->events);
	unsigned flags = book->effects[number].flags;
	return event->kind == EVENT_PURCHASE &&
	       period_has(period, event->day) && flags & EFFECT_APPLIED &&
	       !(flags & (EFFECT_VOIDED | EFFECT_NULLIFIED | EFFECT_REFUSED));
}

static void add_unit(struct text *text, const struct effect_sums *sums,
		     const struct unit *unit, size_t number)
{
	int64_t difference = 0;
	if (sums->before[number] == 0 && sums->after[number] == 0)
		return;
	text_add(text, "  ");
	text_add_slice(text, unit->plural);
	text_add(text, ": ");
	decimal_add_text(text, sums->before[number], unit->decimals, false);
	text_add(text, " under the rules of their day, ");
	decimal_add_text(text, sums->after[number], unit->decimals, false);
	text_add(text, " under these");
	if (amount_subtract(sums->after[number], sums->before[number],
			    &difference)) {
		text_add(text, " (");
		decimal_add_text(text, difference, unit->decimals, true);
		text_add(text, ")");
	}
	text_add_char(text, '\n');
}

void rules_effect_add(struct text *text, struct session *session,
		      const struct program *draft, int32_t days)
{
	struct effect_sums sums = { .session = session };
	const struct book *book = session->book;
	struct period period = { day_add(session->today, -days + 1),
				 session->today };
	arena_init(&sums.scratch);
	for (size_t i = 0; i < book->journal->event_count; i++) {
		const struct event *event = &book->journal->events[i];
		if (!is_counted(book, event, period))
			continue;
		sums.purchases++;
		add_earned(&sums, event,
			   programs_on(book->programs, event->day),
			   sums.before);
		add_earned(&sums, event, draft, sums.after);
	}
	text_add_format(text,
			"in the last %d days: %zu purchase%s, without limits "
			"and counted visits\n",
			(int)days, sums.purchases,
			sums.purchases == 1 ? "" : "s");
	for (size_t i = 0; i < book->programs->unit_count; i++)
		add_unit(text, &sums, &book->programs->units[i], i);
	if (sums.overflow)
		text_add(text, "  (the sums do not fit 64 bits)\n");
	arena_release(&sums.scratch);
}

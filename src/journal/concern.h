/*
 * Whom an event concerns, the other way round: of each member all events that
 * can have a bearing on his points. Events of two members (transfers, merges,
 * referrals, moved purchases) tie these together, and a reward whose stock is
 * counted ties all who had it; so what is gathered for some members can be
 * replayed without the rest of the book and comes out the same for them.
 *
 * Grows with the journal: one step an event, when it is added.
 */
#ifndef JOURNAL_CONCERN_H
#define JOURNAL_CONCERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct journal;

/* An event in the list of a member or a word. */
struct concern {
	uint32_t event;
	uint32_t next; /* UINT32_MAX at the end */
};

struct concerns {
	struct arena *arena;
	const struct journal *journal;
	size_t events; /* of the journal, that have been added */
	struct concern *list;
	size_t count, capacity;
	uint32_t *by_member; /* first of the list, UINT32_MAX: empty */
	size_t member_count, member_capacity;
	uint32_t *by_word; /* rewards: request, redeem, stock, its voids */
	size_t word_count, word_capacity;
	uint32_t *general; /* accept, close, reopen and their voids */
	size_t general_count, general_capacity;
};

/* Nothing is known of the journal yet. */
void concerns_init(struct concerns *concerns, struct arena *arena,
		   const struct journal *journal);

/* Adds the events of the journal (which must be indexed) that are new since
 * the last call. */
void concerns_add(struct concerns *concerns);

/*
 * The numbers of the events that concern the members or anybody tied to them,
 * and of accept, close and reopen lines; ascending, each once; *found is how
 * many. The array lives in the arena.
 */
uint32_t *concerns_find(const struct concerns *concerns, struct arena *arena,
			const uint32_t *members, size_t count, size_t *found);

/*
 * A journal of these events (see extract.h), indexed. A replay of it gives
 * these members the balances, lots, levels, redemptions and findings that a
 * replay of the whole journal gives them. Sums over all members are others,
 * and what only a look at everybody finds (a phone that two have) is not
 * found. Lines can be parsed into it; then journal_index is due again.
 */
struct journal *concerns_extract(const struct concerns *concerns,
				 struct arena *arena, const uint32_t *members,
				 size_t count);

#endif

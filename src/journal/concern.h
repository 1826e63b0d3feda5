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

#include "base/day.h"

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
	uint32_t *counted; /* rewards with stock lines, each once */
	size_t counted_count, counted_capacity;
	uint32_t *general; /* accept, close, reopen and their voids; includes */
	size_t general_count, general_capacity;
	struct day last_total; /* of an assertion about all members */
	bool is_dangling;      /* an event names one that was not there */
};

/* Whom a part is made for. */
struct concern_wish {
	uint32_t *members; /* numbers in the whole, each once */
	size_t member_count, member_capacity;
	uint32_t *words; /* rewards, with all who had them */
	size_t word_count, word_capacity;
};

enum concern_cover {
	CONCERN_COVERED,
	CONCERN_WIDENED,  /* the wish has grown: make the part again */
	CONCERN_EVERYBODY /* only the whole book can tell */
};

/* Nothing is known of the journal yet. */
void concerns_init(struct concerns *concerns, struct arena *arena,
		   const struct journal *journal);

/* True when lines put so many of the reward (journal.words) on the shelf. */
bool concerns_count_stock(const struct concerns *concerns, uint32_t word);

/* Adds the events of the journal (which must be indexed) that are new since
 * the last call. When one of those before was dangling, all are added anew: it
 * may be about one that came later. */
void concerns_add(struct concerns *concerns);

/* Adds a member. False: it was there already; so below. */
bool concern_wish_member(struct concern_wish *wish, struct arena *arena,
			 uint32_t member);

/* Adds a reward with all who had it. */
bool concern_wish_word(struct concern_wish *wish, struct arena *arena,
		       uint32_t word);

/* Adds all whom an event of the whole concerns; where these are nobody, the
 * reward it is about. */
bool concern_wish_event(struct concern_wish *wish, struct arena *arena,
			const struct journal *whole, uint32_t event);

/*
 * The numbers of the events that concern those wished for or anybody tied to
 * them, and of accept, close, reopen, include and rules lines; ascending, each
 * once; *found is how many. The array lives in the arena.
 */
uint32_t *concerns_find(const struct concerns *concerns, struct arena *arena,
			const struct concern_wish *wish, size_t *found);

/*
 * A journal of these events (see extract.h), indexed. A replay of it gives
 * these members the balances, lots, levels, redemptions and findings that a
 * replay of the whole journal gives them. Sums over all members are others,
 * and what only a look at everybody finds (a phone that two have) is not
 * found. Lines can be parsed into it; then journal_index is due again.
 */
struct journal *concerns_extract(const struct concerns *concerns,
				 struct arena *arena,
				 const struct concern_wish *wish);

/*
 * Whether the part has all that the events from `first` on, which were parsed
 * into it and not yet indexed, can concern: the members and events they name,
 * and an event of the whole that has their reference. What it lacks is added
 * to the wish it was made for.
 */
enum concern_cover concerns_cover(const struct concerns *concerns,
				  const struct journal *part, size_t first,
				  struct concern_wish *wish);

#endif

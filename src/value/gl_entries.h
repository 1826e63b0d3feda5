/*
 * What the points of a period mean for the general ledger: entries between
 * the liability and one other account each, made of the roll-forward by
 * vintage. They add up to the change of the liability, whatever the period.
 *
 *   deferral     sales (partners, opening; expense under cost) to liability
 *   redemption   liability to revenue (inventory under cost)
 *   expiry       liability to revenue
 *   estimate     liability to revenue, either way
 *   return       liability back to where the deferral came from
 */
#ifndef VALUE_GL_ENTRIES_H
#define VALUE_GL_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct program;
struct rollforward_period;

/* The accounts, in the order of gl_account_key. */
enum gl_account {
	GL_DEFERRED, /* the liability itself */
	GL_SALES,
	GL_REDEEMED,
	GL_EXPIRED,
	GL_ESTIMATE,
	GL_PARTNERS,
	GL_OPENING,
	GL_EXPENSE,
	GL_INVENTORY,
	GL_ACCOUNTS
};

enum gl_kind {
	GL_KIND_DEFERRAL,
	GL_KIND_REDEMPTION,
	GL_KIND_EXPIRY,
	GL_KIND_CHANGE,
	GL_KIND_RETURN,
	GL_KINDS
};

struct gl_entry {
	enum gl_kind kind;
	enum gl_account other;
	int unit;       /* of the points */
	int64_t amount; /* minor units; above 0 the liability rises */
};

struct gl_period {
	struct day from, to;
	const struct program *program; /* in force on `to` */
	struct gl_entry *entries;      /* none of 0 */
	size_t count;
	int64_t opening, closing; /* the liability, of all units */
	bool overflow;
};

/* The entries of a period that was rolled forward by vintage. Lives in the
 * arena. */
struct gl_period gl_entries_of(struct arena *arena,
			       const struct rollforward_period *period);

/* The key of an account under `accounting: accounts:` of the rules. */
const char *gl_account_key(enum gl_account account);

/* What an entry is, in a few words: "points redeemed". */
const char *gl_entry_words(const struct gl_entry *entry);

#endif

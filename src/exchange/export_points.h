/*
 * The points of a book as a journal of another accounting program: members
 * are accounts, units are commodities, every movement is a transaction
 * between a member and the programme. The program's own balances are then
 * ours to the last unit; a last entry asserts them.
 */
#ifndef EXCHANGE_EXPORT_POINTS_H
#define EXCHANGE_EXPORT_POINTS_H

#include "base/slice.h"

struct arena;
struct book;

enum export_target {
	EXPORT_HLEDGER,
	EXPORT_LEDGER,
	EXPORT_BEANCOUNT
};

/* Where the text goes, piece by piece. */
struct export_output {
	void *context;
	void (*write)(void *context, struct slice piece);
};

/* Words for the targets, ended by NULL. */
extern const char *const export_targets[];

/* Writes the journal; the book must have been replayed with postings. */
void export_points_write(struct arena *arena, const struct book *book,
			 enum export_target target,
			 const struct export_output *output);

/*
 * A member's account in the target. Every id gives another name: bytes that
 * the target does not take in an account name are written as %HH (hledger,
 * ledger) or -xHH (beancount).
 */
struct slice export_points_account(struct arena *arena, struct slice member,
				   enum export_target target);

#endif

/*
 * The rules of a book: the file of --rules for all time, or those that the
 * journal's `rules` lines put in force.
 */
#ifndef CMD_BOOK_RULES_H
#define CMD_BOOK_RULES_H

#include <stdbool.h>

struct arena;
struct book_rules_ahead;
struct diagnostics;
struct file_tree;
struct journal;
struct programs;

struct book_rules_options {
	const char *path;    /* --rules, NULL: what the journal says */
	const char *journal; /* the root journal's path */
	bool allow_outside;
	struct file_tree *tree; /* the lines' files, NULL: of the disk */
	const struct book_rules_ahead
		*ahead; /* loaded already, NULL: nothing */
};

/* Begins to load, in a thread, the files that the journal's lines name so far;
 * NULL when there are none. Ended by book_rules_wait. */
struct book_rules_ahead *
book_rules_begin(struct arena *arena, const struct journal *journal,
		 const struct book_rules_options *options);

/* Waits until they are loaded: now they can serve book_rules_load. They live in
 * the arena, which is that of book_rules_begin. */
void book_rules_wait(struct arena *arena, struct book_rules_ahead *ahead);

/* Reads them into the programs. What is missing or wrong is a diagnostic. */
void book_rules_load(struct programs *programs, const struct journal *journal,
		     const struct book_rules_options *options,
		     struct diagnostics *diagnostics);

#endif

/*
 * A book out of texts, for tests of the replay: rules and lines in, balances
 * and complaints out. Everything lives in one arena until play_close.
 */
#ifndef TEST_UNIT_ENGINE_PLAY_H
#define TEST_UNIT_ENGINE_PLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"

struct play {
	struct arena arena;
	struct diagnostics diagnostics;
	struct journal journal;
	struct programs programs;
	struct book *book;
};

/* Replays the lines under the rules (the part behind program and units:
 * point, stamp) as of a day, with postings and all findings. */
void play_open(struct play *play, const char *rules, const char *lines,
	       const char *as_of);

/* The same of a book whose lines stand in `count` files. */
void play_open_files(struct play *play, const char *rules,
		     const char *const *files, size_t count, const char *as_of);

/* A member's balance of a unit; 0 when there is none. */
int64_t play_balance(const struct play *play, const char *member,
		     const char *unit);

/* How many complaints have the id and are not accepted. */
size_t play_count(const struct play *play, const char *id);

/* All complaints as text, for labels. */
const char *play_complaints(struct play *play);

/* Frees it all. */
void play_close(struct play *play);

#endif

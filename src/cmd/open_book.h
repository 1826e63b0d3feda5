/*
 * A book that is kept open between commands (till, serve): read once, and
 * before each command brought up to what the files say now. Lines behind the
 * end of a file are read alone; whatever else has changed, in a file, in the
 * rules or among the files that an include names, has the book read anew. So
 * a command costs what it touches.
 *
 * Its journal is only ever read by commands: they work on a part of it, or
 * read the whole for themselves (session_take_part, session_take_whole).
 */
#ifndef CMD_OPEN_BOOK_H
#define CMD_OPEN_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "cmd/watched_file.h"
#include "journal/concern.h"
#include "journal/journal.h"
#include "rules/program.h"

struct book;
struct segments;
struct session;

struct open_file {
	struct watched_file watched;
	struct source *source; /* of the journal; NULL: of the rules */
	size_t number;         /* of the source in the journal */
	char *room;      /* its text, with room behind it; NULL: not yet */
	size_t capacity; /* bytes of it */
};

struct open_book {
	struct arena arena; /* all below; thrown away when it is read anew */
	bool is_open;
	struct journal journal;
	struct programs programs;
	struct segments *segments;
	struct concerns concerns;
	struct book *people; /* session_people; NULL: not asked for yet */
	struct diagnostics diagnostics;
	struct open_file *files;
	size_t file_count;
	size_t size;  /* of the arena when it was just read */
	size_t reads; /* how often it was read whole */
};

/* Nothing is read yet. */
void open_book_init(struct open_book *open);

/* Closes it. */
void open_book_release(struct open_book *open);

/*
 * Brings it up to date; the session's command holds the lock, and its options
 * say which book. `is_ours`: what came was written by this session. What is
 * wrong with the book stands in open->diagnostics.
 */
void open_book_refresh(struct open_book *open, struct session *session,
		       bool is_ours);

#endif

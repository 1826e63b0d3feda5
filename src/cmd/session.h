/*
 * What a command works on: the book, read once. The session finds the journal
 * (-f, POINTBOOK_FILE, book.points here or above), reads it and its rules
 * under a shared lock (or the write lock), replays it as of a day, and says
 * what is wrong with it. It owns the output: a table or a text, to stdout, a
 * pager or a file, completed by the dispatcher when the command returns.
 * Everything lives in one arena until the program ends.
 *
 * A wrong query, option or table is reported here; commands pass on the
 * exit status they are given.
 */
#ifndef CMD_SESSION_H
#define CMD_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/diagnostic.h"
#include "cmd/exit_status.h"
#include "cmd/global.h"
#include "cmd/message.h"
#include "cmd/terminal.h"
#include "journal/concern.h"
#include "query/period.h"

struct book;
struct book_rules_ahead;
struct chart;
struct command;
struct journal;
struct open_book;
struct output;
struct programs;
struct query;
struct query_scope;
struct file_tree;
struct heading;
struct render_format;
struct report;
struct sink;
struct source;
struct lock;
struct segments;
struct table;
struct workbook_sheet;

struct session {
	struct arena *arena;
	const struct command *command;
	struct global_options global;
	struct date_options dates;
	struct output_options output_options;
	struct filter_options filter;
	struct write_options write;
	struct record_options record;
	const char *const *operands;
	size_t operand_count;
	struct terminal terminal;

	struct day today; /* --today, POINTBOOK_TODAY, the clock */
	int minute;       /* of the clock, MINUTE_NONE when the day was said */
	struct day as_of; /* --as-of, else the period's end, else today */
	struct period
		period; /* --from --to -p together; open where not given */

	/* A version of the book that is read in place of that on the disk. */
	struct file_tree *tree;
	const char *journal_path; /* the root journal, NULL before loading */
	struct journal *journal;
	struct book_rules_ahead *ahead; /* rules loaded before their turn */
	struct programs *programs;
	struct book *book;
	struct query *query;       /* of the operands, after session_query */
	struct segments *segments; /* of the rules, for rows and queries */
	struct diagnostics diagnostics;
	unsigned loaded; /* enum command_needs that are fulfilled */

	bool is_within; /* run by another command, which goes on */
	const struct workbook_sheet *sheet; /* that its table is; NULL: it
					     * goes to the output */
	struct open_book *open; /* the book is kept open; NULL: read for this */
	/* Of a book that is looked at in part; else NULL. */
	const struct journal *whole;
	const struct concerns *concerns; /* of the whole */
	const struct book *people;       /* of the whole */
	struct concern_wish wish;        /* whom the part is for */
	bool wants_more;                 /* the wish has grown since */
	bool wants_whole;                /* only the whole can tell */
	struct concern_wish told;        /* whose names were said */

	struct heading *heading;    /* of the table to come or begun */
	const struct chart *charts; /* drawn with that table */
	size_t chart_count;
	struct output *output; /* cmd/output.h */
	struct lock *lock;     /* held for writing, else NULL */
	struct table *table;   /* begun, for the dispatcher to complete */
	bool recorded;         /* a command has written to the book */
};

/*
 * Reads and replays as `needs` (enum command_needs) says; the dispatcher calls
 * it with the command's own before run. A command whose options decide calls
 * it itself; what is there already is not read again. Gives STATUS_FINE, or
 * the exit status after the messages were printed: 6 for a BROKEN book
 * (unless ACCEPTS_BROKEN), 3 when files or the lock fail.
 */
enum exit_status session_load(struct session *session, unsigned needs);

/* Finds the journals (-f, POINTBOOK_FILE, book.points here or above) and sets
 * session->journal_path. False after the message. */
bool session_find(struct session *session, struct option_list *paths);

/* Forgets the book and reads it again, under the lock when asked: for
 * commands that ask or wait before they write. */
enum exit_status session_reload(struct session *session, unsigned needs);

/* The same journal under the same rules at the close of another day; the
 * session must have its book. What there is to find was said of that one. */
const struct book *session_book_on(const struct session *session,
				   struct day as_of, unsigned needs);

/* Keeps the whole book in session->whole, to look at it in part. Journal and
 * rules must have been loaded. */
void session_begin_part(struct session *session);

/*
 * Makes session->journal the part of the book that concerns those in
 * session->wish, and session->book what it means: as the whole book for them,
 * at the cost of theirs alone.
 */
void session_take_part(struct session *session, unsigned needs);

/* Wishes for all that are counted, with all who had them. */
void session_wish_stock(struct session *session);

/* Back to the whole book, replayed. STATUS_FINE, or as session_load. */
enum exit_status session_take_whole(struct session *session, unsigned needs);

/*
 * Who there is, of a book that is looked at in part: members with names and
 * profiles, merged as they are, without any points.
 */
const struct book *session_people(struct session *session);

/* Lets the write lock go before the end. */
void session_unlock(struct session *session);

/*
 * Compiles the operands from `first` on, and --tag, as a query on the
 * report's rows into session->query. STATUS_FINE, or STATUS_USAGE after the
 * message with its caret.
 */
enum exit_status session_query(struct session *session,
			       const struct report *report, size_t first);

/*
 * The report's table in the format, and to the place, that the options ask
 * for; with the heading that says what it rests on. The dispatcher completes
 * it (table_close, flush, rename). Once a command. NULL after a message, when
 * the output cannot be opened: return STATUS_ENVIRONMENT.
 */
struct table *session_table(struct session *session,
			    const struct report *report);

/* One more table below that of session_table, which is complete then, under its
 * own title. Only where texts for people are printed (table, md). */
struct table *session_next_table(struct session *session,
				 const struct report *report);

/* A heading line of the table to come: "member", "M0001 Anna". */
void session_heading(struct session *session, const char *label,
		     struct slice value);

/* The format a table would be printed in: --format, the extension of -o, else
 * table. NULL after a message; then return STATUS_USAGE. */
const struct render_format *session_format(struct session *session);

/* Where text goes: stdout, its pager, or -o. NULL as session_table. */
struct sink *session_sink(struct session *session);

/* Says on stderr what is BROKEN, root causes first, up to --max-errors. */
void session_print_broken(struct session *session);

/* Completes the output: the table is closed, all is written, the file put in
 * place when `keep`. False after the message. For the dispatcher. */
bool session_finish(struct session *session, bool keep);

#endif

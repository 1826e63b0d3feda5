/*
 * Taking over other programs' exports: from the bytes of files to a plan of
 * the lines to write. Pure: nothing is asked, printed or written here.
 *
 * A file's rows become tickets (one a row, or one a receipt), each is given
 * its member and its reference, and compared with the book: what it has
 * already is known, what differs is a conflict, what is new becomes a line.
 * The new lines are read and replayed before anybody may write them, which
 * also fills in the points they earn.
 */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "engine/replay.h"
#include "exchange/csv_text.h"
#include "exchange/date_cell.h"
#include "exchange/preset.h"

struct arena;
struct book;
struct diagnostics;
struct journal;
struct programs;

/* What becomes of rows that name a member the book does not have. */
enum import_unknown {
	IMPORT_REJECT,
	IMPORT_JOIN,
	IMPORT_SKIP
};

/* What became of rows, in the order they are reported. */
enum import_outcome {
#define OUTCOME(outcome, name, help) IMPORT_##outcome,
#include "exchange/import_outcomes.def"
#undef OUTCOME
	IMPORT_OUTCOME_COUNT
};

struct import_options {
	const struct preset *const *presets; /* the chosen one, or all with
					      * `generic` last */
	size_t preset_count;
	enum preset_kind kind; /* --kind */
	bool has_kind;
	struct slice reward; /* of redemptions, empty: a column says it */
	enum import_unknown unknown;
	bool adds_by_hand; /* --by-hand add */
	bool posts_late;   /* --late post */
	bool is_partial;   /* good rows are taken although others are not */
	bool welcomes;     /* --welcome: a customer list earns the bonus */
	bool compares;     /* nothing is taken over: balances of nothing and
			    * below it stand, rewards need no name */
	const struct date_format *dates; /* --date-format */
	size_t date_count;
	enum csv_encoding encoding; /* --encoding */
	char delimiter;             /* --delimiter, 0: found out */
	char mark;                  /* --decimal, 0: found out */
	struct day today;
	struct slice till; /* put before new members' numbers */
};

struct import_file {
	const char *name; /* as shown */
	struct slice bytes;
};

struct import_files {
	const struct import_file *list;
	size_t count;
};

/* What the new lines are added to. The journal is indexed and gets the new
 * events; the book is as of a day not before the journal's last. */
struct import_base {
	struct journal *journal;
	const struct book *book;
	const struct programs *programs;
	segment_test *segment; /* as in replay_options */
	void *segment_context;
};

/* One line to write, without its end. */
struct import_line {
	struct day day; /* DAY_NONE: undated */
	bool is_private;
	struct slice text;
};

struct import_total {
	size_t rows;
	size_t events;
	int64_t money;  /* minor units; refunds are negative */
	int64_t points; /* of the first unit, in its smallest part */
};

struct import_plan {
	struct import_line *lines; /* by day */
	size_t line_count;
	struct import_total totals[IMPORT_OUTCOME_COUNT];
	size_t rows;            /* read, of all files */
	struct day first, last; /* of all events read, DAY_NONE: none */
	uint8_t currency;
	int unit;           /* the first unit */
	const char **notes; /* how a file was read, one line each */
	size_t note_count, note_capacity;
	bool is_list;         /* a customer list: show `columns`, and ask */
	const char **columns; /* "column 'E-Mail': email", one each */
	size_t column_count, column_capacity;
	bool is_refused; /* something stands against writing the lines */
	size_t findings; /* that the new lines cause */
	const struct book *book; /* with the new lines, NULL without */
};

/*
 * Makes the plan. What is wrong with files and rows goes to the diagnostics
 * (import_file, import_row, import_member, import_conflict, import_refund,
 * import_listed); a plan is always given, and is_refused says whether it may
 * be written: wrong rows and conflicts refuse it unless is_partial, files that
 * cannot be read always.
 */
struct import_plan *import_run(struct arena *arena,
			       const struct import_base *base,
			       const struct import_files *files,
			       const struct import_options *options,
			       struct diagnostics *diagnostics);

/* The name of an outcome in reports: "by_hand". */
const char *import_outcome_name(enum import_outcome outcome);

#endif

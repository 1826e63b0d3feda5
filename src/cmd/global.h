/*
 * The options that many commands share, in three sets: those of every command
 * (the journal, the day, how to talk), those of commands that look at dates,
 * and those of commands that print a table. They may stand before or after the
 * command's name.
 */
#ifndef CMD_GLOBAL_H
#define CMD_GLOBAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "cmd/option.h"
#include "query/period.h"

/* Every command. */
struct global_options {
	struct option_list files; /* -f */
	const char *rules;        /* --rules */
	const char *directory;    /* -C; done before anything is read */
	struct day today;         /* --today */
	int color;                /* --color auto|always|never, -1 auto */
	bool no_pager;
	bool no_progress;
	bool quiet;
	int verbose;
	bool yes;
	bool no_input;
	bool allow_outside;
	bool pseudonyms;
	int64_t max_errors;   /* -1: 20 */
	int64_t lock_timeout; /* seconds, -1: 10 */
	bool help;
	bool version;
};

/* Commands with TAKES_PERIOD (all four) or TAKES_AS_OF (as_of alone). */
struct date_options {
	struct day from;
	struct day to;
	struct period period;
	struct day as_of;
};

/* Commands with TAKES_OUTPUT (all), TAKES_FILE (output alone) or TAKES_RECORD
 * (all but the header). */
struct output_options {
	int format;         /* index into the formats of report/render.h, -1 */
	const char *output; /* -o */
	int csv;            /* --csv plain|excel, -1 plain */
	bool header;
};

/* Commands with TAKES_QUERY. */
struct filter_options {
	struct option_list tags; /* --tag */
};

/* Commands with TAKES_DRY_RUN: they write. */
struct write_options {
	bool dry_run; /* -n */
};

/* Commands with TAKES_RECORD: they record an event. */
struct record_options {
	const char *ref;         /* --ref, NULL: a short random one */
	const char *date;        /* --date DAY[THH:MM], NULL: today */
	const char *store;       /* --store */
	const char *staff;       /* --staff */
	struct option_list with; /* --with KEY:VALUE */
	const char *into;        /* --into */
};

/* The rows; each table is ended by a row without a name. */
extern const struct option global_table[];
extern const struct option global_dates[];
extern const struct option global_as_of[];
extern const struct option global_output[];
extern const struct option *const global_rows; /* of output, no header */
extern const struct option global_file[];
extern const struct option global_filter[];
extern const struct option global_write[];
extern const struct option global_record[];

#endif

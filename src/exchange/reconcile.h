/*
 * Another side's file against the book: the till's export (reconcile_till.c)
 * or balances held elsewhere (reconcile_balances.c). The file is read as an
 * import reads it; nothing is taken over. Pure: nothing is asked, printed or
 * written here.
 */
#ifndef EXCHANGE_RECONCILE_H
#define EXCHANGE_RECONCILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "exchange/import.h"
#include "query/period.h"

enum reconcile_status {
#define STATUS(status, name, opens, help) RECONCILE_##status,
#include "exchange/reconcile_statuses.def"
#undef STATUS
	RECONCILE_STATUS_COUNT
};

enum {
	RECONCILE_FACTS_MAX = 9
};

/* The event of the book that a row is about, or may be: true when it is
 * among those the other side should know. */
typedef bool reconcile_taker(void *context, uint32_t event);

struct reconcile_request {
	struct period period;   /* open: the days of the file */
	int32_t window;         /* days between both sides at most */
	int64_t tolerance;      /* minor units, or smallest parts of points */
	reconcile_taker *takes; /* NULL: all */
	void *context;
};

/* The other side: its file, and how it is read (`compares` is set). */
struct reconcile_other {
	struct import_file file;
	struct import_options options;
};

/* One thing, on one side or both. */
struct reconcile_row {
	uint8_t status;
	uint8_t found; /* the status before an accept line settled it */
	uint8_t kind;  /* enum event_kind */
	bool has_till, has_journal; /* it is there */
	bool has_till_money, has_journal_money;
	bool has_till_points, has_journal_points;
	struct slice key;    /* the reference, else DAY/MEMBER/AMOUNT/n */
	struct slice member; /* empty: names nobody */
	struct day day;      /* at the till, else in the book */
	struct day journal_day;
	int64_t till, journal; /* minor units, refunds negative */
	int64_t till_points, journal_points;
	uint32_t line;                   /* of the file, 0: none */
	uint32_t event;                  /* UINT32_MAX: none */
	const char *note;                /* NULL: none */
	char facts[RECONCILE_FACTS_MAX]; /* empty where there is nothing to
					  * accept */
};

/* What one side of a day, or all of it, comes to. */
struct reconcile_sum {
	size_t count;
	int64_t money;
};

struct reconcile_day {
	struct day day;
	struct reconcile_sum till; /* of members */
	struct reconcile_sum journal;
	struct reconcile_sum no_member; /* at the till */
};

struct reconciliation {
	struct reconcile_row *rows; /* by day, then line */
	size_t count;
	struct reconcile_day *days; /* by day */
	size_t day_count;
	struct reconcile_day total;
	size_t counts[RECONCILE_STATUS_COUNT];
	size_t open;
	size_t read;          /* rows of the file */
	size_t wrong;         /* rows that cannot be read */
	struct period period; /* that was compared; open: nothing was read */
	uint8_t currency;
	int unit;           /* the first unit */
	const char **notes; /* how the file was read */
	size_t note_count;
	bool is_refused; /* the file cannot be read */
};

/*
 * Compares the till's file with the book, which is replayed with postings.
 * What is wrong with the file and its rows goes to the diagnostics
 * (import_file, import_row). Everything given lives in the arena.
 */
struct reconciliation *reconcile_till(struct arena *arena,
				      const struct import_base *base,
				      const struct reconcile_other *other,
				      const struct reconcile_request *request,
				      struct diagnostics *diagnostics);

/*
 * Compares balances held elsewhere with those of the book, of the first unit,
 * on the book's day. In rows `key` is the member's id, `till_points` and
 * `journal_points` are the balances, and `event` is the member's number;
 * request.takes gets that.
 */
struct reconciliation *
reconcile_balances(struct arena *arena, const struct import_base *base,
		   const struct reconcile_other *other,
		   const struct reconcile_request *request,
		   struct diagnostics *diagnostics);

/* The name of a status: "missing_in_journal". */
const char *reconcile_status_name(enum reconcile_status status);

/* The status of a name, RECONCILE_STATUS_COUNT when there is none. */
enum reconcile_status reconcile_status_find(struct slice name);

/* True when rows of the status want an answer. */
bool reconcile_status_opens(enum reconcile_status status);

#endif

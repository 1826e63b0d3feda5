/*
 * Periods as people write them, always a range of whole days, both ends
 * included: `2026-10-31`, `2026-10`, `2026-Q3`, `2026-W05`, `2026`, `today`,
 * `yesterday`, `this-month`, `last-quarter`, `last-7-days`, `2026-01..2026-06`,
 * `2026-05..`, `..2026-06`. Words are relative to a day the caller gives;
 * nothing here asks the clock.
 */
#ifndef QUERY_PERIOD_H
#define QUERY_PERIOD_H

#include <stdbool.h>

#include "base/day.h"
#include "base/slice.h"

struct text;

/* DAY_NONE: open at that end. */
struct period {
	struct day from;
	struct day to;
};

#define PERIOD_ALWAYS ((struct period){ DAY_NONE, DAY_NONE })

/* Reads a period or a range of them; false when it is none, or when its end
 * is before its beginning. */
bool period_parse(struct slice text, struct day today, struct period *period);

/* Reads one day: YYYY-MM-DD, or `today`, `yesterday`, `tomorrow`. */
bool period_parse_day(struct slice text, struct day today, struct day *day);

/* True when the day lies in the period; DAY_NONE lies in none but the always
 * open one. */
bool period_has(struct period period, struct day day);

/* True when it is open at both ends. */
bool period_is_always(struct period period);

/* Appends the shortest name: `2026-10`, `2026-Q3`, `2026`, `2026-10-31`, else
 * `FROM..TO`. Reading it again gives the same period. */
void period_add_text(struct text *text, struct period period);

/* One sentence that lists the forms, for messages and help. */
const char *period_forms(void);

#endif

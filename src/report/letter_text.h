/*
 * What the makers of a letter's values share: what was gathered for a run, and
 * days, points and money as they stand in letters.
 */
#ifndef REPORT_LETTER_TEXT_H
#define REPORT_LETTER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "query/period.h"
#include "report/movements.h"

struct report_scope;

/* What all letters of a run have in common. */
struct letter_frame {
	struct day today;
	struct period period; /* both ends known */
	struct slice period_text;
};

struct letter_movement {
	struct movement movement;
	struct letter_movement *next;
};

/* The movements of one member, oldest first. */
struct letter_list {
	struct letter_movement *first, *last;
	size_t count;
};

struct letters {
	const struct report_scope *scope;
	struct letter_frame frame;
	struct letter_list *lists; /* by member */
	const uint32_t *open;      /* redemptions asked for, not handed over,
				    * rejected, cancelled or expired yet */
	size_t open_count;
};

/* YYYY-MM-DD, empty for no day. */
struct slice letter_day(struct letters *letters, struct day day);

/* The number alone. */
struct slice letter_number(struct letters *letters, int64_t points, int unit,
			   bool with_sign);

/* `12 points`. */
struct slice letter_points(struct letters *letters, int64_t points, int unit);

/* `12.50 EUR`, in minor units of the programme's currency. */
struct slice letter_money(struct letters *letters, int64_t amount);

#endif

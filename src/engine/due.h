/*
 * Bonuses that fell due and are not written: welcomes, birthdays,
 * anniversaries of joining, both sides of a referral, rises of level. Bonuses
 * are always lines of the journal, never derived; what is found here is what
 * `import` and `bonus --due` append and `check` warns of.
 *
 * A bonus is due when the rules of its day have such an action and give
 * points for it, the member was active on that day and is so now, and the
 * limits are not used up, those of the list before it counted. It is written
 * when its reference is in the journal (voided or not: then it was a
 * mistake), or the same bonus of the same occasion stands under another.
 */
#ifndef ENGINE_DUE_H
#define ENGINE_DUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;
struct book;
struct diagnostics;

struct due_points {
	int unit;
	int64_t points; /* smallest parts, positive */
};

struct due {
	struct day day; /* it fell due on */
	uint32_t member;
	uint32_t other; /* of a referral: the other side, NONE */
	uint32_t event; /* of a referral: the friend's purchase, NONE */
	struct slice action;
	struct slice reference; /* without ^ */
	const struct due_points *points;
	size_t point_count; /* at least 1 */
};

/*
 * What fell due on from .. to (DAY_NONE: ever; never later than the book's
 * day), in the order of days, then references. Lives in the arena.
 */
const struct due *due_list(struct arena *arena, const struct book *book,
			   struct day from, struct day to, size_t *count);

/* Warns of all that is due on the book's day [bonus_due]; the subject is the
 * reference. */
void due_check(const struct book *book, struct diagnostics *diagnostics);

#endif

/*
 * Points by the month they were issued in (vintage), the grain of everything
 * that is valued. A book replayed with moves (replay_options.moves) is opened
 * once and advanced day by day or in strides; what stands in a vintage is what
 * had happened by the close of the day reached.
 *
 * Which lots a redemption or an expiry took decides which vintage it falls
 * into. A transferred lot keeps its vintage. Points of a sale whose amount is
 * known stand apart from those without one:
 *
 *   2026-06          sales of that month
 *   2026-06 other    bonuses, goodwill, visits without an amount
 *   2026-06 partner  sales and bonuses with partner:, paid by the partner
 *   2026-06 opening  brought along from an older system
 *   deficit          owed by members beyond their lots (no month)
 */
#ifndef VALUE_VINTAGE_H
#define VALUE_VINTAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/int128.h"
#include "value/vintage_points.h"

struct arena;
struct book;
struct lot_move;
struct sale_pool;
struct withdrawal;

enum vintage_class {
	VINTAGE_SALE,
	VINTAGE_OTHER,
	VINTAGE_PARTNER,
	VINTAGE_OPENING,
	VINTAGE_DEFICIT,
	VINTAGE_CLASSES
};

struct vintage {
	int32_t month; /* year * 12 + month - 1; VINTAGE_NO_MONTH */
	uint8_t unit;
	uint8_t class;    /* enum vintage_class */
	const char *name; /* "2026-06 other" */
	struct vintage_points points;
	/* Points issued under each rules file (index into programs.list), for
	 * the rate expected at grant. */
	int64_t *granted;
	/* Points of the sales, openings or partners the money belongs to;
	 * what was voided or moved away within its own month is out. */
	int64_t pooled;
	int64_t withdrawn; /* the latter: out of pooled, but also clawed back */
	/* What partners pay for their points: points x points-cost, in
	 * 10^-(9 + decimals of the unit) of the currency. */
	int128_t partners_pay;
	/* `deferred:` of opening lines of the month, in minor units: of those
	 * in the unit alone, and of all units together (each opening vintage
	 * of the month holds that sum). */
	int64_t brought, brought_together;
};

enum {
	VINTAGE_NO_MONTH = INT32_MAX
};

struct vintages {
	struct arena *arena;
	const struct book *book;
	struct vintage *list; /* by unit, month, class */
	size_t count;
	uint32_t *of_lot; /* index into list, by lot */
	struct day day;   /* reached; DAY_NONE before the first advance */
	/* sales of which the money is pooled: value/sale_pool.h */
	struct sale_pool *pools;
	size_t pool_count, pool_capacity;
	/* inside */
	uint32_t *moves; /* book.moves by day */
	size_t next_move;
	struct withdrawal *withdrawals;
	size_t withdrawal_count, next_withdrawal;
	uint32_t *openings; /* events that bring deferred revenue */
	size_t opening_count;
	int64_t unplaced;      /* brought in months without opening points */
	uint32_t *earned_by;   /* of a purchase that was moved, by book.sales */
	uint32_t deficits[32]; /* index into list, by unit */
	/* the rules file of the day looked up last */
	struct day program_day;
	size_t program;
};

/* All vintages of a book that was replayed with moves, before its first day.
 * Lives in the arena. */
struct vintages *vintages_open(struct arena *arena, const struct book *book);

/* The vintage a move falls into. */
uint32_t vintages_of_move(const struct vintages *vintages,
			  const struct lot_move *move);

/* Index into programs.list of the rules in force on a day. */
size_t vintages_program(struct vintages *vintages, struct day day);

#endif

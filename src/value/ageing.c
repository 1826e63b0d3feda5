/*
 * Lots are added up by vintage and class. A vintage's money goes to its
 * classes by points, sums rounded from the first class on, so that the classes
 * add up.
 */
#include "value/ageing.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "engine/book.h"
#include "value/liability.h"
#include "value/vintage.h"

enum {
	CLASSES = AGEING_BOUNDS_MAX + 3, /* with never and owed */
	NEVER = AGEING_BOUNDS_MAX + 1,
	OWED = AGEING_BOUNDS_MAX + 2
};

/* One half of one unit. */
struct half {
	int64_t members[CLASSES];
	int64_t points[CLASSES];
	int64_t liability[CLASSES];
};

struct ageing_sums {
	const struct vintages *vintages;
	const struct ageing_bounds *bounds;
	int32_t month;                /* of the book's day */
	struct half *halves;          /* by unit and enum ageing_by */
	int64_t (*cells)[2][CLASSES]; /* by vintage: points */
	uint32_t (*seen)[2];          /* by account: classes */
	bool overflow;
};

static size_t class_of(const struct ageing_sums *s, int32_t months)
{
	size_t class = 0;

	while (class < s->bounds->count && months >= s->bounds->first[class])
		class ++;
	return class;
}

static void count(struct ageing_sums *s, uint32_t account, enum ageing_by by,
		  size_t class)
{
	const struct book *book = s->vintages->book;
	uint32_t bit = UINT32_C(1) << class;

	if (s->seen[account][by] & bit)
		return;
	s->seen[account][by] |= bit;
	s->halves[book->accounts[account].unit * 2 + (int)by].members[class]++;
}

static void add_lot(struct ageing_sums *s, uint32_t number)
{
	const struct vintages *v = s->vintages;
	const struct book *book = v->book;
	const struct lot *lot = &book->lots[number];
	uint32_t vintage = v->of_lot[number];
	uint32_t account = (uint32_t)(lot_account(book, lot) - book->accounts);
	struct day expires = lot_expires(book, lot);
	int64_t points = lot_left(book, lot);
	size_t class = class_of(s, s->month - v->list[vintage].month);

	if (points == 0)
		return;
	s->cells[vintage][AGEING_ISSUE][class] += points;
	count(s, account, AGEING_ISSUE, class);
	class = NEVER;
	if (day_compare(expires, DAY_NEVER) != 0)
		class = class_of(s, vintage_month(expires) - s->month);
	s->cells[vintage][AGEING_EXPIRY][class] += points;
	count(s, account, AGEING_EXPIRY, class);
}

static void add_deficits(struct ageing_sums *s)
{
	const struct book *book = s->vintages->book;

	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		uint32_t vintage = s->vintages->deficits[account->unit];
		for (int by = 0; account->deficit != 0 && by < 2; by++) {
			s->cells[vintage][by][OWED] -= account->deficit;
			count(s, (uint32_t)i, (enum ageing_by)by, OWED);
		}
	}
}

/* Adds a vintage's cells of one half, and its money. */
static void add_cells(struct ageing_sums *s, size_t vintage, int by,
		      int64_t liability)
{
	const int64_t *cells = s->cells[vintage][by];
	struct half *half =
		&s->halves[s->vintages->list[vintage].unit * 2 + by];
	int64_t all = 0;
	int64_t upto = 0;
	int64_t given = 0;

	for (size_t i = 0; i < CLASSES; i++)
		all += cells[i];
	for (size_t i = 0; i < CLASSES; i++) {
		int64_t share = 0;
		upto += cells[i];
		s->overflow |= !amount_add(half->points[i], cells[i],
					   &half->points[i]);
		if (all > 0 &&
		    !amount_scale(liability, upto, all, ROUND_HALF_UP, &share))
			s->overflow = true;
		half->liability[i] += share - given;
		given = share;
	}
}

static void add_row(struct ageing *result, const struct ageing_sums *s,
		    struct ageing_row row, size_t class)
{
	const struct half *half = &s->halves[row.unit * 2 + (int)row.by];
	const struct ageing_bounds *bounds = s->bounds;

	if (half->points[class] == 0 && half->members[class] == 0)
		return;
	row.never = class == NEVER;
	row.owed = class == OWED;
	if (class <= bounds->count) {
		row.from = class == 0 ? 0 : bounds->first[class - 1];
		row.to = class == bounds->count ? -1 : bounds->first[class] - 1;
	}
	row.members = half->members[class];
	row.points = half->points[class];
	row.liability = half->liability[class];
	result->rows[result->count++] = row;
}

/* Members of a unit that have points or owe some, each once. */
static int64_t count_members(const struct ageing_sums *s, int unit)
{
	const struct book *book = s->vintages->book;
	int64_t members = 0;

	for (size_t i = 0; i < book->account_count; i++)
		members += book->accounts[i].unit == unit &&
			   s->seen[i][AGEING_ISSUE] != 0;
	return members;
}

static void add_unit(struct ageing *result, const struct ageing_sums *s,
		     int unit)
{
	const struct half *half = &s->halves[unit * 2 + AGEING_ISSUE];
	struct ageing_row total = { .unit = unit,
				    .members = count_members(s, unit) };
	size_t before = result->count;

	for (int by = 0; by < 2; by++) {
		for (size_t i = 0; i < CLASSES; i++)
			add_row(result, s,
				(struct ageing_row){ .by = (enum ageing_by)by,
						     .unit = unit },
				i);
	}
	for (size_t i = 0; i < CLASSES; i++) {
		total.points += half->points[i];
		total.liability += half->liability[i];
	}
	if (result->count > before)
		result->totals[result->total_count++] = total;
}

struct ageing ageing_of(struct arena *arena, const struct vintages *v,
			const struct liability *liability,
			const struct ageing_bounds *bounds)
{
	const struct book *book = v->book;
	size_t units = book->programs->unit_count;
	struct ageing_sums sums = {
		.vintages = v,
		.bounds = bounds,
		.month = vintage_month(book->as_of),
		.halves =
			arena_take_array(arena, units * 2, sizeof(struct half)),
		.cells = arena_take_array(arena, v->count, sizeof(*sums.cells)),
		.seen = arena_take_array(arena, book->account_count,
					 sizeof(*sums.seen)),
	};
	struct ageing result = {
		.rows = arena_take_array(arena, units * 2 * CLASSES,
					 sizeof(*result.rows)),
		.totals =
			arena_take_array(arena, units, sizeof(*result.totals)),
	};

	for (size_t i = 0; i < book->lot_count; i++)
		add_lot(&sums, (uint32_t)i);
	add_deficits(&sums);
	for (size_t i = 0; i < liability->count; i++) {
		const struct liability_row *row = &liability->rows[i];
		for (int by = 0; by < 2; by++)
			add_cells(&sums, row->index, by, row->liability);
	}
	for (size_t unit = 0; unit < units; unit++)
		add_unit(&result, &sums, (int)unit);
	result.overflow = sums.overflow;
	return result;
}

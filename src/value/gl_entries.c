/*
 * The columns of the roll-forward are gathered by unit, kind and account. Which
 * account a deferral came from is told by the sort of the vintage.
 */
#include "value/gl_entries.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/slice.h"
#include "rules/program.h"
#include "value/rollforward.h"

enum {
	ENTRIES_MAX = UNITS_MAX * GL_KINDS * GL_ACCOUNTS
};

const char *gl_account_key(enum gl_account account)
{
	static const char *const keys[GL_ACCOUNTS] = {
		[GL_DEFERRED] = "deferred",   [GL_SALES] = "sales",
		[GL_REDEEMED] = "redeemed",   [GL_EXPIRED] = "expired",
		[GL_ESTIMATE] = "estimate",   [GL_PARTNERS] = "partners",
		[GL_OPENING] = "opening",     [GL_EXPENSE] = "expense",
		[GL_INVENTORY] = "inventory",
	};

	return keys[account];
}

const char *gl_entry_words(const struct gl_entry *entry)
{
	static const char *const words[GL_KINDS] = {
		[GL_KIND_DEFERRAL] = "points issued with sales",
		[GL_KIND_REDEMPTION] = "points redeemed",
		[GL_KIND_EXPIRY] = "points expired",
		[GL_KIND_CHANGE] = "change of estimate",
		[GL_KIND_RETURN] = "points taken back",
	};

	if (entry->kind != GL_KIND_DEFERRAL)
		return words[entry->kind];
	switch (entry->other) {
	case GL_PARTNERS:
		return "points issued for partners";
	case GL_OPENING:
		return "deferred revenue brought forward";
	case GL_EXPENSE:
		return "points accrued";
	default:
		return words[GL_KIND_DEFERRAL];
	}
}

/* Where the money of a vintage came from. */
static enum gl_account source_of(struct slice vintage, bool is_cost)
{
	if (is_cost)
		return GL_EXPENSE;
	if (slice_ends(vintage, " partner"))
		return GL_PARTNERS;
	if (slice_ends(vintage, " opening"))
		return GL_OPENING;
	return GL_SALES;
}

/* Adds to the entry of its kind, account and unit. */
static void add(struct gl_period *result, enum gl_kind kind,
		enum gl_account other, const struct rollforward_row *row,
		int64_t amount)
{
	struct gl_entry *entry = NULL;

	for (size_t i = 0; i < result->count && entry == NULL; i++) {
		struct gl_entry *one = &result->entries[i];
		if (one->kind == kind && one->other == other &&
		    one->unit == row->unit)
			entry = one;
	}
	if (entry == NULL) {
		entry = &result->entries[result->count++];
		*entry = (struct gl_entry){ .kind = kind,
					    .other = other,
					    .unit = row->unit };
	}
	if (!amount_add(entry->amount, amount, &entry->amount))
		result->overflow = true;
}

static void add_row(struct gl_period *result, const struct rollforward_row *row)
{
	const struct rollforward_money *money = &row->money;
	bool is_cost = result->program->accounting.method == METHOD_COST;
	enum gl_account source = source_of(row->group, is_cost);

	add(result, GL_KIND_DEFERRAL, source, row, money->deferred);
	add(result, GL_KIND_REDEMPTION, is_cost ? GL_INVENTORY : GL_REDEEMED,
	    row, -money->released_redemption);
	add(result, GL_KIND_EXPIRY, is_cost ? GL_EXPENSE : GL_EXPIRED, row,
	    -money->released_expiry);
	add(result, GL_KIND_CHANGE, is_cost ? GL_EXPENSE : GL_ESTIMATE, row,
	    -money->change_of_estimate);
	add(result, GL_KIND_RETURN, source, row, -money->returned);
	if (!amount_add(result->opening, money->opening, &result->opening) ||
	    !amount_add(result->closing, money->closing, &result->closing))
		result->overflow = true;
}

static int compare_entries(const void *a, const void *b)
{
	const struct gl_entry *x = a;
	const struct gl_entry *y = b;

	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	if (x->other != y->other)
		return (int)x->other - (int)y->other;
	return x->unit - y->unit;
}

/* Entries by kind, account and unit; those of nothing are left out. */
static void sort(struct gl_period *result)
{
	size_t count = 0;

	for (size_t i = 0; i < result->count; i++) {
		if (result->entries[i].amount != 0)
			result->entries[count++] = result->entries[i];
	}
	result->count = count;
	if (count > 1)
		qsort(result->entries, count, sizeof(*result->entries),
		      compare_entries);
}

struct gl_period gl_entries_of(struct arena *arena,
			       const struct rollforward_period *period)
{
	struct gl_period result = {
		.from = period->from,
		.to = period->to,
		.program = period->program,
		.entries = arena_take_array(arena, ENTRIES_MAX,
					    sizeof(*result.entries)),
		.overflow = period->overflow,
	};

	for (size_t i = 0; i < period->count; i++)
		add_row(&result, &period->rows[i]);
	sort(&result);
	return result;
}

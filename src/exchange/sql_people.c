/*
 * Tables of the script about the book and its members: units, currencies,
 * members, and which balances there are.
 */
#include "exchange/sql_tables.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"

/* ---- the book, units, currencies ---- */

static const struct sql_column book_columns[] = {
	{ "as_of", SQL_DATE, "NOT NULL" },
	{ "program", SQL_TEXT, "NOT NULL" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_book(struct sql_export *export)
{
	const struct book *book = export->book;

	sql_script_row(&export->script);
	sql_script_day(&export->script, book->as_of);
	sql_script_text(&export->script,
			programs_on(book->programs, book->as_of)->name);
	sql_script_end_row(&export->script);
}

static const struct sql_column unit_columns[] = {
	{ "unit", SQL_TEXT, "PRIMARY KEY" },
	{ "decimals", SQL_INTEGER, "NOT NULL" },
	{ "parts", SQL_INTEGER, "NOT NULL" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_units(struct sql_export *export)
{
	const struct programs *programs = export->book->programs;

	for (size_t i = 0; i < programs->unit_count; i++) {
		sql_script_row(&export->script);
		sql_script_text(&export->script, programs->units[i].name);
		sql_script_integer(&export->script,
				   programs->units[i].decimals);
		sql_script_integer(&export->script,
				   decimal_power(programs->units[i].decimals));
		sql_script_end_row(&export->script);
	}
}

static const struct sql_column currency_columns[] = {
	{ "currency", SQL_TEXT, "PRIMARY KEY" },
	{ "decimals", SQL_INTEGER, "NOT NULL" },
	{ "parts", SQL_INTEGER, "NOT NULL" },
	{ NULL, SQL_TEXT, NULL },
};

/* Those of the rules and of the lines. */
static void add_currencies(struct sql_export *export)
{
	const struct book *book = export->book;
	bool used[CURRENCY_NONE + 1] = { false };

	for (size_t i = 0; i < book->programs->count; i++)
		used[book->programs->list[i]->currency] = true;
	for (size_t i = 0; i < book->journal->event_count; i++)
		used[book->journal->events[i].currency] = true;
	for (uint8_t i = 0; i < currency_count(); i++) {
		if (!used[i])
			continue;
		sql_script_row(&export->script);
		sql_script_text(&export->script, slice_from(currency_code(i)));
		sql_script_integer(&export->script, currency_scale(i));
		sql_script_integer(&export->script,
				   decimal_power(currency_scale(i)));
		sql_script_end_row(&export->script);
	}
}

/* ---- members ---- */

static const struct sql_column member_columns[] = {
	{ "member", SQL_TEXT, "PRIMARY KEY" },
	{ "name", SQL_TEXT, "" },
	{ "status", SQL_TEXT, "NOT NULL" },
	{ "joined", SQL_DATE, "" },
	{ "tier", SQL_TEXT, "" },
	{ "merged_into", SQL_TEXT, "" },
	{ "referred_by", SQL_TEXT, "" },
	{ "visits", SQL_INTEGER, "NOT NULL" },
	{ "spend", SQL_INTEGER, "NOT NULL" },
	{ "first_purchase", SQL_DATE, "" },
	{ "last_purchase", SQL_DATE, "" },
	{ NULL, SQL_TEXT, NULL },
};

static struct slice level_name(const struct sql_export *export,
			       const struct member *member)
{
	const struct book *book = export->book;
	const struct tiers *tiers =
		&programs_on(book->programs, book->as_of)->tiers;

	if (member->level < 0 || (size_t)member->level >= tiers->level_count)
		return (struct slice){ NULL, 0 };
	return tiers->levels[member->level].name;
}

static void add_members(struct sql_export *export)
{
	const struct book *book = export->book;
	struct sql_script *script = &export->script;

	for (uint32_t i = 0; i < book->member_count; i++) {
		const struct member *m = &book->members[i];
		enum member_status status = (enum member_status)m->status;
		sql_script_row(script);
		sql_script_text(script, sql_member_id(export, i));
		sql_script_text(script, book_member_name(book, i));
		sql_script_text(script, slice_from(member_status_name(status)));
		sql_script_day(script, m->joined);
		sql_script_text(script, level_name(export, m));
		sql_script_text(script, sql_member_id(export, m->merged_into));
		sql_script_text(script, sql_member_id(export, m->referred_by));
		sql_script_integer(script, m->visits);
		sql_script_integer(script, m->spend);
		sql_script_day(script, m->first_purchase);
		sql_script_day(script, m->last_purchase);
		sql_script_end_row(script);
	}
}

static const struct sql_column account_columns[] = {
	{ "member", SQL_TEXT, "NOT NULL REFERENCES member" },
	{ "unit", SQL_TEXT, "NOT NULL REFERENCES unit" },
	{ "deficit", SQL_INTEGER, "NOT NULL" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_account(struct sql_export *export, uint32_t member, int unit,
			int64_t deficit)
{
	sql_script_row(&export->script);
	sql_script_text(&export->script, sql_member_id(export, member));
	sql_script_text(&export->script, sql_unit_name(export, unit));
	sql_script_integer(&export->script, deficit);
	sql_script_end_row(&export->script);
}

/* The balances there are; of members without any, in the first unit. */
static void add_accounts(struct sql_export *export)
{
	const struct book *book = export->book;
	int first = programs_on(book->programs, book->as_of)->first_unit;

	for (uint32_t i = 0; i < book->member_count; i++) {
		const struct member *m = &book->members[i];
		for (uint32_t a = m->accounts; a != NONE;
		     a = book->accounts[a].next)
			add_account(export, i, book->accounts[a].unit,
				    book->accounts[a].deficit);
		if (m->accounts == NONE && m->joined_known &&
		    day_compare(m->joined, book->as_of) <= 0)
			add_account(export, i, first, 0);
	}
}

const struct sql_table_kind sql_book = {
	.table = { "book", book_columns, NULL },
	.add = add_book,
};

const struct sql_table_kind sql_unit = {
	.table = { "unit", unit_columns, NULL },
	.add = add_units,
};

const struct sql_table_kind sql_currency = {
	.table = { "currency", currency_columns, NULL },
	.add = add_currencies,
};

const struct sql_table_kind sql_member = {
	.table = { "member", member_columns, NULL },
	.add = add_members,
};

const struct sql_table_kind sql_account = {
	.table = { "account", account_columns, "PRIMARY KEY (member, unit)" },
	.add = add_accounts,
};

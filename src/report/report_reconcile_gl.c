/*
 * `reconcile gl`: a row an entry that is on either side, between the opening
 * and the closing of both.
 */
#include "report/report_reconcile_gl.h"

#include "base/currency.h"
#include "report/table.h"
#include "rules/program.h"
#include "value/gl_entries.h"
#include "value/gl_match.h"

static const struct column columns[] = {
	{ "item", COLUMN_ID, "opening, entry, movements or closing" },
	{ "status", COLUMN_ID,
	  "matched, differs, missing_in_books, only_in_books …" },
	{ "date", COLUMN_DAY, "the day in the books, else that of the entry" },
	{ "ref", COLUMN_ID, "the reference" },
	{ "text", COLUMN_TEXT, "what the entry is" },
	{ "ours", COLUMN_MONEY, "what the liability rises by, or is" },
	{ "books", COLUMN_MONEY, "the same in the books" },
	{ "difference", COLUMN_MONEY, "books - ours" },
	{ "currency", COLUMN_ID, "the currency of the money" },
	{ "line", COLUMN_INTEGER, "the number of the line in the file" },
	{ "facts", COLUMN_ID, "stands for all of it: for accept --facts" },
	{ "note", COLUMN_TEXT, "why it was accepted" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_reconcile_gl = {
	.name = "reconcile",
	.title = "The liability in the books",
	.columns = columns,
};

struct printing {
	struct table *table;
	uint8_t currency;
};

/* The columns from ours on. */
static void add_money(const struct printing *p, bool has_ours, int64_t ours,
		      bool has_books, int64_t books)
{
	if (has_ours)
		table_add_money(p->table, ours, p->currency);
	else
		table_add_none(p->table);
	if (has_books)
		table_add_money(p->table, books, p->currency);
	else
		table_add_none(p->table);
	table_add_money(p->table, books - ours, p->currency);
	table_add_string(p->table, currency_code(p->currency));
}

static void add_sum(const struct printing *p, const char *item, struct day day,
		    int64_t ours, int64_t books)
{
	table_add_string(p->table, item);
	table_add_string(p->table,
			 ours == books ? "matched" : gl_match_differs);
	table_add_day(p->table, day);
	table_add_none(p->table);
	table_add_none(p->table);
	add_money(p, true, ours, true, books);
	table_add_rest(p->table);
}

static void add_opening(const struct printing *p, struct day day,
			const struct gl_match *match)
{
	const char *same = match->ours_opening == match->books_opening
				   ? "matched"
				   : gl_match_differs;

	table_add_string(p->table, "opening");
	table_add_string(p->table,
			 match->opening_note != NULL
				 ? gl_match_status_name(GL_MATCH_ACCEPTED)
				 : same);
	table_add_day(p->table, day);
	table_add_string(p->table, *match->opening_facts != '\0'
					   ? GL_MATCH_OPENING_KEY
					   : NULL);
	table_add_none(p->table);
	add_money(p, true, match->ours_opening, true, match->books_opening);
	table_add_none(p->table);
	table_add_string(p->table, match->opening_facts);
	table_add_string(p->table, match->opening_note);
	table_end_row(p->table);
}

static void add_entry(const struct printing *p,
		      const struct gl_match_request *request,
		      const struct gl_match_row *row)
{
	const struct gl_expected *ours = row->ours;
	const struct gl_posted *books = row->books;

	table_add_string(p->table, "entry");
	table_add_string(p->table, gl_match_status_name(row->status));
	if (books != NULL)
		table_add_day(p->table, books->day);
	else
		table_add_day(p->table, request->periods[ours->period].to);
	table_add_text(p->table, row->key);
	if (ours != NULL)
		table_add_string(p->table, ours->text);
	else
		table_add_text(p->table, books->text);
	/* a posting of a whole period's net answers several entries: each is
	 * shown with its own amount */
	int64_t amount = ours != NULL ? ours->amount : 0;
	int64_t posted = books != NULL ? books->amount : 0;
	if (row->status == GL_MATCH_MATCHED)
		posted = amount;
	add_money(p, ours != NULL, amount, books != NULL, posted);
	if (books != NULL && books->line > 0)
		table_add_integer(p->table, (int64_t)books->line);
	else
		table_add_none(p->table);
	table_add_string(p->table, row->facts);
	table_add_string(p->table, row->note);
	table_end_row(p->table);
}

void report_reconcile_gl_rows(const struct gl_match_request *request,
			      const struct gl_match *match, bool all,
			      struct table *table)
{
	const struct gl_period *first = &request->periods[0];
	const struct gl_period *last =
		&request->periods[request->period_count - 1];
	struct printing p = { table, last->program->currency };

	add_opening(&p, first->from, match);
	for (size_t i = 0; i < match->count; i++) {
		if (all || match->rows[i].status != GL_MATCH_MATCHED)
			add_entry(&p, request, &match->rows[i]);
	}
	add_sum(&p, "movements", DAY_NONE, match->ours_movement,
		match->books_movement);
	table_end_total(table);
	add_sum(&p, "closing", last->to, match->ours_closing,
		match->books_closing);
	table_end_total(table);
}

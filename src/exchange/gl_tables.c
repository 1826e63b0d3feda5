/*
 * Layouts that are rows of cells: plain CSV, Xero's manual journals and the
 * journal entries of QuickBooks Online. A row is a line of an entry; lines of
 * a period have one reference, which is one journal where the program has
 * those.
 *
 * Xero: help "Import manual journals"; positive amounts are debits, all rows
 * with the same narration and date one journal. Its dates may be written
 * 31 Oct 2026, which no region reads otherwise.
 * QuickBooks Online: sample of "Import journal entries"; rows with the same
 * number one journal. The form of its dates is told when importing.
 */
#include "base/text.h"
#include "exchange/gl_layout.h"
#include "rules/program.h"

/* Adds a line of a posting: above 0 a debit. */
typedef void line_writer(const struct gl_export *export, struct text *text,
			 const struct gl_posting *posting, int64_t amount);

static void write_lines(const struct gl_export *export, struct text *text,
			line_writer *add)
{
	struct gl_posting posting;

	for (size_t p = 0; p < export->count; p++) {
		for (size_t i = 0; gl_layout_posting(export, p, i, &posting);
		     i++) {
			add(export, text, &posting, posting.amount);
			add(export, text, &posting, -posting.amount);
		}
	}
}

static struct slice account_of(const struct gl_posting *posting, int64_t amount)
{
	return amount > 0 ? posting->debit : posting->credit;
}

/* "312.81," or ",312.81": debit, credit. */
static void add_sides(const struct gl_export *export, struct text *text,
		      int64_t amount)
{
	if (amount > 0)
		gl_layout_amount(export, text, amount);
	text_add_char(text, ',');
	if (amount < 0)
		gl_layout_amount(export, text, -amount);
}

/* ---- CSV ---- */

static void add_csv(const struct gl_export *export, struct text *text,
		    const struct gl_posting *posting, int64_t amount)
{
	text_add_format(text, "%s,", posting->reference);
	gl_layout_day(text, posting->day, "Y-M-D,");
	gl_layout_cell(text, account_of(posting, amount));
	text_add_char(text, ',');
	add_sides(export, text, amount);
	text_add_format(text, ",%s,", gl_layout_currency(export));
	gl_layout_cell(text, slice_from(posting->words));
	text_add_char(text, '\n');
}

static void write_csv(const struct gl_export *export, struct text *text)
{
	text_add(text, "ref,date,account,debit,credit,currency,text\n");
	write_lines(export, text, add_csv);
}

const struct gl_layout gl_layout_csv = {
	.name = "csv",
	.takes = gl_layout_is_name,
	.account = "a text of one line",
	.write = write_csv,
};

/* ---- Xero ---- */

enum {
	XERO_CODE_MAX = 10,
	XERO_LINES_MAX = 300
};

static bool takes_code(struct slice account)
{
	for (size_t i = 0; i < account.length; i++) {
		char c = account.text[i];
		bool is_fine = (c >= '0' && c <= '9') ||
			       (c >= 'a' && c <= 'z') ||
			       (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
			       c == '/';
		if (!is_fine)
			return false;
	}
	return account.length > 0 && account.length <= XERO_CODE_MAX;
}

static struct slice tax_rate(const struct program *program)
{
	static const char *const names[][2] = { { "GB", "No VAT" },
						{ "AU", "BAS Excluded" },
						{ "NZ", "No GST" } };

	if (program->accounting.tax_rate.length > 0)
		return program->accounting.tax_rate;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (slice_is(program->country, names[i][0]))
			return slice_from(names[i][1]);
	}
	return SLICE("Tax Exempt");
}

static void add_xero(const struct gl_export *export, struct text *text,
		     const struct gl_posting *posting, int64_t amount)
{
	text_add_format(text, "%s loyalty points,", posting->reference);
	gl_layout_day(text, posting->day, "D B Y,");
	gl_layout_cell(text, slice_from(posting->words));
	text_add_char(text, ',');
	gl_layout_cell(text, account_of(posting, amount));
	text_add_char(text, ',');
	gl_layout_cell(text, tax_rate(export->program));
	text_add_char(text, ',');
	gl_layout_amount(export, text, amount);
	text_add(text, ",,,,\r\n");
}

static void write_xero(const struct gl_export *export, struct text *text)
{
	text_add(text, "*Narration,*Date,Description,*AccountCode,*TaxRate,"
		       "*Amount,TrackingName1,TrackingOption1,TrackingName2,"
		       "TrackingOption2\r\n");
	write_lines(export, text, add_xero);
}

const struct gl_layout gl_layout_xero = {
	.name = "xero",
	.takes = takes_code,
	.account = "a code of at most 10 letters, digits and -./",
	.write = write_xero,
	.lines_max = XERO_LINES_MAX,
};

/* ---- QuickBooks Online ---- */

static void add_quickbooks(const struct gl_export *export, struct text *text,
			   const struct gl_posting *posting, int64_t amount)
{
	bool is_american = slice_is(export->program->country, "US");

	text_add_format(text, "%s,", posting->reference);
	gl_layout_day(text, posting->day, is_american ? "M/D/Y," : "D/M/Y,");
	gl_layout_cell(text, account_of(posting, amount));
	text_add_char(text, ',');
	add_sides(export, text, amount);
	text_add_char(text, ',');
	gl_layout_cell(text, slice_from(posting->words));
	text_add_format(text, ",,%s,,\r\n", gl_layout_currency(export));
}

static void write_quickbooks(const struct gl_export *export, struct text *text)
{
	text_add(text, "*JournalNo,*JournalDate,*AccountName,*Debits,*Credits,"
		       "Description,Name,Currency,Location,Class\r\n");
	write_lines(export, text, add_quickbooks);
}

const struct gl_layout gl_layout_quickbooks = {
	.name = "quickbooks",
	.takes = gl_layout_is_name,
	.account = "a name as in the chart of accounts",
	.write = write_quickbooks,
};

/*
 * The header is the first line that names a date and an amount; titles may
 * stand above it. How dates and decimals are written is judged over all rows.
 * See gl_file.h.
 */
#include "exchange/gl_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "exchange/csv_reader.h"
#include "exchange/date_cell.h"
#include "exchange/number_cell.h"

enum role {
	ROLE_DATE,
	ROLE_REFERENCE,
	ROLE_TEXT,
	ROLE_ACCOUNT,
	ROLE_DEBIT,
	ROLE_CREDIT,
	ROLE_AMOUNT,
	ROLES
};

enum {
	NAMES_MAX = 14,
	NAME_MAX = 32,
	HEADER_LINES_MAX = 20 /* before the header is given up */
};

/* Header names in lower case, without a * in front; the first is preferred. */
static const char *const names[ROLES][NAMES_MAX] = {
	[ROLE_DATE] = { "date", "journaldate", "journal date", "posting date",
			"transaction date", "datum", "buchungsdatum",
			"belegdatum" },
	[ROLE_REFERENCE] = { "ref", "reference", "code", "journalno",
			     "journal no", "journal no.", "number", "num",
			     "no.", "document", "belegnummer", "belegfeld 1",
			     "beleg" },
	[ROLE_TEXT] = { "text", "description", "narration", "memo",
			"memo/description", "details", "payee",
			"buchungstext" },
	[ROLE_ACCOUNT] = { "account", "accountname", "account name",
			   "accountcode", "account code", "konto" },
	[ROLE_DEBIT] = { "debit", "debits", "soll", "soll eur" },
	[ROLE_CREDIT] = { "credit", "credits", "haben", "haben eur" },
	[ROLE_AMOUNT] = { "amount", "net amount", "betrag", "umsatz" },
};

struct reading {
	struct arena *arena;
	const struct gl_file_request *request;
	struct gl_file *file;
	struct csv_reader *csv;
	size_t columns[ROLES]; /* from 0; SIZE_MAX: none */
	struct date_evidence dates;
	struct number_marks marks;
	struct date_style style;
	char mark;
	size_t capacity;
};

static bool fail(struct reading *r, size_t line, const char *problem)
{
	r->file->problem = problem;
	r->file->problem_line = line;
	return false;
}

/* ---- the header ---- */

/* A header's name as the table has it. */
static void fold(struct slice cell, char name[NAME_MAX])
{
	size_t length = 0;

	cell = slice_trim(cell);
	if (cell.length > 0 && *cell.text == '*')
		cell = slice_from_offset(cell, 1);
	for (size_t i = 0; i < cell.length && length + 1 < NAME_MAX; i++) {
		char c = cell.text[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		name[length++] = c;
	}
	name[length] = '\0';
}

static size_t find_column(const struct csv_row *row, enum role role)
{
	char name[NAME_MAX];

	for (size_t n = 0; n < NAMES_MAX && names[role][n] != NULL; n++) {
		for (size_t i = 0; i < row->count; i++) {
			fold(row->cells[i], name);
			if (strcmp(name, names[role][n]) == 0)
				return i;
		}
	}
	return SIZE_MAX;
}

static bool has(const struct reading *r, enum role role)
{
	return r->columns[role] != SIZE_MAX;
}

static bool is_header(struct reading *r, const struct csv_row *row)
{
	for (int role = 0; role < ROLES; role++)
		r->columns[role] = find_column(row, (enum role)role);
	return has(r, ROLE_DATE) &&
	       (has(r, ROLE_AMOUNT) ||
		(has(r, ROLE_DEBIT) && has(r, ROLE_CREDIT)));
}

/* Goes to the first row behind the header. */
static bool find_header(struct reading *r, struct slice text)
{
	static const char delimiters[] = ",;\t";
	struct csv_row row;

	for (const char *d = delimiters; *d != '\0'; d++) {
		r->csv = csv_reader_init(r->arena, text, *d);
		for (int i = 0; i < HEADER_LINES_MAX; i++) {
			enum csv_status status = csv_reader_take(r->csv, &row);
			if (status == CSV_END)
				break;
			if (status == CSV_ROW && is_header(r, &row))
				return true;
		}
		csv_reader_release(r->csv);
	}
	r->csv = NULL;
	return fail(r, 0,
		    "no line names a date and an amount, or a debit and a "
		    "credit: export the account with its headings");
}

/* ---- the rows ---- */

static struct slice cell(const struct reading *r, const struct csv_row *row,
			 enum role role)
{
	if (!has(r, role) || r->columns[role] >= row->count)
		return (struct slice){ NULL, 0 };
	return slice_trim(row->cells[r->columns[role]]);
}

/* An amount without the currency's code or the blanks around it. */
static struct slice number(const struct reading *r, const struct csv_row *row,
			   enum role role)
{
	struct slice s = cell(r, row, role);

	while (s.length > 0 && s.text[s.length - 1] >= 'A' &&
	       s.text[s.length - 1] <= 'Z')
		s.length--;
	while (s.length > 0 && *s.text >= 'A' && *s.text <= 'Z')
		s = slice_from_offset(s, 1);
	return slice_trim(s);
}

/* The account itself, or one below it; `830 - Points` for `830`. */
static bool is_wanted(const struct reading *r, const struct csv_row *row)
{
	struct slice account = r->request->account;
	struct slice given = cell(r, row, ROLE_ACCOUNT);

	if (!has(r, ROLE_ACCOUNT))
		return true;
	if (given.length < account.length ||
	    !slice_equal((struct slice){ given.text, account.length }, account))
		return false;
	return given.length == account.length ||
	       given.text[account.length] == ':' ||
	       given.text[account.length] == ' ';
}

/* A row of an account that is wanted, with a date: not a sum or a title. */
static bool is_posting(const struct reading *r, const struct csv_row *row)
{
	struct slice date = cell(r, row, ROLE_DATE);
	bool has_digit = false;

	for (size_t i = 0; i < date.length; i++)
		has_digit |= date.text[i] >= '0' && date.text[i] <= '9';
	return has_digit && is_wanted(r, row);
}

static void add_evidence(struct reading *r, const struct csv_row *row)
{
	static const enum role amounts[] = { ROLE_AMOUNT, ROLE_DEBIT,
					     ROLE_CREDIT };

	date_cell_add(&r->dates, cell(r, row, ROLE_DATE), row->line);
	for (size_t i = 0; i < sizeof(amounts) / sizeof(*amounts); i++) {
		struct slice text = number(r, row, amounts[i]);
		if (text.length > 0)
			number_cell_add(&r->marks, text, row->line);
	}
}

/* How the file writes its dates and decimals. */
static void judge(struct reading *r)
{
	if (r->dates.day_first > 0)
		r->style.order = DATE_DAY_FIRST;
	else if (r->dates.month_first > 0)
		r->style.order = DATE_MONTH_FIRST;
	r->mark = r->marks.comma > 0 && r->marks.point == 0 ? ',' : '.';
}

/* Adds (sign 1) or takes off (-1) a cell's amount. */
static bool add_amount(struct reading *r, const struct csv_row *row,
		       enum role role, int sign, int64_t *sum)
{
	struct decimal value;
	int64_t amount;
	struct slice text = number(r, row, role);

	if (text.length == 0)
		return true;
	enum number_status status = number_cell_parse(text, r->mark, &value);
	if (status != NUMBER_OK)
		return fail(r, row->line,
			    arena_print(r->arena, "'%.*s' %s", SLICE_ARGS(text),
					number_cell_reason(status)));
	bool is_negative = value.mantissa < 0;
	if (is_negative)
		value.mantissa = -value.mantissa;
	if (decimal_rescale(value, r->request->scale, &amount) != DECIMAL_OK)
		return fail(r, row->line,
			    arena_print(r->arena,
					"'%.*s' has more decimals than the "
					"currency, or is too large",
					SLICE_ARGS(text)));
	return amount_add(*sum, (is_negative ? -sign : sign) * amount, sum) ||
	       fail(r, row->line, "the amounts are too large");
}

static bool add_posting(struct reading *r, const struct csv_row *row)
{
	struct gl_posted posted = {
		.reference = arena_copy_slice(r->arena,
					      cell(r, row, ROLE_REFERENCE)),
		.text = arena_copy_slice(r->arena, cell(r, row, ROLE_TEXT)),
		.line = row->line,
	};
	struct slice date = cell(r, row, ROLE_DATE);
	int minute;
	enum date_status status =
		date_cell_parse(date, &r->style, &posted.day, &minute);

	if (status != DATE_OK)
		return fail(r, row->line,
			    arena_print(r->arena, "'%.*s' %s", SLICE_ARGS(date),
					date_cell_reason(status)));
	if (!add_amount(r, row, ROLE_AMOUNT, -1, &posted.amount) ||
	    (!has(r, ROLE_AMOUNT) &&
	     (!add_amount(r, row, ROLE_DEBIT, -1, &posted.amount) ||
	      !add_amount(r, row, ROLE_CREDIT, 1, &posted.amount))))
		return false;
	if (posted.amount == 0)
		return true;
	r->file->list = arena_grow(r->arena, r->file->list, r->file->count + 1,
				   sizeof(*r->file->list), &r->capacity);
	r->file->list[r->file->count++] = posted;
	return true;
}

/* All rows, for what they tell of the file, then for themselves. */
static bool read_rows(struct reading *r, bool only_look)
{
	struct csv_row row;

	for (;;) {
		enum csv_status status = csv_reader_take(r->csv, &row);
		if (status == CSV_END)
			return true;
		if (status == CSV_BAD) {
			struct csv_problem bad = csv_reader_problem(r->csv);
			return fail(r, bad.line, bad.message);
		}
		r->file->rows += only_look;
		if (!is_posting(r, &row))
			continue;
		if (only_look)
			add_evidence(r, &row);
		else if (!add_posting(r, &row))
			return false;
	}
}

bool gl_file_read(struct arena *arena, struct slice text,
		  const struct gl_file_request *request, struct gl_file *file)
{
	struct reading r = { .arena = arena, .request = request, .file = file };
	size_t offset;
	size_t line;

	*file = (struct gl_file){ .list = NULL };
	if (!find_header(&r, text))
		return false;
	file->names_accounts = has(&r, ROLE_ACCOUNT);
	csv_reader_place(r.csv, &offset, &line);
	bool good = read_rows(&r, true);
	if (good) {
		judge(&r);
		csv_reader_begin(r.csv, offset, line);
		good = read_rows(&r, false);
	}
	csv_reader_release(r.csv);
	return good;
}

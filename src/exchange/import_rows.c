/*
 * Rows of sales, refunds, redemptions and opening balances: which are taken,
 * what each is, and what its cells say, gathered in a ticket.
 */
#include <string.h>

#include "base/currency.h"
#include "exchange/import_state.h"
#include "exchange/number_cell.h"

/* --- which rows are taken --------------------------------------------------- */

bool import_is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (number_cell_trim(row->cells[i]).length > 0)
			return false;
	return true;
}

static bool has_digit_first(struct slice cell)
{
	return cell.length > 0 && cell.text[0] >= '0' && cell.text[0] <= '9';
}

/* A row without a date, with one of the words people put before sums. */
static bool is_total(const struct import_row *row)
{
	static const struct slice words[] = {
		{ "total", sizeof("total") - 1 },
		{ "totals", sizeof("totals") - 1 },
		{ "grand total", sizeof("grand total") - 1 },
		{ "sum", sizeof("sum") - 1 },
		{ "summe", sizeof("summe") - 1 },
		{ "gesamt", sizeof("gesamt") - 1 },
		{ "gesamtsumme", sizeof("gesamtsumme") - 1 },
		{ "somme", sizeof("somme") - 1 },
		{ "totaux", sizeof("totaux") - 1 },
		{ "suma", sizeof("suma") - 1 },
		{ "totale", sizeof("totale") - 1 },
		{ "totali", sizeof("totali") - 1 },
		{ "soma", sizeof("soma") - 1 },
		{ "totaal", sizeof("totaal") - 1 },
		{ "summa", sizeof("summa") - 1 },
		{ "i alt", sizeof("i alt") - 1 },
	};
	static const struct preset_names names = {
		.list = words, .count = sizeof(words) / sizeof(words[0])
	};
	size_t date;
	bool found = false;

	if (!csv_layout_column(&row->file->layout, ROLE_DATE, &date) ||
	    has_digit_first(import_cell(row, date)))
		return false;
	for (size_t i = 0; i < row->csv.count; i++) {
		struct slice cell = number_cell_trim(row->csv.cells[i]);
		bool is_word;

		if (slice_ends(cell, ":"))
			cell.length--;
		is_word = cell.length > 0 && preset_names_have(&names, cell);
		if (i == date && cell.length > 0 && !is_word)
			return false;
		found |= is_word;
	}
	return found;
}

/* True when a filter leaves the row out. In files with several rows a sale an
 * empty cell says nothing. */
static bool is_filtered(const struct import_row *row)
{
	const struct preset *preset = row->file->layout.preset;

	for (size_t i = 0; i < preset->filter_count; i++) {
		const struct preset_filter *filter = &preset->filters[i];
		const struct layout_columns *columns =
			&row->file->layout.filters[i];
		struct slice cell;

		if (columns->count == 0)
			continue;
		cell = number_cell_trim(import_cell(row, columns->list[0]));
		if (cell.length == 0 && preset->several_rows)
			continue;
		if (preset_names_have(&filter->drop, cell) ||
		    (filter->keep.count > 0 &&
		     !preset_names_have(&filter->keep, cell)))
			return true;
	}
	return false;
}

static bool has_form(struct slice cell, enum preset_form form)
{
	struct decimal value;
	uint64_t number;

	switch (form) {
	case FORM_FILLED:
		return true;
	case FORM_INTEGER:
		return slice_parse_unsigned(cell, &number);
	case FORM_NUMBER:
		return number_cell_parse(cell, 0, &value) == NUMBER_OK ||
		       number_cell_parse(cell, '.', &value) == NUMBER_OK;
	}
	return true;
}

/* The columns that must be well-formed although nobody needs them. */
static void check_forms(struct import_row *row)
{
	static const char *const wanted[] = {
		[FORM_FILLED] = "something",
		[FORM_INTEGER] = "a whole number",
		[FORM_NUMBER] = "a number",
	};
	const struct preset *preset = row->file->layout.preset;

	for (size_t i = 0; i < preset->check_count; i++) {
		size_t column = row->file->layout.checks[i].list[0];
		enum preset_form form = preset->checks[i].form;
		struct slice cell = number_cell_trim(import_cell(row, column));

		if (cell.length == 0)
			import_refuse_cell(row, column, "is empty");
		else if (!has_form(cell, form))
			import_refuse_cell(row, column, "'%s' is not %s",
					   import_shown(row->import, cell),
					   wanted[form]);
	}
}

/* --- what a row is ---------------------------------------------------------- */

static bool has_types(const struct preset_types *types)
{
	return types->sale.count + types->refund.count +
		       types->redemption.count + types->skip.count >
	       0;
}

/* The kind by the `type` column. */
static void read_type(struct import_row *row, enum event_kind *kind,
		      bool *is_excluded)
{
	const struct preset_types *types = &row->file->layout.preset->types;
	struct slice word;
	size_t column = 0;

	if (!has_types(types) || !import_text(row, ROLE_TYPE, &word, &column))
		return;
	if (preset_names_have(&types->refund, word))
		*kind = EVENT_REFUND;
	else if (preset_names_have(&types->redemption, word))
		*kind = EVENT_REDEEM;
	else if (preset_names_have(&types->skip, word))
		*is_excluded = true;
	else if (!preset_names_have(&types->sale, word))
		import_refuse_cell(row, column,
				   "'%s' is neither a sale nor a refund that "
				   "the preset '%.*s' knows",
				   import_shown(row->import, word),
				   SLICE_ARGS(row->file->layout.preset->name));
}

static enum event_kind kind_of(enum preset_kind kind)
{
	switch (kind) {
	case PRESET_SALES:
		return EVENT_PURCHASE;
	case PRESET_REFUNDS:
		return EVENT_REFUND;
	case PRESET_REDEMPTIONS:
		return EVENT_REDEEM;
	case PRESET_MEMBERS:
	case PRESET_OPENING:
		return EVENT_OPENING;
	}
	return EVENT_PURCHASE;
}

/* Empty cells too many are what spreadsheets leave behind. */
bool import_check_count(struct import_row *row)
{
	struct import *import = row->import;
	struct import_source *file = row->file;
	size_t count = row->csv.count;
	struct ticket at = { .file = (uint16_t)file->number,
			     .offset = row->csv.offset };

	while (count > file->layout.count &&
	       number_cell_trim(row->csv.cells[count - 1]).length == 0)
		count--;
	if (count == file->layout.count)
		return true;
	import_complain(import, &at, DIAGNOSTIC_import_row,
			"the row has %zu cells where the %s %zu", count,
			file->layout.header_line ? "header has"
						 : "first row has",
			file->layout.count);
	row->is_wrong = true;
	import->wrong++;
	return false;
}

static void read_row(struct import_row *row)
{
	struct import *import = row->import;
	const struct preset *preset = row->file->layout.preset;
	enum event_kind kind = kind_of(row->file->layout.kind);
	bool is_excluded = false;

	import->plan->rows++;
	if (row->file->layout.header_line && is_total(row)) {
		import->plan->totals[IMPORT_EXCLUDED].rows++;
		return;
	}
	if (import_check_count(row)) {
		is_excluded = is_filtered(row);
		if (!is_excluded && row->file->layout.kind == PRESET_SALES)
			read_type(row, &kind, &is_excluded);
		if (!is_excluded)
			check_forms(row);
		if (is_excluded && !preset->several_rows) {
			import->plan->totals[IMPORT_EXCLUDED].rows++;
			return;
		}
		import_add_row(row, kind, is_excluded);
		return;
	}
	import->plan->totals[IMPORT_REJECTED].rows++;
}

void import_refuse_row(struct import *import, struct import_source *file,
		       struct csv_problem problem)
{
	struct slice line = source_line(file->source, problem.line);
	struct ticket at = { .file = (uint16_t)file->number };

	if (line.text)
		at.offset = (size_t)(line.text - file->source->text.text);
	if (problem.column > 0 && problem.column <= line.length)
		at.offset += problem.column - 1;
	import_complain(import, &at, DIAGNOSTIC_import_row, "%s",
			problem.message);
	import->wrong++;
	import->plan->rows++;
	import->plan->totals[IMPORT_REJECTED].rows++;
}

void import_read_rows(struct import *import, struct import_source *file)
{
	struct csv_reader *reader = csv_reader_init(
		import->arena, file->source->text, file->layout.delimiter);
	struct import_row row = { .import = import, .file = file };
	enum csv_status status;

	csv_reader_begin(reader, file->layout.offset, file->layout.line);
	file->first_ticket = import->ticket_count;
	while ((status = csv_reader_take(reader, &row.csv)) != CSV_END) {
		row.is_wrong = false;
		if (status == CSV_BAD)
			import_refuse_row(import, file,
					  csv_reader_problem(reader));
		else if (!import_is_blank(&row.csv))
			read_row(&row);
	}
	csv_reader_release(reader);
	file->ticket_count = import->ticket_count - file->first_ticket;
	import_finish_tickets(import, file);
}

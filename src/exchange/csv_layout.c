/*
 * The header is the first of the first lines that a preset fits; every
 * delimiter that may separate its cells is tried, and the one that gives the
 * most columns has it. A preset fits when all headers of its `match` are
 * there and every event of its kind could be made.
 */
#include "exchange/csv_layout.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "exchange/csv_reader.h"
#include "exchange/number_cell.h"

enum {
	HEADER_LINES_MAX = 40, /* titles before the header */
	HEADERS_SHOWN = 12
};

static const char tried[] = { ',', ';', '\t', '|' };

bool csv_layout_column(const struct csv_layout *layout, enum preset_role role,
		       size_t *column)
{
	if (layout->roles[role].count == 0)
		return false;
	*column = layout->roles[role].list[0];
	return true;
}

struct slice csv_layout_header(struct arena *arena,
			       const struct csv_layout *layout, size_t column)
{
	if (layout->header_line > 0 && column < layout->count &&
	    number_cell_trim(layout->headers[column]).length > 0)
		return number_cell_trim(layout->headers[column]);
	return slice_from(arena_print(arena, "column %zu", column + 1));
}

/* --- a header's columns ----------------------------------------------------- */

/* The column that a name means: a header, or a number where there is no
 * header. The count of columns when there is none. */
static size_t find_column(const struct csv_layout *layout, struct slice name)
{
	uint64_t number;

	if (layout->preset->no_header)
		return slice_parse_unsigned(name, &number) && number >= 1 &&
				       number <= layout->count
			       ? (size_t)number - 1
			       : layout->count;
	for (size_t i = 0; i < layout->count; i++)
		if (preset_same_words(name, layout->headers[i]))
			return i;
	return layout->count;
}

/* The columns with one of the names, in the order of the names. */
static struct layout_columns find_columns(struct arena *arena,
					  const struct csv_layout *layout,
					  const struct preset_names *names)
{
	struct layout_columns found = { 0 };
	size_t *list = arena_take_array(arena, names->count, sizeof(*list));

	for (size_t i = 0; i < names->count; i++) {
		size_t column = find_column(layout, names->list[i]);

		if (column < layout->count)
			list[found.count++] = column;
	}
	found.list = list;
	return found;
}

static bool has(const struct csv_layout *layout, enum preset_role role)
{
	return layout->roles[role].count > 0;
}

static bool names_somebody(const struct csv_layout *layout)
{
	return has(layout, ROLE_MEMBER) || has(layout, ROLE_CARD) ||
	       has(layout, ROLE_EMAIL) || has(layout, ROLE_PHONE);
}

static bool has_money(const struct csv_layout *layout)
{
	return has(layout, ROLE_AMOUNT) ||
	       (has(layout, ROLE_QUANTITY) && has(layout, ROLE_PRICE));
}

static const char *lacking_sale(const struct csv_layout *layout)
{
	if (!has(layout, ROLE_DATE))
		return "the date";
	return has_money(layout) ? NULL : "the amount";
}

static const char *lacking_redemption(const struct csv_layout *layout)
{
	if (!has(layout, ROLE_DATE))
		return "the date";
	if (!has(layout, ROLE_POINTS) && !has_money(layout))
		return "the points";
	return names_somebody(layout) ? NULL : "the member";
}

static const char *lacking_opening(const struct csv_layout *layout)
{
	if (!has(layout, ROLE_POINTS))
		return "the points";
	return names_somebody(layout) ? NULL : "the member";
}

/* What an event of the kind cannot do without and the file lacks; NULL: all
 * is there. */
static const char *lacking(const struct csv_layout *layout)
{
	switch (layout->kind) {
	case PRESET_SALES:
	case PRESET_REFUNDS:
		return lacking_sale(layout);
	case PRESET_REDEMPTIONS:
		return lacking_redemption(layout);
	case PRESET_MEMBERS:
		return names_somebody(layout) || has(layout, ROLE_NAME)
			       ? NULL
			       : "a name, number or address";
	case PRESET_OPENING:
		return lacking_opening(layout);
	}
	return NULL;
}

/* Fills in the layout for one preset and a header row already read; false
 * when the preset does not fit. */
static bool fits(struct arena *arena, const struct layout_request *request,
		 const struct preset *preset, struct csv_layout *layout)
{
	layout->preset = preset;
	layout->kind = request->has_kind ? request->kind : preset->kind;
	for (size_t i = 0; i < preset->match.count; i++) {
		struct preset_names one = { .list = &preset->match.list[i],
					    .count = 1 };

		if (find_columns(arena, layout, &one).count == 0)
			return false;
	}
	for (size_t i = 0; i < ROLE_COUNT; i++)
		layout->roles[i] =
			find_columns(arena, layout, &preset->roles[i]);
	return lacking(layout) == NULL;
}

/* --- finding the header ----------------------------------------------------- */

/* One file, and the reader for all that is tried. */
struct search {
	struct arena *arena;
	struct csv_reader *reader;
	const struct layout_request *request;
	struct csv_layout start; /* with the delimiter that it declares */
};

/* A row as the layout's header. */
static void take_header(struct arena *arena, const struct csv_row *row,
			struct csv_layout *layout)
{
	struct slice *headers =
		arena_take_array(arena, row->count, sizeof(*headers));

	layout->count = row->count;
	while (layout->count > 0 &&
	       number_cell_trim(row->cells[layout->count - 1]).length == 0)
		layout->count--;
	for (size_t i = 0; i < layout->count; i++)
		headers[i] = arena_copy_slice(arena, row->cells[i]);
	layout->headers = headers;
}

/* Excel's first line `sep=;` declares the delimiter. */
static void skip_declaration(struct slice text, struct csv_layout *start)
{
	size_t end = 5;

	if (text.length < end || memcmp(text.text, "sep=", 4) != 0)
		return;
	while (end < text.length && strchr("\r\n", text.text[end]))
		end++;
	if (end == 5 || strchr("\"\r\n", text.text[4]))
		return;
	start->delimiter = text.text[4];
	start->offset = end;
	start->line = 2;
}

static struct search begin_search(struct arena *arena, struct slice text,
				  const struct layout_request *request)
{
	struct search search = { arena, NULL, request, { .line = 1 } };

	search.reader = csv_reader_init(arena, text, tried[0]);
	skip_declaration(text, &search.start);
	return search;
}

/* Looks for the header of one preset under one delimiter. */
static bool find_header(const struct search *search,
			const struct preset *preset, struct csv_layout *layout)
{
	struct csv_reader *reader = search->reader;
	struct csv_row row;
	bool found = false;

	csv_reader_choose(reader, layout->delimiter);
	csv_reader_begin(reader, layout->offset, layout->line);
	for (size_t i = 0; !found && i < HEADER_LINES_MAX; i++) {
		enum csv_status status = csv_reader_take(reader, &row);

		if (status == CSV_END)
			break;
		if (status == CSV_BAD)
			continue;
		take_header(search->arena, &row, layout);
		layout->header_line = preset->no_header ? 0 : row.line;
		found = layout->count > 0 &&
			fits(search->arena, search->request, preset, layout);
		if (preset->no_header)
			break;
	}
	if (found && !preset->no_header)
		csv_reader_place(reader, &layout->offset, &layout->line);
	return found;
}

/* Tries the delimiters that may be; keeps the layout with the most columns. */
static bool try_preset(const struct search *search, const struct preset *preset,
		       struct csv_layout *best)
{
	char fixed = search->start.delimiter;
	bool found = false;

	if (preset->delimiter)
		fixed = preset->delimiter;
	if (search->request->delimiter)
		fixed = search->request->delimiter;
	const char *list = fixed ? &fixed : tried;
	for (size_t i = 0; i < (fixed ? 1 : sizeof(tried)); i++) {
		struct csv_layout layout = search->start;

		layout.delimiter = list[i];
		if (!find_header(search, preset, &layout))
			continue;
		if (!found || layout.count > best->count)
			*best = layout;
		found = true;
	}
	return found;
}

/* --- what was found --------------------------------------------------------- */

static bool fail(struct csv_layout *layout, size_t line, const char *problem)
{
	layout->problem = problem;
	layout->problem_line = line;
	return false;
}

/* A header that stands twice, of those an event needs; NULL for none. */
static const struct slice *find_double(const struct csv_layout *layout)
{
	for (size_t role = 0; role < ROLE_COUNT; role++) {
		for (size_t i = 0; i < layout->roles[role].count; i++) {
			size_t at = layout->roles[role].list[i];

			for (size_t k = at + 1; k < layout->count; k++)
				if (preset_same_words(layout->headers[k],
						      layout->headers[at]))
					return &layout->headers[at];
		}
	}
	return NULL;
}

static bool check_doubles(struct arena *arena, struct csv_layout *layout)
{
	const struct slice *twice =
		layout->header_line ? find_double(layout) : NULL;

	return !twice ||
	       fail(layout, layout->header_line,
		    arena_print(arena,
				"two columns are called '%.*s': rename one",
				SLICE_ARGS(*twice)));
}

/* The columns of filters and checks; they must be there. */
static bool find_others(struct arena *arena, struct csv_layout *layout)
{
	const struct preset *preset = layout->preset;

	layout->filters = arena_take_array(arena, preset->filter_count,
					   sizeof(*layout->filters));
	layout->checks = arena_take_array(arena, preset->check_count,
					  sizeof(*layout->checks));
	for (size_t i = 0; i < preset->filter_count; i++)
		layout->filters[i] =
			find_columns(arena, layout, &preset->filters[i].column);
	for (size_t i = 0; i < preset->check_count; i++) {
		const struct preset_names *names = &preset->checks[i].column;

		layout->checks[i] = find_columns(arena, layout, names);
		if (layout->checks[i].count == 0)
			return fail(layout, layout->header_line,
				    arena_print(arena,
						"there is no column '%.*s', "
						"which the preset checks",
						SLICE_ARGS(names->list[0])));
	}
	return true;
}

/* The headers as one text, for a complaint. */
static const char *headers_text(struct arena *arena,
				const struct csv_layout *layout)
{
	struct text text;

	text_init(&text, arena);
	for (size_t i = 0; i < layout->count && i < HEADERS_SHOWN; i++)
		text_add_format(
			&text, "%s'%.*s'", i ? ", " : "",
			SLICE_ARGS(number_cell_trim(layout->headers[i])));
	if (layout->count > HEADERS_SHOWN)
		text_add(&text, " …");
	return text.bytes;
}

/* Reads the first row as header, whatever it is, for the complaint. */
static void take_first_row(const struct search *search,
			   struct csv_layout *layout)
{
	struct csv_reader *reader = search->reader;
	char fixed = search->start.delimiter;

	if (search->request->delimiter)
		fixed = search->request->delimiter;
	const char *list = fixed ? &fixed : tried;
	for (size_t i = 0; i < (fixed ? 1 : sizeof(tried)); i++) {
		struct csv_layout one = search->start;
		struct csv_row row;

		one.delimiter = list[i];
		csv_reader_choose(reader, one.delimiter);
		csv_reader_begin(reader, one.offset, one.line);
		if (csv_reader_take(reader, &row) == CSV_ROW) {
			take_header(search->arena, &row, &one);
			one.header_line = row.line;
		} else {
			one.problem = csv_reader_problem(reader).message;
			one.problem_line = csv_reader_problem(reader).line;
		}
		/* A single column is no sign of a delimiter. */
		if (i == 0 || (one.count > 1 && one.count > layout->count))
			*layout = one;
	}
}

/* The first header that the preset must have and the file does not, else what
 * an event cannot do without. */
static const char *find_lack(struct arena *arena,
			     const struct csv_layout *layout,
			     const struct preset *preset)
{
	const char *lack = NULL;

	for (size_t i = 0; i < preset->match.count; i++) {
		struct preset_names one = { .list = &preset->match.list[i],
					    .count = 1 };

		if (find_columns(arena, layout, &one).count == 0)
			return arena_print(arena, "'%.*s'",
					   SLICE_ARGS(preset->match.list[i]));
	}
	lack = lacking(layout);
	return lack ? lack : "the date";
}

/* A file whose rows are no sales, and nobody said so. */
static const char *other_kind(const struct csv_layout *layout)
{
	if (has_money(layout))
		return NULL;
	if (has(layout, ROLE_POINTS))
		return "it has points and no amount: say what its rows are "
		       "with --kind redemptions or --kind opening";
	if ((names_somebody(layout) || has(layout, ROLE_NAME)) &&
	    !has(layout, ROLE_RECEIPT) && !has(layout, ROLE_DATE))
		return "it has neither date nor amount: a list of customers "
		       "is imported with --kind members";
	return NULL;
}

/* Says what a file lacks that no preset fits. */
static void complain(const struct search *search, struct csv_layout *layout)
{
	struct arena *arena = search->arena;
	const struct layout_request *request = search->request;
	const struct preset *preset =
		request->presets[request->preset_count - 1];
	const char *other = NULL;

	take_first_row(search, layout);
	if (layout->problem)
		return;
	fits(arena, request, preset, layout);
	if (!request->has_kind)
		other = other_kind(layout);
	if (!other)
		other = arena_print(arena,
				    "there is no column for %s; its headers "
				    "are %s (`import --guess` writes a preset "
				    "to start from, for --map)",
				    find_lack(arena, layout, preset),
				    headers_text(arena, layout));
	fail(layout, layout->header_line, other);
}

bool csv_layout_find(struct arena *arena, struct slice text,
		     const struct layout_request *request,
		     struct csv_layout *layout)
{
	struct search search = begin_search(arena, text, request);
	const struct preset *others = NULL;
	bool found = false;

	for (size_t i = 0; i < request->preset_count; i++) {
		const struct preset *preset = request->presets[i];
		struct csv_layout one = { 0 };

		/* Without own headers a preset fits too much: it must be
		 * chosen; the last is generic, for when no other fits. */
		if (preset->match.count == 0 &&
		    (found || i + 1 < request->preset_count))
			continue;
		if (!try_preset(&search, preset, &one))
			continue;
		if (found)
			others = preset;
		else
			*layout = one;
		found = true;
	}
	if (!found)
		complain(&search, layout);
	csv_reader_release(search.reader);
	if (!found)
		return false;
	if (others)
		return fail(layout, layout->header_line,
			    arena_print(arena,
					"the presets '%.*s' and '%.*s' fit: "
					"say which with --preset",
					SLICE_ARGS(layout->preset->name),
					SLICE_ARGS(others->name)));
	return check_doubles(arena, layout) && find_others(arena, layout);
}

size_t csv_layout_find_all(struct arena *arena, struct slice text,
			   const struct layout_request *request,
			   const struct preset **fitting,
			   struct csv_layout *layout)
{
	struct search search = begin_search(arena, text, request);
	size_t count = 0;

	for (size_t i = 0; i < request->preset_count; i++) {
		struct csv_layout one = { 0 };

		if (try_preset(&search, request->presets[i], &one)) {
			fitting[count++] = request->presets[i];
			*layout = one;
		}
	}
	if (count == 0) {
		take_first_row(&search, layout);
		fits(arena, request,
		     request->presets[request->preset_count - 1], layout);
	}
	csv_reader_release(search.reader);
	return count;
}

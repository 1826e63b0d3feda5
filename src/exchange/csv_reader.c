/*
 * Feeding libcsv. Its callbacks gather the cells of a row in one growing
 * text; offsets become slices when the row is whole. A row whose cells are
 * too many or too long is read to its end and then refused. Behind an error
 * the parser starts afresh at the next line.
 */
#include "exchange/csv_reader.h"

#include <csv.h>
#include <string.h>

#include "base/arena.h"
#include "base/bug.h"
#include "base/library.h"
#include "base/text.h"

#define CSV_LIBRARY LIBRARY_FILE("csv", CSV_MAJOR)

#define CSV_NAMES(X)                                                           \
	X(csv_fini)                                                            \
	X(csv_free)                                                            \
	X(csv_init)                                                            \
	X(csv_parse)                                                           \
	X(csv_set_delim)                                                       \
	X(csv_set_space_func)

struct csv_library {
	CSV_NAMES(LIBRARY_MEMBER)
};

struct csv_reader {
	struct csv_library library;
	struct arena *arena;
	struct slice text;
	char delimiter;
	struct csv_parser parser;
	size_t at;   /* where the next line begins */
	size_t line; /* its number */
	size_t feed; /* where the next LF is, the text's length for none */
	struct text bytes;
	size_t *ends; /* of each cell in bytes */
	size_t end_capacity;
	struct slice *cells;
	size_t cell_capacity;
	size_t count;
	bool whole; /* libcsv said that the row ends */
	const char *excess;
	struct csv_problem problem;
};

/* No blanks are taken off: they may belong to a cell. */
static int never_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

static void init_parser(struct csv_reader *reader)
{
	const struct csv_library *library = &reader->library;

	library->csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
	library->csv_set_delim(&reader->parser,
			       (unsigned char)reader->delimiter);
	library->csv_set_space_func(&reader->parser, never_space);
}

static bool load(struct csv_library *library)
{
	return library_load(CSV_LIBRARY, CSV_NAMES(LIBRARY_NAME), library);
}

const char *csv_reader_missing(void)
{
	struct csv_library library;

	return load(&library) ? NULL : CSV_LIBRARY;
}

struct csv_reader *csv_reader_init(struct arena *arena, struct slice text,
				   char delimiter)
{
	struct csv_reader *reader = arena_take(arena, sizeof(*reader));

	if (!load(&reader->library))
		BUG("nobody asked whether libcsv is installed");
	reader->arena = arena;
	reader->text = text;
	reader->delimiter = delimiter;
	reader->line = 1;
	text_init(&reader->bytes, arena);
	init_parser(reader);
	return reader;
}

void csv_reader_choose(struct csv_reader *reader, char delimiter)
{
	reader->delimiter = delimiter;
}

void csv_reader_begin(struct csv_reader *reader, size_t offset, size_t line)
{
	reader->library.csv_free(&reader->parser);
	init_parser(reader);
	reader->at = offset;
	reader->line = line;
	reader->feed = 0;
	reader->problem = (struct csv_problem){ 0 };
}

void csv_reader_release(struct csv_reader *reader)
{
	reader->library.csv_free(&reader->parser);
}

static void add_cell(struct csv_reader *reader, const void *bytes,
		     size_t length)
{
	if (reader->count == CSV_COLUMNS_MAX)
		reader->excess = "it has more than 1,000 columns";
	else if (length > CSV_CELL_MAX)
		reader->excess = "a cell is longer than 64 KiB";
	if (reader->excess)
		return;
	text_add_bytes(&reader->bytes, bytes, length);
	reader->ends =
		arena_grow(reader->arena, reader->ends, reader->count + 1,
			   sizeof(*reader->ends), &reader->end_capacity);
	reader->ends[reader->count++] = reader->bytes.length;
}

static void take_cell(void *bytes, size_t length, void *data)
{
	add_cell(data, bytes, length);
}

static void take_end(int byte, void *data)
{
	struct csv_reader *reader = data;

	(void)byte;
	reader->whole = true;
}

/* The next physical line with its end. The place of the next LF is kept, so
 * that a text of CR lines is not searched anew for each. */
static struct slice next_line(struct csv_reader *reader)
{
	struct slice rest = slice_from_offset(reader->text, reader->at);
	size_t length = 0;
	const char *back = NULL;

	if (reader->feed < reader->at || reader->at == 0)
		reader->feed = reader->at + slice_find(rest, '\n');
	length = reader->feed - reader->at;
	back = length ? memchr(rest.text, '\r', length) : NULL;
	if (back && back + 1 < rest.text + length)
		length = (size_t)(back - rest.text) + 1;
	else if (length < rest.length)
		length++;
	reader->at += length;
	reader->line++;
	return (struct slice){ rest.text, length };
}

static bool is_blank(struct slice line)
{
	return line.length == 0 || (line.length <= 2 && (line.text[0] == '\n' ||
							 line.text[0] == '\r'));
}

static enum csv_status refuse(struct csv_reader *reader, size_t line,
			      size_t column, const char *message)
{
	reader->problem = (struct csv_problem){ line, column, message };
	reader->library.csv_free(&reader->parser);
	init_parser(reader);
	return CSV_BAD;
}

/* The row's cells as slices, once the bytes do not move any more. */
static enum csv_status give(struct csv_reader *reader, struct csv_row *row)
{
	size_t from = 0;

	if (reader->excess)
		return refuse(reader, row->line, 0, reader->excess);
	reader->cells =
		arena_grow(reader->arena, reader->cells, reader->count,
			   sizeof(*reader->cells), &reader->cell_capacity);
	for (size_t i = 0; i < reader->count; i++) {
		reader->cells[i] = (struct slice){ reader->bytes.bytes + from,
						   reader->ends[i] - from };
		from = reader->ends[i];
	}
	row->cells = reader->cells;
	row->count = reader->count;
	return CSV_ROW;
}

/* Cells between runs of blanks. */
static void split_blanks(struct csv_reader *reader, struct slice line)
{
	size_t at = 0;

	while (at < line.length) {
		size_t from = 0;

		while (at < line.length && strchr(" \t\r\n", line.text[at]))
			at++;
		from = at;
		while (at < line.length && !strchr(" \t\r\n", line.text[at]))
			at++;
		if (at > from)
			add_cell(reader, line.text + from, at - from);
	}
	reader->whole = reader->count > 0;
}

/* Feeds lines until libcsv has a row. */
static enum csv_status feed(struct csv_reader *reader, struct csv_row *row)
{
	while (!reader->whole) {
		size_t number = reader->line;
		struct slice line = next_line(reader);
		size_t done = 0;

		if (line.length > CSV_ROW_MAX)
			return refuse(reader, number, 0,
				      "the line is longer than 1 MiB");
		done = reader->library.csv_parse(&reader->parser, line.text,
						 line.length, take_cell,
						 take_end, reader);

		if (done != line.length)
			return refuse(reader, number, done + 1,
				      "a quote stands inside a cell: a cell "
				      "with quotes is quoted itself, and its "
				      "quotes are doubled");
		if (!reader->whole && reader->at - row->offset > CSV_ROW_MAX)
			return refuse(
				reader, row->line, 0,
				"a quoted cell begins here and is not closed "
				"within 1 MiB: what stands in it was not read");
		if (reader->whole || reader->at < reader->text.length)
			continue;
		if (reader->library.csv_fini(&reader->parser, take_cell,
					     take_end, reader))
			return refuse(
				reader, row->line, 0,
				"a quoted cell begins here and is never "
				"closed: the rest of the file was not read");
		break;
	}
	return CSV_ROW;
}

enum csv_status csv_reader_take(struct csv_reader *reader, struct csv_row *row)
{
	enum csv_status status = CSV_ROW;

	reader->count = 0;
	reader->whole = false;
	reader->excess = NULL;
	text_clear(&reader->bytes);
	do {
		struct slice line;

		row->offset = reader->at;
		row->line = reader->line;
		if (reader->at >= reader->text.length)
			return CSV_END;
		line = next_line(reader);
		if (is_blank(line))
			continue;
		if (reader->delimiter == CSV_BLANKS) {
			split_blanks(reader, line);
			continue;
		}
		reader->at = row->offset;
		reader->line = row->line;
		status = feed(reader, row);
		break;
	} while (!reader->whole);
	return status == CSV_ROW ? give(reader, row) : status;
}

struct csv_problem csv_reader_problem(const struct csv_reader *reader)
{
	return reader->problem;
}

void csv_reader_place(const struct csv_reader *reader, size_t *offset,
		      size_t *line)
{
	*offset = reader->at;
	*line = reader->line;
}

/* The end of the cell at `at`: a delimiter or line end outside of quotes. */
static size_t cell_end(struct slice text, char delimiter, size_t at)
{
	bool quoted = false;

	for (; at < text.length; at++) {
		char c = text.text[at];

		if (c == '"' && delimiter != CSV_BLANKS)
			quoted = !quoted;
		if (!quoted && (c == delimiter || c == '\n' || c == '\r'))
			break;
	}
	return at;
}

struct slice csv_reader_find_cell(struct slice text, char delimiter,
				  size_t offset, size_t column)
{
	size_t at = offset;

	for (;;) {
		size_t end = 0;

		while (delimiter == CSV_BLANKS && at < text.length &&
		       (text.text[at] == ' ' || text.text[at] == '\t'))
			at++;
		end = cell_end(text, delimiter, at);
		if (column-- == 0)
			return (struct slice){ text.text + at, end - at };
		if (end >= text.length || text.text[end] != delimiter)
			break;
		at = end + 1;
	}
	text = slice_from_offset(text, offset);
	text.length = slice_find(text, '\n');
	return text;
}

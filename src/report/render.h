/*
 * How a table looks: a renderer turns rows of cells into bytes for a sink,
 * streaming. Which there are is renderers.def.
 *
 * To add a format: src/report/render_NAME.c with `const struct renderer
 * render_NAME`, one row in renderers.def, a line in pointbook(1).
 */
#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "report/column.h"

struct chart;
struct sink;
struct workbook_sheet;

/* The lines above a table: what it rests on. */
struct heading_line {
	const char *label; /* "as of" */
	struct slice value;
};

struct heading {
	const char *title;
	const struct heading_line *lines;
	size_t count;
};

enum csv_style {
	CSV_PLAIN,
	CSV_EXCEL /* byte-order mark, semicolons, decimal comma */
};

struct render_options {
	enum csv_style csv;
	bool header;  /* heading as # lines in csv and tsv */
	bool colour;  /* the sink ends on a terminal that wants it */
	size_t width; /* of that terminal, 0: do not cut anything */
	bool ascii;   /* nothing but ASCII is drawn */
	/* Drawn in html before the table, in table instead of it. */
	const struct chart *charts;
	size_t chart_count;
	const struct workbook_sheet *sheet; /* xlsx: to be; NULL: alone */
};

enum row_kind {
	ROW_PLAIN,
	ROW_TOTAL
};

/* One table being rendered. */
struct render {
	const struct renderer *renderer;
	struct arena *arena;
	struct sink *sink;
	const struct heading *heading;
	const struct column *columns;
	size_t column_count;
	struct render_options options;
	void *state; /* the renderer's own */
};

/* begin, then section and row as they come, then end. */
struct renderer {
	const char *name;
	bool is_binary; /* never to a terminal */
	/* The library that it needs and this machine lacks, NULL when it has
	 * it; NULL: it needs none. */
	const char *(*missing)(void);
	void (*begin)(struct render *render);
	void (*section)(struct render *render, const char *title);
	void (*row)(struct render *render, const struct cell *cells,
		    enum row_kind kind);
	void (*end)(struct render *render);
	/* Makes a copy of a rendering, with an arena and a sink of its own, fit
	 * for plain rows that come after those so far and are put into the
	 * output elsewhere; false: not now. NULL: never. */
	bool (*apart)(struct render *copy);
};

/* The renderers themselves, each in its render_NAME.c. */
#define RENDERER(name, extension, summary)                                     \
	extern const struct renderer render_##name;
#include "report/renderers.def"
#undef RENDERER

/* A row of renderers.def. Its begin is NULL when it was built without the
 * library it needs. */
struct render_format {
	const char *name;
	const char *extension;
	const char *summary;
	const struct renderer *renderer;
};

/* The nth format, NULL behind the last. */
const struct render_format *render_list(size_t nth);

/* The format of a name, NULL when there is none. */
const struct render_format *render_find(struct slice name);

/* The format of a file's extension (behind the last point), or NULL. */
const struct render_format *render_find_file(struct slice path);

/* The plain text of a cell: its own, or written into the buffer (numbers with
 * their fixed scale, days, times, yes and no); empty for nothing. */
struct slice render_cell_text(const struct cell *cell,
			      char buffer[DECIMAL_TEXT_MAX]);

/* The same for people, who are told "n/a" of an undefined figure. */
struct slice render_cell_words(const struct cell *cell,
			       char buffer[DECIMAL_TEXT_MAX]);

/* A renderer's `apart` when its rows depend on nothing but their cells. */
bool render_apart(struct render *copy);

/* True when cells of the type stand right. */
bool render_is_number(enum column_type type);

/* A rendering in the arena; table_open begins it. heading may be NULL. */
struct render *render_new(struct arena *arena, const struct renderer *renderer,
			  struct sink *sink, const struct heading *heading,
			  const struct render_options *options);

#endif

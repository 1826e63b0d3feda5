/*
 * Where the columns of a file at hand are: which preset fits, between which
 * bytes the cells stand, at which line the header is (titles may precede it),
 * and which column plays which role.
 */
#ifndef EXCHANGE_CSV_LAYOUT_H
#define EXCHANGE_CSV_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "exchange/preset.h"

struct arena;

/* Columns that play one role, the preferred first; numbers from 0. */
struct layout_columns {
	const size_t *list;
	size_t count;
};

/* What is asked of the file beside what a preset says. */
struct layout_request {
	const struct preset *const *presets; /* `generic` is the last */
	size_t preset_count;
	char delimiter;        /* declared, 0: not */
	enum preset_kind kind; /* declared with --kind … */
	bool has_kind;
};

struct csv_layout {
	const struct preset *preset;
	enum preset_kind kind;
	char delimiter;
	size_t header_line;  /* 0: there is none */
	size_t offset, line; /* where the rows begin */
	const struct slice *headers;
	size_t count; /* of columns, empty ones at the end left out */
	struct layout_columns roles[ROLE_COUNT];
	struct layout_columns *filters; /* as in the preset */
	struct layout_columns *checks;
	const char *problem; /* when it cannot be read: why, and what to do */
	size_t problem_line;
};

/* Looks at the beginning of the text. False and a problem when no preset
 * fits. Everything lives in the arena. */
bool csv_layout_find(struct arena *arena, struct slice text,
		     const struct layout_request *request,
		     struct csv_layout *layout);

/* The names of all presets that fit the file's header, and its headers, for
 * `--guess`; layout is that of the generic preset. */
size_t csv_layout_find_all(struct arena *arena, struct slice text,
			   const struct layout_request *request,
			   const struct preset **fitting,
			   struct csv_layout *layout);

/* The header of a column, or its number as text. */
struct slice csv_layout_header(struct arena *arena,
			       const struct csv_layout *layout, size_t column);

/* The first column of a role; false when no column plays it. */
bool csv_layout_column(const struct csv_layout *layout, enum preset_role role,
		       size_t *column);

#endif

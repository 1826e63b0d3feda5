/*
 * How one program's export is to be read: a YAML file (share/presets, or the
 * shop's own) as a record. It says by header name, never by position, which
 * column plays which role; the names are lists, since exports are localised
 * and grow. A file without a header has its columns by number.
 *
 * The preset knows nothing of a file at hand; csv_layout finds the columns.
 */
#ifndef EXCHANGE_PRESET_H
#define EXCHANGE_PRESET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/source.h"
#include "exchange/csv_text.h"
#include "exchange/date_cell.h"

struct arena;
struct diagnostics;
struct pattern;
struct text;

/* What a column is: ROLE(name, "key", help) of preset_roles.def. */
enum preset_role {
#define ROLE(role, key, help) ROLE_##role,
#include "exchange/preset_roles.def"
#undef ROLE
	ROLE_COUNT
};

/* What the rows of a file are. */
enum preset_kind {
	PRESET_SALES,
	PRESET_REFUNDS,
	PRESET_REDEMPTIONS,
	PRESET_MEMBERS,
	PRESET_OPENING
};

/* A list of texts: header names, values of a cell. */
struct preset_names {
	const struct slice *list;
	size_t count;
	struct place at;
};

/* Rows whose cell in the column is not among `keep` (when there are any), or
 * is among `drop`, are left out. */
struct preset_filter {
	struct preset_names column;
	struct preset_names keep;
	struct preset_names drop;
};

/* What a column must hold in every row, although no event needs it. */
enum preset_form {
	FORM_FILLED, /* anything but nothing */
	FORM_INTEGER,
	FORM_NUMBER
};

struct preset_check {
	struct preset_names column;
	enum preset_form form;
};

/* A PCRE2 that takes the wanted part out of a role's cell: its group named
 * as the role, else the first, else all that matched. */
struct preset_pattern {
	struct slice expression;
	const struct pattern *compiled; /* NULL: none */
};

/* Words of the `type` column. */
struct preset_types {
	struct preset_names sale, refund, redemption, skip;
};

struct preset {
	struct slice name;
	struct slice title;
	struct preset_names match; /* headers that must all be there */
	char delimiter;            /* 0: found out */
	enum csv_encoding encoding;
	char mark;      /* decimal mark, 0: found out */
	bool no_header; /* columns are numbers */
	struct date_format *dates;
	size_t date_count;
	enum preset_kind kind;
	bool has_kind;
	bool several_rows; /* rows: several: rows of a receipt are one sale */
	bool member_required; /* a row that names nobody is an error */
	struct preset_names roles[ROLE_COUNT];
	struct preset_pattern patterns[ROLE_COUNT];
	struct preset_names add;       /* roles added to the amount … */
	struct preset_names subtract;  /* … and taken off it */
	struct preset_names reference; /* roles that make the reference */
	struct preset_types types;
	struct preset_filter *filters;
	size_t filter_count;
	struct preset_check *checks;
	size_t check_count;
};

/*
 * Reads a preset; NULL when it complained (preset_syntax, preset_key,
 * preset_value). Texts point into the source.
 */
struct preset *preset_parse(struct arena *arena, struct source *source,
			    struct diagnostics *diagnostics);

/* Appends it as YAML that preset_parse reads back. */
void preset_print(struct text *text, const struct preset *preset);

/* The role of a key, ROLE_COUNT when there is none. */
enum preset_role preset_find_role(struct slice key);

/* The key of a role. */
const char *preset_role_name(enum preset_role role);

/* True when the two header or cell texts are the same to a person: case of
 * letters, blanks around and no-break spaces do not count. */
bool preset_same_words(struct slice a, struct slice b);

/* True when the text is the same as one of the names. */
bool preset_names_have(const struct preset_names *names, struct slice text);

#endif

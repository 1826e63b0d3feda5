/*
 * For tests of renderers: a table of one made-up report rendered into a text.
 */
#ifndef RENDERED_H
#define RENDERED_H

#include "base/arena.h"
#include "base/text.h"
#include "report/render.h"
#include "report/sink.h"
#include "report/table.h"

/* name,points,amount,count,share,day,time,open: one column of most types. */
extern const struct report rendered_report;

/* Everything a test may choose; fill is called with the open table. */
struct rendered {
	struct render_options options;
	const struct heading *heading;
	void (*fill)(struct table *table, const void *context);
	const void *context;
};

/* What the format makes of it, in the arena; *failed as the sink says. */
struct slice rendered_text(struct arena *arena, const char *format,
			   const struct rendered *what, bool *failed);

/* One row with this name and otherwise fixed values. */
void rendered_add_row(struct table *table, struct slice name);

/* A slice as an initialiser. */
#define RENDERED_TEXT(literal)                                                 \
	{                                                                      \
		"" literal, sizeof(literal) - 1                                \
	}

enum {
	RENDERED_HOSTILE = 34, /* texts that break something somewhere */
	RENDERED_INVALID = 4   /* of them, at the end: not UTF-8 */
};

extern const struct slice rendered_hostile_texts[RENDERED_HOSTILE];

/* A table with a row for each of them, under a hostile heading. */
struct slice rendered_hostile(struct arena *arena, const char *format,
			      struct render_options options);

/* Expects exactly this of a format. */
void rendered_expect(struct arena *arena, const char *format,
		     const struct rendered *what, const char *expected);

#endif

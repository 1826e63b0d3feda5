/*
 * Several tables as one workbook: while it is open, tables rendered as xlsx
 * with it in their options (render.h) become sheets of it, and what they rest
 * on is collected for its last sheet. The same tables give the same bytes.
 */
#ifndef REPORT_WORKBOOK_H
#define REPORT_WORKBOOK_H

#include <stdbool.h>

struct arena;
struct sink;
struct workbook;

/* A table's place in one. */
struct workbook_sheet {
	struct workbook *workbook;
	const char *name; /* at most 25 letters, digits, blanks and hyphens,
			   * different from those before */
};

/* An empty one in the arena, which outlives it. NULL when the system gives no
 * temporary file, or the program was built without workbooks. */
struct workbook *workbook_open(struct arena *arena);

/* Closes it, and adds its bytes to the sink. False when anything failed. */
bool workbook_save(struct workbook *workbook, struct sink *sink);

#endif

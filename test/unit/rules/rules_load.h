/*
 * Loading rules from a text in a test: the arena, the programmes, what was
 * said about them.
 */
#ifndef UNIT_RULES_RULES_LOAD_H
#define UNIT_RULES_RULES_LOAD_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "rules/program.h"

struct rules_load {
	struct arena arena;
	struct diagnostics diagnostics;
	struct programs programs;
	struct program *program; /* of the last text; NULL when broken */
};

/* Begins with one text, in force always. */
void rules_load(struct rules_load *load, const char *text);

/* The same for bytes of any kind. */
void rules_load_bytes(struct rules_load *load, struct slice bytes);

/* Adds another text, in force from a day (YYYY-MM-DD). */
void rules_load_more(struct rules_load *load, const char *text,
		     const char *from);

/* Gives the memory back. */
void rules_load_release(struct rules_load *load);

/* What was said, one line each: `LINE:COLUMN id: message`. */
const char *rules_load_said(struct rules_load *load);

/* A programme's beginning, with the units point and credit (2 decimals), and
 * the least that may follow. */
#define RULES_HEAD                                                             \
	"program: {name: A, currency: EUR}\n"                                  \
	"units: [{name: point}, {name: credit, decimals: 2}]\n"
#define RULES_EARN "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"

/* A text and all that is said of it. */
struct rules_row {
	const char *label;
	const char *text;
	const char *said;
};

/* Each row is said just what it says; refused when that is an error. */
void rules_load_expect(const struct rules_row *rows, size_t count);

/* The example of the manual, with every key. */
extern const char rules_load_example[];

#endif

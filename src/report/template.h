/*
 * Templates: text with names in it that a row of values fills.
 *
 *	{{name}}               the value, escaped for where it goes
 *	{{points:8}}           in text: at the right of 8 columns
 *	{{#lots}} … {{/lots}}  once a row of a list; once when a value is there
 *	{{?lots}} … {{/lots}}  once when there is any row: for headings
 *	{{^lots}} … {{/lots}}  when there is no row, or the value is empty
 *	{{! words }}           nothing
 *
 * Nothing is ever put in unescaped, and nothing else is in the language: the
 * names are a table, so that a name which is none is found when the template
 * is read, with its place, whatever the values are. Inside a list the names
 * of its rows come first, then those around it. A section's mark that stands
 * alone on a line takes the line with it. The syntax is a part of mustache(5).
 */
#ifndef REPORT_TEMPLATE_H
#define REPORT_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct diagnostics;
struct source;
struct template;
struct text;

/* Where the filled template goes, and so how values are escaped: text, with
 * control characters as blanks; HTML, in text or quoted attributes; a line of
 * a mail's header, before it is encoded (exchange/mail_header.h). */
enum template_target {
	TEMPLATE_TEXT,
	TEMPLATE_HTML,
	TEMPLATE_HEADER
};

/* A name that may be used. */
struct template_name {
	const char *name;                 /* NULL ends a table */
	const struct template_name *rows; /* of a list: what its rows have */
	const char *help;                 /* one line, lower case */
};

/* What stands behind a name, by its number in the table. */
struct template_value {
	struct slice text;
	struct template_value **rows; /* of a list: one array of values each */
	size_t count;
};

/*
 * Reads a part of the source (usually its text) with these names; `names` must
 * live as long. What is wrong is added to the diagnostics as
 * template_unknown_name or template_syntax. Lives in the arena; NULL when
 * something is wrong.
 */
struct template *template_parse(struct arena *arena, struct source *source,
				struct slice part,
				const struct template_name *names,
				struct diagnostics *diagnostics);

/* Appends the template filled with the values, which stand in the order of the
 * names' table. */
void template_print(const struct template *template,
		    const struct template_value *values,
		    enum template_target target, struct text *text);

/* True when the template uses the name, of any table. */
bool template_has(const struct template *template, const char *name);

/* Appends the text as it stands in HTML, in text or a quoted attribute. */
void template_add_html(struct text *text, struct slice value);

#endif

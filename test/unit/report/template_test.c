/*
 * Templates: values escaped for where they go, sections, and what is wrong with
 * its place. The cases of `letter` show the messages.
 */
#include "report/template.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "base/text.h"

enum {
	NAME,
	LOTS,
	NOTE
};

static const struct template_name lot_names[] = {
	{ "points", NULL, "points of the lot" },
	{ NULL, NULL, NULL },
};

static const struct template_name names[] = {
	[NAME] = { "name", NULL, "the member's name" },
	[LOTS] = { "lots", lot_names, "lots" },
	[NOTE] = { "note", NULL, "a text that may be empty" },
	{ NULL, NULL, NULL },
};

/* The template filled; NULL when something is wrong with it. */
static const char *filled(struct arena *arena, const char *body,
			  enum template_target target)
{
	static struct template_value first[] = { { SLICE("5"), NULL, 0 } };
	static struct template_value second[] = { { SLICE("17"), NULL, 0 } };
	static struct template_value *rows[] = { first, second };
	const struct template_value values[] = {
		[NAME] = { SLICE("<Ann> & \"Bo's\"\n\x1b[1m"), NULL, 0 },
		[LOTS] = { SLICE(""), rows, 2 },
		[NOTE] = { SLICE(""), NULL, 0 },
	};
	struct diagnostics diagnostics;
	struct text text;

	diagnostics_init(&diagnostics, arena);
	struct source *source =
		source_new(arena, "hello.txt", slice_from(body));
	const struct template *template = template_parse(
		arena, source, slice_from(body), names, &diagnostics);
	if (template == NULL)
		return NULL;
	text_init(&text, arena);
	template_print(template, values, target, &text);
	return arena_print(arena, "%.*s", SLICE_ARGS(text_slice(&text)));
}

Test(report_template, values_are_escaped_for_where_they_go)
{
	static const struct {
		const char *body;
		enum template_target target;
		const char *wanted;
	} rows[] = {
		{ "{{name}}", TEMPLATE_TEXT, "<Ann> & \"Bo's\"  [1m" },
		{ "{{name}}", TEMPLATE_HTML,
		  "&lt;Ann&gt; &amp; &quot;Bo&#39;s&quot;  [1m" },
		{ "<b>{{note}}</b>", TEMPLATE_HTML, "<b></b>" },
		{ "{{#lots}}{{points}},{{/lots}}", TEMPLATE_TEXT, "5,17," },
		{ "{{#lots}}[{{points:4}}]{{/lots}}", TEMPLATE_TEXT,
		  "[   5][  17]" },
		{ "{{?lots}}once{{/lots}}", TEMPLATE_TEXT, "once" },
		{ "{{^lots}}none{{/lots}}x", TEMPLATE_TEXT, "x" },
		{ "{{^note}}no note{{/note}}{{#note}}a note{{/note}}",
		  TEMPLATE_TEXT, "no note" },
		{ "a\n{{#lots}}\n{{points}}\n{{/lots}}\nb\n", TEMPLATE_TEXT,
		  "a\n5\n17\nb\n" },
		{ "x{{! not printed }}y", TEMPLATE_TEXT, "xy" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *found =
			filled(&arena, rows[i].body, rows[i].target);
		cr_assert(found != NULL, "row %zu", i);
		cr_expect_str_eq(found, rows[i].wanted, "row %zu", i);
	}
	arena_release(&arena);
}

Test(report_template, what_is_wrong_makes_no_template)
{
	static const char *const rows[] = {
		"{{nmae}}",
		"{{{name}}}",
		"{{name",
		"{{#lots}}",
		"{{/lots}}",
		"{{#lots}}{{/name}}",
		"{{points}}",
		"{{lots}}",
		"{{name:0}}",
		"{{name:9999}}",
		"{{&name}}",
		"{{>other}}",
		"{{#lots}}{{x}}{{/lots}}",
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect(filled(&arena, rows[i], TEMPLATE_TEXT) == NULL, "%s",
			  rows[i]);
	arena_release(&arena);
}

/*
 * Writing a first rules file. See starter.h.
 */
#include "cmd/starter.h"

#include <string.h>

#include "base/diagnostic.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/session.h"
#include "rules/program.h"

/* A YAML text in double quotes. */
static void add_quoted(struct text *text, struct slice value)
{
	text_add_char(text, '"');
	for (size_t i = 0; i < value.length; i++) {
		if (value.text[i] == '"' || value.text[i] == '\\')
			text_add_char(text, '\\');
		text_add_char(text, value.text[i]);
	}
	text_add_char(text, '"');
}

/* The reward's id: letters and digits of its title, blanks as hyphens. */
static void add_id(struct text *text, struct slice title)
{
	size_t before = text->length;

	for (size_t i = 0; i < title.length; i++) {
		char c = title.text[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			text_add_char(text, c);
		else if (text->length > before &&
			 text->bytes[text->length - 1] != '-')
			text_add_char(text, '-');
	}
	while (text->length > before && text->bytes[text->length - 1] == '-')
		text->bytes[--text->length] = '\0';
	if (text->length == before)
		text_add(text, "reward");
}

static void add_earning(struct text *text, const struct starter *starter)
{
	if (starter->stamps) {
		text_add(text,
			 "units:\n  - {name: stamp, plural: stamps}\n\n"
			 "earn:\n"
			 "  - {name: a stamp a visit, on: visit, points: 1, "
			 "limit: {times: 1, per: day}}\n");
		return;
	}
	size_t point = slice_find(starter->rate, '.');
	text_add(text, "units:\n  - {name: point, plural: points");
	if (point + 1 < starter->rate.length)
		text_add_format(text, ", decimals: %zu",
				starter->rate.length - point - 1);
	text_add_format(text,
			"}\n\nearn:\n"
			"  - {name: base, on: purchase, points: %.*s, "
			"per: 1}\n",
			SLICE_ARGS(starter->rate));
}

void starter_add_rules(struct text *text, const struct starter *starter)
{
	const char *unit = starter->stamps ? "stamp" : "point";

	text_add(text, "# What the programme allows. Change it, then run: "
		       "pointbook rules check\n"
		       "# All that can stand here: man pointbook-rules\n"
		       "program:\n  name: ");
	add_quoted(text, starter->name);
	text_add_format(text, "\n  currency: %.*s\n\n",
			SLICE_ARGS(starter->currency));
	add_earning(text, starter);
	if (!slice_is(starter->months, "0"))
		text_add_format(text,
				"\nexpiry:\n  - {unit: %s, after: %.*s months, "
				"round: end-of-month}\n",
				unit, SLICE_ARGS(starter->months));
	text_add(text, "\nrewards:\n  - {name: ");
	add_id(text, starter->reward);
	text_add(text, ", title: ");
	add_quoted(text, starter->reward);
	text_add_format(text, ", kind: product, cost: %.*s}\n",
			SLICE_ARGS(starter->cost));
}

/* Appends a line with another value behind its colon. */
static void add_changed(struct text *text, struct slice line,
			struct slice value, bool quoted)
{
	text_add_bytes(text, line.text, slice_find(line, ':') + 1);
	text_add_char(text, ' ');
	if (quoted)
		add_quoted(text, value);
	else
		text_add_slice(text, value);
}

void starter_add_file(struct text *text, struct slice file, struct slice name,
		      struct slice currency)
{
	bool within = false; /* program: */

	while (file.length > 0) {
		struct slice line = slice_cut(file, '\n', &file);
		if (line.length > 0 && line.text[0] != ' ')
			within = slice_is(line, "program:");
		if (within && name.length > 0 && slice_starts(line, "  name:"))
			add_changed(text, line, name, true);
		else if (within && currency.length > 0 &&
			 slice_starts(line, "  currency:"))
			add_changed(text, line, currency, false);
		else
			text_add_slice(text, line);
		text_add_char(text, '\n');
	}
}

bool starter_check(struct session *session, struct slice rules)
{
	struct diagnostics diagnostics;
	struct programs programs;

	diagnostics_init(&diagnostics, session->arena);
	programs_init(&programs, session->arena);
	programs_add(&programs, source_new(session->arena, "rules.yaml", rules),
		     DAY_NONE, &diagnostics);
	return !diagnostics_are_broken(&diagnostics);
}

/*
 * pointbook rules show: what is in force on a day, in words a customer could
 * read, or as the canonical text that seals rest on.
 */
#include "base/text.h"
#include "base/utf8.h"
#include "cmd/rules_part.h"
#include "cmd/session.h"
#include "report/sink.h"
#include "rules/program.h"
#include "rules/rules_show.h"

struct show_options {
	struct day on;
	bool canonical;
	bool defaults;
};

static const struct option show_table[] = {
	{ "on", 0, OPTION_DAY, "DAY", NULL, offsetof(struct show_options, on),
	  "what is in force on this day (today)" },
	{ "canonical", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct show_options, canonical),
	  "as YAML in one spelling, without defaults: seals rest on it" },
	{ "defaults", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct show_options, defaults),
	  "as YAML in one spelling, with every default spelled out" },
	{ .name = NULL },
};

static const char *const show_examples[] = { "rules show",
					     "rules show --on 2025-06-30",
					     NULL };

/* The words with what a terminal might obey, or hide, made visible. */
static void add_words(struct text *text, struct session *session,
		      const struct program *program, struct day day)
{
	struct text words;
	text_init(&words, session->arena);
	rules_show_words(&words, session->programs, program, day);
	struct slice rest = text_slice(&words);
	while (rest.length > 0) {
		utf8_add_visible(text, slice_cut(rest, '\n', &rest));
		text_add_char(text, '\n');
	}
}

static enum exit_status show_run(struct session *session, const void *options)
{
	const struct show_options *given = options;
	struct day day = day_is_real(given->on) ? given->on : session->today;
	struct text text;
	enum exit_status status = rules_part_load(session);
	if (status != STATUS_FINE)
		return status;
	if (diagnostics_are_broken(&session->diagnostics)) {
		session_print_broken(session);
		return STATUS_BROKEN;
	}
	const struct program *program = programs_on(session->programs, day);
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	text_init(&text, session->arena);
	if (given->canonical || given->defaults)
		rules_show_canonical(&text, session->programs, program,
				     given->defaults);
	else
		add_words(&text, session, program, day);
	sink_add_slice(sink, text_slice(&text));
	return STATUS_FINE;
}

const struct command cmd_rules_show = {
	.name = "rules show",
	.group = GROUP_START,
	.summary = "what is in force on a day, in words",
	.operands = "[FILE]",
	.operand_max = 1,
	.takes = TAKES_FILE,
	.options = show_table,
	.options_size = sizeof(struct show_options),
	.examples = show_examples,
	.run = show_run,
};

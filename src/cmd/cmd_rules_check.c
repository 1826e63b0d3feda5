/*
 * pointbook rules check: the schema and the sense of the book's rules, or of
 * a file before it goes into force.
 */
#include "base/text.h"
#include "cmd/rules_part.h"
#include "cmd/session.h"
#include "report/sink.h"
#include "rules/program.h"

static const char *const check_examples[] = { "rules check",
					      "rules check rules.yaml", NULL };

static void add_summary(struct text *text, const struct session *session)
{
	const size_t *counts = session->diagnostics.counts;
	size_t files = session->programs ? session->programs->count : 0;
	text_add_format(text, "%zu rules file%s, %zu error%s, %zu warning%s\n",
			files, files == 1 ? "" : "s", counts[SEVERITY_BROKEN],
			counts[SEVERITY_BROKEN] == 1 ? "" : "s",
			counts[SEVERITY_WARNING],
			counts[SEVERITY_WARNING] == 1 ? "" : "s");
}

static enum exit_status check_run(struct session *session, const void *options)
{
	struct text text;
	(void)options;
	enum exit_status status = rules_part_load(session);
	if (status != STATUS_FINE)
		return status;
	bool is_broken = diagnostics_are_broken(&session->diagnostics);
	if (session->terminal.quiet && !session->diagnostics.first)
		return STATUS_FINE;
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	text_init(&text, session->arena);
	rules_part_add_findings(session, &text);
	add_summary(&text, session);
	sink_add_slice(sink, text_slice(&text));
	return is_broken ? STATUS_BROKEN : STATUS_FINE;
}

const struct command cmd_rules_check = {
	.name = "rules check",
	.group = GROUP_START,
	.summary = "whether the rules can be read and make sense",
	.operands = "[FILE]",
	.operand_max = 1,
	.takes = TAKES_FILE,
	.examples = check_examples,
	.run = check_run,
};

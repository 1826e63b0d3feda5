/*
 * pointbook rules test: the examples that stand in the rules themselves, so
 * that an owner can say what should be earned before a change goes live.
 */
#include "base/text.h"
#include "cmd/rules_examples.h"
#include "cmd/rules_part.h"
#include "cmd/session.h"
#include "report/sink.h"
#include "rules/program.h"

static const char *const test_examples[] = { "rules test",
					     "rules test rules.yaml", NULL };

static enum exit_status test_run(struct session *session, const void *options)
{
	struct text text;
	size_t count = 0;
	(void)options;
	enum exit_status status = rules_part_load(session);
	if (status != STATUS_FINE)
		return status;
	if (diagnostics_are_broken(&session->diagnostics)) {
		session_print_broken(session);
		return STATUS_BROKEN;
	}
	diagnostics_init(&session->diagnostics, session->arena);
	for (size_t i = 0; i < session->programs->count; i++)
		count += rules_examples_check(session->arena, session->programs,
					      session->programs->list[i],
					      &session->diagnostics);
	size_t failed = session->diagnostics.counts[SEVERITY_FINDING];
	if (session->terminal.quiet && failed == 0)
		return STATUS_FINE;
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	text_init(&text, session->arena);
	rules_part_add_findings(session, &text);
	text_add_format(&text, "%zu example%s, %zu failed\n", count,
			count == 1 ? "" : "s", failed);
	sink_add_slice(sink, text_slice(&text));
	return failed > 0 ? STATUS_NO : STATUS_FINE;
}

const struct command cmd_rules_test = {
	.name = "rules test",
	.group = GROUP_START,
	.summary = "run the examples of the rules",
	.operands = "[FILE]",
	.operand_max = 1,
	.takes = TAKES_FILE,
	.examples = test_examples,
	.notes = "Exit status 1: an example gives something else. Examples "
		 "know no past: no limit is used up, no visit counted.",
	.run = test_run,
};

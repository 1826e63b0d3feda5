/*
 * pointbook segment: the segments of the rules, and who is in one.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_members.h"
#include "report/report_segments.h"
#include "report/table.h"
#include "rules/program.h"

static const char *const segment_examples[] = {
	"segment",
	"segment vip",
	"segment drifting spend:100..",
	NULL,
};

/* True when the rules of the book's day have the segment, else after the
 * message. */
static bool check_name(const struct session *session, const char *name)
{
	const struct program *program =
		programs_on(session->programs, session->as_of);
	struct suggest search;

	if (program_find_segment(program, slice_from(name)) >= 0)
		return true;
	suggest_init(&search, slice_from(name));
	for (size_t i = 0; i < program->segment_count; i++)
		suggest_add(&search, program->segments[i].name);
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		message_error(&session->terminal,
			      "the rules have no segment '%s'; did you mean "
			      "%.*s?",
			      name, SLICE_ARGS(near));
	else
		message_error(&session->terminal,
			      "the rules have no segment '%s'; pointbook "
			      "segment lists them",
			      name);
	return false;
}

/* Makes the name a term of the query, and the other operands another. */
static void make_query(struct session *session)
{
	size_t count = session->operand_count;
	const char **terms =
		arena_take_array(session->arena, count + 2, sizeof(char *));
	size_t n = 0;

	terms[n++] =
		arena_print(session->arena, "segment:%s", session->operands[0]);
	if (count > 1)
		terms[n++] = "(";
	for (size_t i = 1; i < count; i++)
		terms[n++] = session->operands[i];
	if (count > 1)
		terms[n++] = ")";
	session->operands = terms;
	session->operand_count = n;
}

static enum exit_status list_segments(struct session *session)
{
	if (session_format(session) == NULL)
		return STATUS_USAGE;
	struct table *table = session_table(session, &report_segments);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	struct report_scope scope = look_scope(session);
	report_segments_rows(&scope, table);
	return STATUS_FINE;
}

static enum exit_status segment_run(struct session *session,
				    const void *options)
{
	struct report_scope scope;
	struct table *table;

	(void)options;
	if (session->operand_count == 0)
		return list_segments(session);
	if (!check_name(session, session->operands[0]))
		return STATUS_USAGE;
	make_query(session);
	enum exit_status status =
		look_begin(session, &report_segment, &scope, &table);
	if (status == STATUS_FINE)
		report_members_rows(&scope, table);
	return status;
}

const struct command cmd_segment = {
	.name = "segment",
	.group = GROUP_LOOK,
	.summary = "who is in a segment of the rules",
	.operands = "[NAME [QUERY]...]",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.examples = segment_examples,
	.notes = "Without NAME: the segments, and how many are in each. A "
		 "period chooses those who joined in it.",
	.run = segment_run,
};

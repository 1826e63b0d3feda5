/*
 * pointbook why: how a number came about. Of a member its balance, of an
 * event its points, of a member and a reward what stands between the two.
 */
#include "base/suggest.h"
#include "cmd/command.h"
#include "cmd/find_event.h"
#include "cmd/find_member.h"
#include "cmd/find_reward.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "engine/why.h"
#include "journal/journal.h"
#include "report/report_event.h"
#include "report/report_why.h"
#include "report/segments.h"
#include "report/sheet.h"
#include "report/table.h"

struct why_options {
	const char *unit;
};

static const struct option why_table[] = {
	{ "unit", 0, OPTION_TEXT, "UNIT", NULL,
	  offsetof(struct why_options, unit),
	  "of a member's balances only this one" },
	{ 0 },
};

static const char *const why_examples[] = {
	"why M0120 --unit stamp", "why N1-12698", "why 2026/10.points:281",
	"why M0120 tasting",      NULL,
};

/* The second replay that listens. */
static void listen(struct session *session, struct why *why)
{
	struct replay_options options = {
		.as_of = session->as_of,
		.segment = segments_test,
		.segment_context = session->segments,
	};

	why_find(session->arena, session->journal, session->programs, &options,
		 why);
}

static enum exit_status why_event(struct session *session, uint32_t event)
{
	struct report_scope scope = look_scope(session);
	struct sheet *sheet = sheet_new(session->arena);
	struct why why = { .event = event, .member = NONE };

	if (day_is_real(session->journal->events[event].day))
		listen(session, &why);
	report_event_add(&scope, sheet, event, &why);
	return look_print(session, &report_why, sheet);
}

/* ---- a member ---- */

static enum exit_status find_unit(struct session *session, const char *name,
				  int *unit)
{
	struct suggest search;
	const struct programs *programs = session->programs;

	*unit = -1;
	if (name == NULL)
		return STATUS_FINE;
	*unit = programs_find_unit(programs, slice_from(name));
	if (*unit >= 0 && name[0] != '\0')
		return STATUS_FINE;
	suggest_init(&search, slice_from(name));
	for (size_t i = 0; i < programs->unit_count; i++)
		suggest_add(&search, programs->units[i].name);
	struct slice near = suggest_take(&search);
	if (near.length == 0)
		near = programs->units[0].name;
	message_error(&session->terminal,
		      "the rules have no unit '%s'; did you mean '%.*s'?", name,
		      SLICE_ARGS(near));
	return STATUS_USAGE;
}

static enum exit_status why_member(struct session *session, uint32_t member,
				   const char *unit_name)
{
	struct report_scope scope = look_scope(session);
	struct sheet *sheet = sheet_new(session->arena);
	struct why why = { .event = NONE, .member = member };
	int unit;
	enum exit_status status = find_unit(session, unit_name, &unit);

	if (status != STATUS_FINE)
		return status;
	listen(session, &why);
	for (int i = 0; (size_t)i < session->programs->unit_count; i++) {
		if (unit < 0 || i == unit)
			report_why_add_balance(&scope, sheet, member, i, &why);
	}
	if (sheet->count == 0)
		message_note(&session->terminal,
			     "nothing was ever earned or spent");
	return look_print(session, &report_why, sheet);
}

/* ---- a member and a reward ---- */

static enum exit_status why_reward(struct session *session, uint32_t member,
				   struct slice name)
{
	const struct program *program =
		programs_on(session->programs, session->as_of);
	struct report_scope scope = look_scope(session);
	struct sheet *sheet = sheet_new(session->arena);
	int reward = program_find_reward(program, name);

	if (reward >= 0) {
		report_why_add_reward(&scope, sheet, member, reward);
		return look_print(session, &report_why, sheet);
	}
	find_reward_say_unknown(session, name);
	return STATUS_NO;
}

/* A member's id comes first; then what names an event; then all else that
 * finds a member. */
static enum exit_status why_run(struct session *session, const void *options)
{
	const struct why_options *given = options;
	struct slice text = slice_from(session->operands[0]);
	uint32_t event;
	uint32_t member;

	if (session->operand_count == 1 &&
	    intern_find(&session->journal->members, text) == INTERN_NONE &&
	    find_event_search(session->journal, text, &event))
		return why_event(session, event);
	if (session->operand_count == 1 && find_event_is_meant(text)) {
		find_event_refuse(&session->terminal, session->journal, text);
		return STATUS_NO;
	}
	enum exit_status status = find_member_one(session, text, &member);
	if (status != STATUS_FINE)
		return status;
	if (session->operand_count == 1)
		return why_member(session, member, given->unit);
	return why_reward(session, member, slice_from(session->operands[1]));
}

const struct command cmd_why = {
	.name = "why",
	.group = GROUP_LOOK,
	.summary = "how a number came about",
	.operands = "REF|FILE:LINE|MEMBER [REWARD]",
	.operand_min = 1,
	.operand_max = 2,
	.takes = TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | READS_ONLY,
	.options = why_table,
	.options_size = sizeof(struct why_options),
	.examples = why_examples,
	.notes = "Of a member, movements before --from are one row.",
	.run = why_run,
};

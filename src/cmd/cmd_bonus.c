/*
 * pointbook bonus: points for what a member, or all members of a query, did; or
 * all bonuses that fell due (welcomes, birthdays, anniversaries, referrals,
 * rises of level), once each.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/look.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/due.h"
#include "exchange/due_line.h"
#include "journal/journal.h"
#include "report/report_members.h"
#include "value/seals.h"

struct bonus_options {
	bool due;
};

static const struct option bonus_table[] = {
	{ "due", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct bonus_options, due),
	  "record all bonuses that fell due, once each" },
	{ .name = NULL },
};

static const char *const bonus_examples[] = {
	"bonus M0012 review",
	"bonus tier:gold visits:30.. review --ref spring-2026 --dry-run",
	"bonus --due --dry-run",
	NULL,
};

static enum exit_status plan_due(struct recording *recording)
{
	struct session *session = recording->session;
	struct day closed = seals_closed_to(session->journal);
	const struct due *list;
	size_t count;

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	list = due_list(session->arena, session->book, DAY_NONE, session->today,
			&count);
	for (size_t i = 0; i < count; i++) {
		if (day_compare(list[i].day, closed) <= 0)
			continue;
		due_line_add(&recording->lines, session->journal,
			     session->programs, &list[i]);
		text_add_char(&recording->lines, '\n');
	}
	return STATUS_FINE;
}

/* ---- many members -----------------------------------------------------------*/

/* True when the operands in front of the action are a query: more than one, or
 * FIELD:VALUE that is nobody's id. */
static bool is_query(const struct session *session)
{
	struct slice first = slice_from(session->operands[0]);

	return session->operand_count > 2 ||
	       (slice_find(first, ':') < first.length &&
		intern_find(&session->journal->members, first) == INTERN_NONE);
}

static void add_bonus(struct recording *recording, uint32_t member,
		      struct slice reference)
{
	struct session *session = recording->session;
	struct text *lines = &recording->lines;

	event_line_begin(lines, session, "bonus");
	event_line_add_word(lines,
			    intern_text(&session->journal->members, member));
	event_line_add_word(
		lines,
		slice_from(session->operands[session->operand_count - 1]));
	event_line_finish(lines, session, reference);
}

/* True when some rules file has the action; else that is said, once and not for
 * each member. */
static bool is_action(const struct session *session, struct slice word)
{
	const struct programs *programs = session->programs;
	struct suggest search;
	struct slice near;

	suggest_init(&search, word);
	for (size_t i = 0; i < programs->count; i++) {
		const struct program *program = programs->list[i];

		if (program_has_action(program, word))
			return true;
		for (size_t k = 0; k < program->rule_count; k++)
			suggest_add(&search, program->rules[k].action);
	}
	near = suggest_take(&search);
	message_error(&session->terminal,
		      "no rules file has the action '%.*s'%s%.*s%s",
		      SLICE_ARGS(word),
		      near.length > 0 ? "; did you mean '" : "",
		      SLICE_ARGS(near), near.length > 0 ? "'?" : "");
	return false;
}

/* A line for each member of the query that has none under the reference. */
static size_t add_bonuses(struct recording *recording)
{
	struct session *session = recording->session;
	struct report_scope scope = look_scope(session);
	size_t count;
	const uint32_t *members = scope_members(&scope, &count);
	size_t added = 0;

	for (size_t i = 0; i < count; i++) {
		struct slice reference = slice_from(arena_print(
			session->arena, "%.*s/%.*s",
			SLICE_ARGS(recording->reference),
			SLICE_ARGS(intern_text(&session->journal->members,
					       members[i]))));

		if (session->book->members[members[i]].status !=
			    MEMBER_ACTIVE ||
		    !scope_takes_member(&scope, members[i], 0) ||
		    journal_find(session->journal, reference) != EVENT_NONE)
			continue;
		add_bonus(recording, members[i], reference);
		added++;
	}
	return added;
}

/* So many lines are not for a slip of a finger. */
static enum exit_status confirm(struct recording *recording, size_t count)
{
	struct session *session = recording->session;

	if (count == 0 || recording->is_confirmed || session->write.dry_run ||
	    session->global.yes)
		return STATUS_FINE;
	session_unlock(session);
	enum exit_status status = ask_yes(
		session,
		arena_print(session->arena,
			    "%zu member%s would get it (--dry-run shows "
			    "whom): record it?",
			    count, count == 1 ? "" : "s"));
	recording->is_confirmed = status == STATUS_FINE;
	recording->starts_again = status == STATUS_FINE;
	return status == STATUS_FINE ? STATUS_DECLINED : status;
}

static enum exit_status plan_query(struct recording *recording)
{
	struct session *session = recording->session;

	if (!session->record.ref) {
		message_error(&session->terminal,
			      "many members at once need a name, so that "
			      "nobody gets it twice: give one with --ref, as "
			      "--ref spring-2026");
		return STATUS_USAGE;
	}
	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	if (!is_action(
		    session,
		    slice_from(session->operands[session->operand_count - 1])))
		return STATUS_NO;
	session->operand_count--; /* the action is none of the query */
	enum exit_status status = session_query(session, &report_members, 0);

	session->operand_count++;
	if (status != STATUS_FINE)
		return status;
	recording->nothing = "nobody is left who would get it: nothing was "
			     "added";
	return confirm(recording, add_bonuses(recording));
}

static enum exit_status plan_bonus(struct recording *recording,
				   const void *options)
{
	const struct bonus_options *given = options;
	struct session *session = recording->session;

	if (given->due)
		return plan_due(recording);
	if (is_query(session))
		return plan_query(recording);
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);
	if (status == STATUS_FINE)
		add_bonus(recording, recording->member, recording->reference);
	return status;
}

static enum exit_status bonus_run(struct session *session, const void *options)
{
	const struct bonus_options *given = options;

	if (given->due != (session->operand_count == 0) ||
	    session->operand_count == 1) {
		message_error(&session->terminal,
			      "name a member or a query, and an action, or "
			      "give --due alone");
		return STATUS_USAGE;
	}
	return recording_run(session, plan_bonus, options);
}

const struct command cmd_bonus = {
	.name = "bonus",
	.group = GROUP_RECORD,
	.summary = "give points for what a member did, or what fell due",
	.operands = "[MEMBER|QUERY... ACTION]",
	.operand_min = 0,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = bonus_table,
	.options_size = sizeof(struct bonus_options),
	.examples = bonus_examples,
	.notes = "With a query each member gets the reference REF/MEMBER, and "
		 "nobody gets it twice.",
	.run = bonus_run,
};

/*
 * pointbook check: reads everything, computes every recorded point again, and
 * lists what is wrong, worst first, with one line of totals at the end. With
 * -O the findings are a table for programs.
 */
#include <string.h>

#include "base/text.h"
#include "cmd/check_against.h"
#include "cmd/check_known.h"
#include "cmd/check_names.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/version_load.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/report_check.h"
#include "report/sink.h"
#include "report/table.h"

enum {
	SHOWN_MAX = 20
};

struct check_options {
	bool strict;
	bool list;
	bool staged;
	const char *against; /* REV, or REV..NEW */
};

static const struct option check_table[] = {
	{ "strict", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct check_options, strict),
	  "exit 1 for warnings and notes, too" },
	{ "list", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct check_options, list),
	  "list the names that may be asked for" },
	{ "staged", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct check_options, staged),
	  "check what the next commit of git would have" },
	{ "against", 0, OPTION_TEXT, "REV", NULL,
	  offsetof(struct check_options, against),
	  "see to it that nothing of a revision of git was changed" },
	{ .name = NULL },
};

static const char *const check_examples[] = { "check", "check earning bonuses",
					      "check unusual", "check -O csv",
					      NULL };

/* What of the diagnostics is shown and counted. */
struct check_view {
	const struct check_names *names; /* NULL: all */
	size_t counts[SEVERITY_BROKEN + 1];
	size_t accepted;
	size_t known; /* in the last commit already */
};

static bool is_wanted(const struct check_view *view,
		      const struct diagnostic *one)
{
	return !view->names || view->names->wanted[one->id] ||
	       diagnostic_kind(one->id)->severity == SEVERITY_BROKEN;
}

static bool is_shown(const struct check_view *view,
		     const struct diagnostic *one)
{
	return !one->accepted && !one->known && is_wanted(view, one);
}

static void count(struct check_view *view, const struct diagnostics *all)
{
	const struct diagnostic *one = all->first;
	for (; one; one = one->next) {
		if (!is_wanted(view, one))
			continue;
		if (one->accepted)
			view->accepted++;
		else if (one->known)
			view->known++;
		else
			view->counts[diagnostic_kind(one->id)->severity]++;
	}
}

static size_t total(const struct check_view *view)
{
	size_t sum = 0;
	for (unsigned i = 0; i <= SEVERITY_BROKEN; i++)
		sum += view->counts[i];
	return sum;
}

static void add_count(struct text *text, size_t number, const char *one)
{
	text_add_format(text, ", %zu %s%s", number, one,
			number == 1 ? "" : "s");
}

/* "4061 events, 312 members, 2 findings, 0 warnings" and what else there is. */
static void add_summary(struct text *text, struct session *session,
			const struct check_view *view)
{
	size_t events =
		session->journal ? journal_count_events(session->journal) : 0;
	size_t members = 0;
	for (size_t i = 0; session->book && i < session->book->member_count;
	     i++)
		members += session->book->members[i].status != MEMBER_UNKNOWN;
	text_add_format(text, "%zu event%s", events, events == 1 ? "" : "s");
	if (session->book)
		add_count(text, members, "member");
	if (view->counts[SEVERITY_BROKEN] > 0)
		add_count(text, view->counts[SEVERITY_BROKEN], "error");
	add_count(text, view->counts[SEVERITY_FINDING], "finding");
	add_count(text, view->counts[SEVERITY_WARNING], "warning");
	if (view->counts[SEVERITY_NOTE] > 0)
		add_count(text, view->counts[SEVERITY_NOTE], "note");
	if (view->accepted > 0)
		text_add_format(text, ", %zu accepted", view->accepted);
	if (view->known > 0)
		text_add_format(text, ", %zu in the last commit already",
				view->known);
	text_add_char(text, '\n');
}

static void add_findings(struct text *text, struct session *session,
			 const struct check_view *view)
{
	int64_t limit = session->global.max_errors;
	size_t most = limit < 0 ? SHOWN_MAX : (size_t)limit;
	size_t shown = 0;
	const struct diagnostic *one = session->diagnostics.first;
	for (; one && (most == 0 || shown < most); one = one->next) {
		if (!is_shown(view, one))
			continue;
		diagnostic_print(text, one, session->terminal.output_colour);
		shown++;
	}
	if (shown < total(view))
		text_add_format(text,
				"%zu more: --max-errors 0 shows all of them\n",
				total(view) - shown);
}

static enum exit_status judge(const struct check_view *view, bool is_strict)
{
	if (view->counts[SEVERITY_BROKEN] > 0)
		return STATUS_BROKEN;
	if (view->counts[SEVERITY_FINDING] > 0 || (is_strict && total(view)))
		return STATUS_NO;
	return STATUS_FINE;
}

static enum exit_status print_text(struct session *session,
				   const struct check_view *view,
				   bool is_strict)
{
	struct text text;
	if (session->terminal.quiet && judge(view, is_strict) == STATUS_FINE)
		return STATUS_FINE;
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	text_init(&text, session->arena);
	add_findings(&text, session, view);
	add_summary(&text, session, view);
	sink_add_slice(sink, text_slice(&text));
	return STATUS_FINE;
}

static enum exit_status print_table(struct session *session,
				    const struct check_view *view)
{
	struct table *table = session_table(session, &report_check);
	const struct diagnostic *one = session->diagnostics.first;
	if (!table)
		return STATUS_ENVIRONMENT;
	for (; one; one = one->next) {
		if (is_shown(view, one))
			report_check_add(table, one);
	}
	return STATUS_FINE;
}

/* The names that may be asked for, with what they are about. */
static enum exit_status print_list(struct session *session)
{
	struct text text;
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	text_init(&text, session->arena);
	for (size_t i = 0; check_names_group(i); i++) {
		const struct check_group *group = check_names_group(i);
		text_add_format(&text, "%-12s  %s: %s\n", group->name,
				group->help, group->ids);
	}
	sink_add_slice(sink, text_slice(&text));
	return STATUS_FINE;
}

static enum exit_status read_names(struct session *session,
				   struct check_names *names)
{
	for (size_t i = 0; i < session->operand_count; i++) {
		struct slice name = slice_from(session->operands[i]);
		if (check_names_add(names, name))
			continue;
		struct slice near = check_names_suggest(name);
		if (near.length > 0)
			message_error(&session->terminal,
				      "there is no check '%s'; did you mean "
				      "'%.*s'?",
				      session->operands[i], SLICE_ARGS(near));
		else
			message_error(&session->terminal,
				      "there is no check '%s'; 'pointbook "
				      "check --list' names them",
				      session->operands[i]);
		return STATUS_USAGE;
	}
	return STATUS_FINE;
}

/* What is allowed is tested only when it is asked for. */
static unsigned needs_of(const struct check_names *names)
{
	for (int i = DIAGNOSTIC_unusual_source;
	     i <= DIAGNOSTIC_unusual_backdated; i++)
		if (names->wanted[i])
			return NEEDS_UNUSUAL;
	return 0;
}

/* Which version is checked: REV..NEW is NEW, against REV. */
static enum exit_status choose_version(struct session *session,
				       struct check_options *given)
{
	const char *dots = given->against ? strstr(given->against, "..") : NULL;

	if (dots && given->staged) {
		message_error(&session->terminal,
			      "--staged and a second revision do not go "
			      "together");
		return STATUS_USAGE;
	}
	if (given->staged)
		return version_choose(session, NULL);
	if (!dots)
		return STATUS_FINE;
	given->against = arena_copy(session->arena, given->against,
				    (size_t)(dots - given->against));
	return version_choose(session, dots[2] ? dots + 2 : "HEAD");
}

static enum exit_status check_run(struct session *session, const void *options)
{
	struct check_options given = *(const struct check_options *)options;
	struct check_names names = { { false } };
	struct check_view view = { .names = session->operand_count > 0 ? &names
								       : NULL };
	if (given.list)
		return print_list(session);
	enum exit_status status = read_names(session, &names);
	if (status != STATUS_FINE)
		return status;
	status = choose_version(session, &given);
	if (status != STATUS_FINE)
		return status;
	unsigned needs = NEEDS_REPERFORM | ACCEPTS_BROKEN | needs_of(&names);
	status = session_load(session, needs | READS_ONLY);
	for (int i = DIAGNOSTIC_past_removed; i <= DIAGNOSTIC_past_rules; i++)
		names.wanted[i] |= given.against != NULL;
	if (status == STATUS_FINE && given.against)
		status = check_against(session, given.against);
	if (status == STATUS_FINE && given.staged)
		status = check_known(session, needs);
	if (status != STATUS_FINE)
		return status;
	diagnostics_sort(&session->diagnostics);
	count(&view, &session->diagnostics);
	bool is_table = session->output_options.format >= 0 ||
			session->output_options.output;
	status = is_table ? print_table(session, &view)
			  : print_text(session, &view, given.strict);
	return status == STATUS_FINE ? judge(&view, given.strict) : status;
}

const struct command cmd_check = {
	.name = "check",
	.group = GROUP_CHECK,
	.summary = "find what is wrong with the book",
	.operands = "[NAME]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_OUTPUT | TAKES_AS_OF,
	.options = check_table,
	.options_size = sizeof(struct check_options),
	.examples = check_examples,
	.notes = "Exit status 1: there are findings. Accepted ones are counted "
		 "apart.",
	.run = check_run,
};

/*
 * The lines of both are compared (journal/changes.h), and then the rules.
 */
#include "cmd/check_against.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/version_load.h"
#include "journal/changes.h"
#include "journal/journal.h"
#include "rules/program.h"
#include "rules/rules_show.h"
#include "value/seals.h"

struct against {
	struct session *session;
	struct session *then;
	const char *revision;
	struct day closed_to;      /* as it was then */
	const struct event *award; /* the first that is new */
};

/* What is about persons is written anew whenever they change, and files are
 * split as they grow. */
static bool is_bookkeeping(const struct event *event)
{
	return !directive_of((enum event_kind)event->kind)->private &&
	       event->kind != EVENT_INCLUDE &&
	       event->kind != EVENT_INCLUDE_OPTIONAL;
}

static bool is_award(const struct event *event)
{
	return event->kind == EVENT_OPENING || event->kind == EVENT_PURCHASE ||
	       event->kind == EVENT_BONUS ||
	       (event->kind == EVENT_ADJUST && event->points > 0);
}

/* A line of then that is gone, or says something else now. */
static void report_past(struct against *against, const struct change *change)
{
	const struct journal *old = against->then->journal;
	const struct journal *now = against->session->journal;
	struct diagnostics *all = &against->session->diagnostics;
	const struct event *event = &old->events[change->before];

	if (!is_bookkeeping(event))
		return;
	if (change->after == EVENT_NONE) {
		(void)diagnostic_add(
			all, DIAGNOSTIC_past_removed, event_place(old, event),
			"a line of '%s' is gone%s", against->revision,
			directive_of((enum event_kind)event->kind)->moves
				? "; 'pointbook undo' takes back what was "
				  "wrong, and keeps the line"
				: "");
		return;
	}
	struct diagnostic *one = diagnostic_add(
		all, DIAGNOSTIC_past_changed,
		event_place(now, &now->events[change->after]),
		"a line of '%s' was changed; what was wrong is put right by "
		"another line",
		against->revision);
	diagnostic_note(all, one, event_place(old, event), "as it was then");
}

static void report_new(struct against *against, const struct change *change)
{
	const struct journal *now = against->session->journal;
	const struct event *event = &now->events[change->after];

	if (!is_bookkeeping(event))
		return;
	if (!against->award && is_award(event))
		against->award = event;
	if (event->kind == EVENT_CLOSE || event->kind == EVENT_REOPEN ||
	    !day_is_real(event->day) || !day_is_real(against->closed_to) ||
	    day_compare(event->day, against->closed_to) > 0)
		return;
	(void)diagnostic_add(&against->session->diagnostics,
			     DIAGNOSTIC_past_closed, event_place(now, event),
			     "a new line in a period that was closed in '%s'; "
			     "date it in the open one (a late sale with "
			     "sold:)",
			     against->revision);
}

static struct slice rules_text(struct session *session)
{
	struct text text;

	text_init(&text, session->arena);
	for (size_t i = 0; i < session->programs->count; i++) {
		const struct program *program = session->programs->list[i];

		text_add_format(&text, "%d\n", (int)program->from.number);
		rules_show_canonical(&text, session->programs, program, false);
	}
	return text_slice(&text);
}

static bool has_rules(const struct session *session)
{
	return session->programs &&
	       !diagnostics_are_broken(&session->diagnostics);
}

static void compare_rules(struct against *against)
{
	struct session *session = against->session;

	if (!against->award || !has_rules(session) ||
	    !has_rules(against->then) ||
	    slice_equal(rules_text(session), rules_text(against->then)))
		return;
	(void)diagnostic_add(&session->diagnostics, DIAGNOSTIC_past_rules,
			     event_place(session->journal, against->award),
			     "points are given and the rules are changed since "
			     "'%s'; commit the rules first, alone",
			     against->revision);
}

enum exit_status check_against(struct session *session, const char *revision)
{
	struct against against = { .session = session,
				   .revision = version_name(session->arena,
							    revision) };
	enum exit_status status =
		version_load(session, revision, NEEDS_RULES, &against.then);

	if (status != STATUS_FINE || !session->journal)
		return status;
	if (!against.then) {
		message_note(&session->terminal,
			     "there was no '%s' in '%s': all of it is new",
			     session->journal_path, revision);
		return STATUS_FINE;
	}
	against.closed_to = seals_closed_to(against.then->journal);
	struct changes changes = changes_find(
		session->arena, against.then->journal, session->journal);
	for (size_t i = 0; i < changes.count; i++) {
		if (changes.list[i].before != EVENT_NONE)
			report_past(&against, &changes.list[i]);
		else
			report_new(&against, &changes.list[i]);
	}
	compare_rules(&against);
	return STATUS_FINE;
}

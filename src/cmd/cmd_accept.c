/*
 * pointbook accept: a finding of `check`, or a difference of `reconcile`, was
 * looked at and stands. The line keeps what it said; when that changes, it
 * shows again.
 */
#include <string.h>

#include "base/suggest.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/accepted.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "exchange/reconcile.h"
#include "report/segments.h"
#include "value/gl_match.h"

struct accept_options {
	const char *facts;
};

static const struct option accept_table[] = {
	{ "facts", 0, OPTION_TEXT, "FACTS", NULL,
	  offsetof(struct accept_options, facts),
	  "of a reconciliation: the eight digits it shows for the row" },
	{ .name = NULL },
};

static const char *const accept_examples[] = {
	"accept points_differ POS-3 'agreed with the owner' --facts 1b4f0e98",
	NULL,
};

enum {
	KEYS_SHOWN = 5
};

/* What is accepted. */
struct asked {
	struct session *session;
	struct slice kind, key, why;
};

static bool is_facts(const char *text)
{
	return strlen(text) == ACCEPTED_FACTS_MAX - 1 &&
	       strspn(text, "0123456789abcdef") == ACCEPTED_FACTS_MAX - 1;
}

/* --- what check finds ------------------------------------------------------- */

static void find(const struct session *session, struct diagnostics *found)
{
	struct replay_options options = {
		.as_of = session->as_of,
		.reperform = true,
		.findings = true,
		.segment = segments_test,
		.segment_context = session->segments,
	};

	diagnostics_init(found, session->arena);
	(void)replay_run(session->arena, session->journal, session->programs,
			 &options, found);
}

/* The next finding of the kind, NULL behind the last. */
static const struct diagnostic *next_of(const struct diagnostic *one,
					enum diagnostic_id id)
{
	while (one && (one->id != id || !one->subject || one->accepted))
		one = one->next;
	return one;
}

/* Adds up to KEYS_SHOWN keys of the kind's findings. */
static void add_keys(struct text *keys, const struct diagnostics *found,
		     enum diagnostic_id id)
{
	const struct diagnostic *one = next_of(found->first, id);

	for (int i = 0; one && i < KEYS_SHOWN; i++) {
		text_add_format(keys, "%s'%s'", keys->length > 0 ? ", " : "",
				one->subject);
		one = next_of(one->next, id);
	}
	if (one)
		text_add(keys, " …");
}

static enum exit_status say_none(const struct asked *asked,
				 const struct diagnostics *found,
				 enum diagnostic_id id)
{
	struct session *session = asked->session;
	struct text keys;

	text_init(&keys, session->arena);
	add_keys(&keys, &session->diagnostics, id);
	add_keys(&keys, found, id);
	if (keys.length > 0)
		message_error(&session->terminal,
			      "check has no '%.*s' of '%.*s'; it has %.*s",
			      SLICE_ARGS(asked->kind), SLICE_ARGS(asked->key),
			      (int)keys.length, keys.bytes);
	else
		message_error(&session->terminal,
			      "check has no '%.*s': there is nothing to accept",
			      SLICE_ARGS(asked->kind));
	return STATUS_NO;
}

/* --- the lines -------------------------------------------------------------- */

static void add_line(struct recording *recording, const struct asked *asked,
		     const char *facts, size_t nth)
{
	struct session *session = asked->session;
	struct text *line = &recording->lines;
	struct slice reference = recording->reference;

	event_line_begin(line, session, "accept");
	text_add_char(line, ' ');
	event_line_add_word(line, asked->kind);
	text_add_char(line, ' ');
	event_line_add_word(line, asked->key);
	text_add_char(line, ' ');
	event_line_add_text(line, asked->why);
	event_line_add_value(line, "facts", slice_from(facts));
	if (nth > 0)
		reference =
			slice_from(arena_print(session->arena, "%.*s/%zu",
					       SLICE_ARGS(reference), nth + 1));
	event_line_finish(line, session, reference);
}

/* A line for each finding of the kind and key. */
static size_t add_findings(struct recording *recording,
			   const struct asked *asked,
			   const struct diagnostics *found,
			   enum diagnostic_id id, size_t count)
{
	for (const struct diagnostic *one = next_of(found->first, id); one;
	     one = next_of(one->next, id)) {
		char facts[ACCEPTED_FACTS_MAX];

		if (!slice_is(asked->key, one->subject))
			continue;
		accepted_print_facts(slice_from(one->message), facts);
		add_line(recording, asked, facts, count++);
	}
	return count;
}

/* --- what reconcile finds --------------------------------------------------- */

enum difference {
	DIFFERENCE_NONE, /* no such word */
	DIFFERENCE_OPEN,
	DIFFERENCE_SETTLED /* a word of rows that are not open */
};

static enum difference find_difference(struct slice kind)
{
	enum reconcile_status status = reconcile_status_find(kind);
	enum gl_match_status books = gl_match_status_find(kind);

	if (status < RECONCILE_STATUS_COUNT)
		return reconcile_status_opens(status) ? DIFFERENCE_OPEN
						      : DIFFERENCE_SETTLED;
	return books < GL_MATCH_STATUSES || slice_is(kind, gl_match_differs)
		       ? DIFFERENCE_OPEN
		       : DIFFERENCE_NONE;
}

static void suggest_differences(struct suggest *search)
{
	for (int i = 0; i < RECONCILE_STATUS_COUNT; i++)
		suggest_add(search, slice_from(reconcile_status_name(
					    (enum reconcile_status)i)));
	for (int i = 0; i < GL_MATCH_STATUSES; i++)
		suggest_add(search, slice_from(gl_match_status_name(
					    (enum gl_match_status)i)));
}

/* True when an accept line settles such a finding. */
static bool is_accepted(const struct asked *asked,
			const struct diagnostics *found, enum diagnostic_id id)
{
	for (const struct diagnostic *one = found->first; one; one = one->next)
		if (one->id == id && one->accepted && one->subject &&
		    slice_is(asked->key, one->subject))
			return true;
	return false;
}

static enum exit_status say_unknown(const struct asked *asked)
{
	struct suggest search;
	struct slice near;

	suggest_init(&search, asked->kind);
	for (int i = 0; i < DIAGNOSTIC_COUNT; i++)
		suggest_add(
			&search,
			slice_from(
				diagnostic_kind((enum diagnostic_id)i)->name));
	suggest_differences(&search);
	near = suggest_take(&search);
	if (near.length > 0)
		message_error(&asked->session->terminal,
			      "nothing is called '%.*s'; did you mean '%.*s'?",
			      SLICE_ARGS(asked->kind), SLICE_ARGS(near));
	else
		message_error(&asked->session->terminal,
			      "nothing is called '%.*s': name what stands in "
			      "brackets behind a finding of 'check', or the "
			      "status of a row of 'reconcile'",
			      SLICE_ARGS(asked->kind));
	return STATUS_USAGE;
}

/* A difference: what it says stands with the other side only. */
static enum exit_status plan_difference(struct recording *recording,
					const struct asked *asked,
					const char *facts)
{
	struct session *session = asked->session;

	if (find_difference(asked->kind) == DIFFERENCE_SETTLED) {
		message_error(&session->terminal,
			      "'%.*s' is not open: there is nothing to accept",
			      SLICE_ARGS(asked->kind));
		return STATUS_NO;
	}
	if (!facts) {
		message_error(&session->terminal,
			      "what did the row say? add --facts and the eight "
			      "digits that 'reconcile' shows for it");
		return STATUS_USAGE;
	}
	if (!is_facts(facts)) {
		message_error(&session->terminal,
			      "--facts: '%s' is not eight digits of 0-9a-f, "
			      "as 'reconcile' shows them",
			      facts);
		return STATUS_USAGE;
	}
	add_line(recording, asked, facts, 0);
	return STATUS_FINE;
}

static enum exit_status accept_plan(struct recording *recording,
				    const void *options)
{
	const struct accept_options *given = options;
	struct session *session = recording->session;
	struct asked asked = {
		.session = session,
		.kind = slice_from(session->operands[0]),
		.key = slice_from(session->operands[1]),
		.why = slice_from(session->operands[2]),
	};
	enum diagnostic_id id = diagnostic_find(asked.kind);
	struct diagnostics found;
	size_t count;

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	if (id == DIAGNOSTIC_COUNT &&
	    find_difference(asked.kind) == DIFFERENCE_NONE)
		return say_unknown(&asked);
	if (given->facts || id == DIAGNOSTIC_COUNT)
		return plan_difference(recording, &asked, given->facts);
	find(session, &found);
	count = add_findings(recording, &asked, &session->diagnostics, id, 0);
	count = add_findings(recording, &asked, &found, id, count);
	if (count > 0)
		return STATUS_FINE;
	if (!is_accepted(&asked, &session->diagnostics, id) &&
	    !is_accepted(&asked, &found, id))
		return say_none(&asked, &found, id);
	recording->nothing = "accepted already: nothing was added";
	return STATUS_FINE;
}

static enum exit_status accept_run(struct session *session, const void *options)
{
	return recording_run(session, accept_plan, options);
}

const struct command cmd_accept = {
	.name = "accept",
	.group = GROUP_CHECK,
	.summary = "settle a finding or a difference that stands",
	.operands = "KIND KEY WHY",
	.operand_min = 3,
	.operand_max = 3,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = accept_table,
	.options_size = sizeof(struct accept_options),
	.examples = accept_examples,
	.run = accept_run,
};

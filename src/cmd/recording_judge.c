/*
 * What a recording command plans, read and judged. The new lines are a source
 * of their own behind the journal. A finding is theirs when it stands in it,
 * or when the book did not have it before.
 *
 * The journal is the part of the book that concerns those the lines name; a
 * line that names somebody else has the part made again with him in it.
 */
#include "cmd/recording_judge.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "cmd/recording_open.h"
#include "cmd/session.h"
#include "cmd/status_time.h"
#include "engine/book.h"
#include "engine/due.h"
#include "engine/replay.h"
#include "exchange/due_line.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"
#include "journal/reference_content.h"
#include "report/segments.h"
#include "value/seals.h"

enum {
	ROUNDS_MAX = 10 /* of bonuses that fall due by bonuses */
};

/* ---- what there was ---------------------------------------------------------*/

/* What a finding says, wherever it is said. */
static struct slice words_of(struct arena *arena, const struct diagnostic *one)
{
	return slice_from(arena_print(arena, "%d %s %s", (int)one->id,
				      one->subject ? one->subject : "",
				      one->message));
}

void recording_judge_begin(struct judgement *judgement, struct session *session)
{
	size_t count;
	const struct due *due = due_list(session->arena, session->book,
					 DAY_NONE, session->today, &count);

	*judgement = (struct judgement){
		.session = session,
		.first = session->journal->event_count,
		.first_source = session->journal->source_count,
		.retried = EVENT_NONE,
		.again_from = DAY_NONE,
	};
	intern_init(&judgement->before, session->arena, session->journal->seed);
	intern_init(&judgement->known, session->arena, session->journal->seed);
	intern_init(&judgement->again, session->arena, session->journal->seed);
	for (const struct diagnostic *one = session->diagnostics.first; one;
	     one = one->next)
		intern_add(&judgement->before, words_of(session->arena, one));
	for (size_t i = 0; i < count; i++)
		intern_add(&judgement->before, due[i].reference);
}

/* ---- reading the lines ------------------------------------------------------*/

static enum exit_status say_wrong(struct session *session,
				  const struct diagnostics *wrong,
				  enum exit_status status)
{
	struct text text;

	text_init(&text, session->arena);
	for (const struct diagnostic *one = wrong->first; one; one = one->next)
		if (diagnostic_kind(one->id)->severity >= SEVERITY_FINDING)
			diagnostic_print(&text, one,
					 session->terminal.error_colour);
	message_print(&text);
	message_error(&session->terminal, "nothing was recorded");
	return status;
}

/* True when the part of the book that the lines were read into has all they
 * concern. Otherwise what it lacks is wished for. */
static bool is_covered(struct judgement *judgement, size_t first)
{
	struct session *session = judgement->session;

	if (!session->whole)
		return true;
	switch (concerns_cover(session->concerns, session->journal, first,
			       &session->wish)) {
	case CONCERN_COVERED:
		return true;
	case CONCERN_WIDENED:
		session->wants_more = true;
		break;
	case CONCERN_EVERYBODY:
		session->wants_whole = true;
		break;
	}
	return false;
}

/* An event that was recorded already: bonuses that fell due by it may not have
 * been. A line about a person lets none fall due. */
static void note_again(struct judgement *judgement, const struct event *event)
{
	if (directive_of((enum event_kind)event->kind)->private)
		return;
	if (!day_is_real(judgement->again_from) ||
	    day_compare(event->day, judgement->again_from) < 0)
		judgement->again_from = event->day;
	intern_add(&judgement->again,
		   event_member(judgement->session->journal, event));
}

/* An event under a reference that the book has: the same, or another one. */
static enum exit_status compare_known(struct judgement *judgement,
				      struct event *event)
{
	struct session *session = judgement->session;
	const struct journal *journal = session->journal;
	struct slice reference = event_reference(journal, event);
	uint32_t number = journal_find(journal, reference);
	const struct event *old;
	struct text line;

	if (number == EVENT_NONE)
		return STATUS_FINE;
	old = &journal->events[number];
	if (event->minute == MINUTE_NONE)
		event->minute = old->minute;
	if (reference_same_content(journal, old, event)) {
		intern_add(&judgement->known, reference);
		note_again(judgement, event);
		return STATUS_FINE;
	}
	text_init(&line, session->arena);
	printer_add_event(&line, journal, old);
	message_error(&session->terminal,
		      "'%.*s' is recorded already, with other content: %s; "
		      "nothing was recorded: give the event a reference of "
		      "its own",
		      SLICE_ARGS(reference), line.bytes);
	return STATUS_NO;
}

enum exit_status recording_judge_read(struct judgement *judgement,
				      struct slice lines)
{
	struct session *session = judgement->session;
	struct journal *journal = session->journal;
	size_t first = journal->event_count;
	struct diagnostics wrong;
	enum exit_status status = STATUS_FINE;

	diagnostics_init(&wrong, session->arena);
	parser_parse(journal,
		     source_new(session->arena, "the event",
				arena_copy_slice(session->arena, lines)),
		     &wrong);
	if (diagnostics_are_broken(&wrong))
		return say_wrong(session, &wrong, STATUS_USAGE);
	if (!is_covered(judgement, first))
		return STATUS_DECLINED;
	for (size_t i = first; i < journal->event_count; i++) {
		status = compare_known(judgement, &journal->events[i]);
		if (status != STATUS_FINE)
			return status;
	}
	status = recording_check_open(session, first, &judgement->known);
	if (status != STATUS_FINE)
		return status;
	journal_index(journal, &wrong);
	if (diagnostics_are_broken(&wrong))
		return say_wrong(session, &wrong, STATUS_NO);
	for (size_t i = first; i < journal->event_count; i++) {
		journal->events[i].flags |= EVENT_NEW;
		status_time_follow(session, &journal->events[i]);
	}
	return STATUS_FINE;
}

/* ---- what they mean ---------------------------------------------------------*/

/* True when the place is in one of the new lines. */
static bool is_theirs(const struct judgement *judgement,
		      const struct source *source)
{
	const struct journal *journal = judgement->session->journal;

	for (size_t i = judgement->first_source; i < journal->source_count; i++)
		if (journal->sources[i] == source)
			return true;
	return false;
}

/* True when points of a line that was recorded already are others because of
 * the new ones. */
static bool is_retried(const struct judgement *judgement,
		       const struct diagnostic *one)
{
	const struct journal *journal = judgement->session->journal;
	const struct event *event;

	if (judgement->retried == EVENT_NONE)
		return false;
	event = &journal->events[judgement->retried];
	return one->at.source == journal->sources[event->source] &&
	       one->at.offset >= event->start &&
	       one->at.offset < (size_t)event->start + event->length;
}

/* True for what is there because of the new lines. */
static bool is_new(const struct judgement *judgement,
		   const struct diagnostic *one)
{
	enum severity severity = diagnostic_kind(one->id)->severity;

	if (one->accepted || severity < SEVERITY_FINDING)
		return false;
	if (one->id == DIAGNOSTIC_points_differ)
		return is_retried(judgement, one);
	return is_theirs(judgement, one->at.source) ||
	       intern_find(&judgement->before,
			   words_of(judgement->session->arena, one)) ==
		       INTERN_NONE;
}

static enum exit_status replay(struct judgement *judgement)
{
	struct session *session = judgement->session;
	struct replay_options options = {
		.as_of = session->today,
		.postings = true,
		.findings = true,
		.reperform = judgement->retried != EVENT_NONE,
		.segment = segments_test,
		.segment_context = session->segments,
	};
	struct diagnostics found;
	struct diagnostics wrong;

	for (size_t i = judgement->first; i < session->journal->event_count;
	     i++) {
		struct day day = session->journal->events[i].day;

		if (day_compare(day, options.as_of) > 0)
			options.as_of = day;
	}
	diagnostics_init(&found, session->arena);
	diagnostics_init(&wrong, session->arena);
	judgement->book = replay_run(session->arena, session->journal,
				     session->programs, &options, &found);
	for (struct diagnostic *one = found.first, *next; one; one = next) {
		next = one->next;
		if (!is_new(judgement, one))
			continue;
		*wrong.end = one;
		wrong.end = &one->next;
		one->next = NULL;
		wrong.counts[diagnostic_kind(one->id)->severity]++;
	}
	return wrong.first ? say_wrong(session, &wrong, STATUS_NO)
			   : STATUS_FINE;
}

/* True for a bonus that fell due by the lines, or by those that were recorded
 * already: then the first time may have been cut short. */
static bool is_by_lines(const struct judgement *judgement,
			const struct due *due)
{
	struct slice id =
		intern_text(&judgement->session->journal->members, due->member);

	if (intern_find(&judgement->before, due->reference) == INTERN_NONE)
		return true;
	return intern_find(&judgement->again, id) != INTERN_NONE &&
	       day_compare(due->day, judgement->again_from) >= 0 &&
	       !slice_starts(due->reference, "birthday-") &&
	       !slice_starts(due->reference, "anniversary-");
}

/* Bonuses that fell due by the lines; *added is how many. */
static enum exit_status add_due(struct judgement *judgement, size_t *added)
{
	struct session *session = judgement->session;
	struct text lines;
	size_t count;
	const struct due *list = due_list(session->arena, judgement->book,
					  DAY_NONE, session->today, &count);

	struct day closed = seals_closed_to(session->journal);

	text_init(&lines, session->arena);
	*added = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_by_lines(judgement, &list[i]) ||
		    journal_find(session->journal, list[i].reference) !=
			    EVENT_NONE ||
		    day_compare(list[i].day, closed) <= 0)
			continue;
		due_line_add(&lines, session->journal, session->programs,
			     &list[i]);
		text_add_char(&lines, '\n');
		(*added)++;
	}
	return *added > 0 ? recording_judge_read(judgement, text_slice(&lines))
			  : STATUS_FINE;
}

enum exit_status recording_judge_settle(struct judgement *judgement)
{
	size_t added = 1;

	for (int round = 0; added > 0 && round < ROUNDS_MAX; round++) {
		enum exit_status status = replay(judgement);

		if (status == STATUS_FINE)
			status = add_due(judgement, &added);
		if (status != STATUS_FINE)
			return status;
	}
	return STATUS_FINE;
}

/*
 * The new lines are a source of their own behind the journal. A finding is
 * theirs when it stands in it, or when the book did not have it before.
 */
#include "cmd/recording.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "cmd/command.h"
#include "cmd/fill_line.h"
#include "cmd/fresh_reference.h"
#include "cmd/record.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/due.h"
#include "engine/replay.h"
#include "exchange/closed_periods.h"
#include "exchange/due_line.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"
#include "report/segments.h"
#include "report/sink.h"

enum {
	ROUNDS_MAX = 10, /* of bonuses that fall due by bonuses */
	TRIES_MAX = 3    /* when somebody changes the book meanwhile */
};

/* One try: the book with the new lines. */
struct attempt {
	struct recording *recording;
	struct session *session;
	size_t first;            /* of the new events in the journal */
	size_t first_source;     /* of the new lines */
	struct intern known;     /* references of lines the book has already */
	struct intern before;    /* findings and due bonuses there were */
	const struct book *book; /* with the new lines */
	struct record record;
};

/* ---- what there was ---------------------------------------------------------*/

/* What a finding says, wherever it is said. */
static struct slice words_of(struct arena *arena, const struct diagnostic *one)
{
	return slice_from(arena_print(arena, "%d %s %s", (int)one->id,
				      one->subject ? one->subject : "",
				      one->message));
}

static void keep_before(struct attempt *attempt)
{
	struct session *session = attempt->session;
	size_t count;
	const struct due *due = due_list(session->arena, session->book,
					 DAY_NONE, session->today, &count);

	intern_init(&attempt->before, session->arena, session->journal->seed);
	intern_init(&attempt->known, session->arena, session->journal->seed);
	for (const struct diagnostic *one = session->diagnostics.first; one;
	     one = one->next)
		intern_add(&attempt->before, words_of(session->arena, one));
	for (size_t i = 0; i < count; i++)
		intern_add(&attempt->before, due[i].reference);
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

/* An event under a reference that the book has: the same, or another one. */
static enum exit_status compare_known(struct attempt *attempt,
				      const struct event *event)
{
	struct session *session = attempt->session;
	const struct journal *journal = session->journal;
	struct slice reference = event_reference(journal, event);
	uint32_t number = journal_find(journal, reference);
	const struct event *old;
	struct text line;

	if (number == EVENT_NONE)
		return STATUS_FINE;
	old = &journal->events[number];
	if (reference_same_content(journal, old, event)) {
		intern_add(&attempt->known, reference);
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

static enum exit_status read_lines(struct attempt *attempt, struct slice lines)
{
	struct session *session = attempt->session;
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
	for (size_t i = first; i < journal->event_count; i++) {
		status = compare_known(attempt, &journal->events[i]);
		if (status != STATUS_FINE)
			return status;
	}
	journal_index(journal, &wrong);
	if (diagnostics_are_broken(&wrong))
		return say_wrong(session, &wrong, STATUS_NO);
	for (size_t i = first; i < journal->event_count; i++)
		journal->events[i].flags |= EVENT_NEW;
	return STATUS_FINE;
}

/* ---- what they mean ---------------------------------------------------------*/

/* True when the place is in one of the new lines. */
static bool is_theirs(const struct attempt *attempt,
		      const struct source *source)
{
	const struct journal *journal = attempt->session->journal;

	for (size_t i = attempt->first_source; i < journal->source_count; i++)
		if (journal->sources[i] == source)
			return true;
	return false;
}

/* True for what is there because of the new lines. */
static bool is_new(const struct attempt *attempt, const struct diagnostic *one)
{
	enum severity severity = diagnostic_kind(one->id)->severity;

	if (one->accepted || severity < SEVERITY_FINDING)
		return false;
	return is_theirs(attempt, one->at.source) ||
	       intern_find(&attempt->before, words_of(attempt->session->arena,
						      one)) == INTERN_NONE;
}

static enum exit_status replay(struct attempt *attempt)
{
	struct session *session = attempt->session;
	struct replay_options options = {
		.as_of = session->today,
		.postings = true,
		.findings = true,
		.segment = segments_test,
		.segment_context = session->segments,
	};
	struct diagnostics found;
	struct diagnostics wrong;

	for (size_t i = attempt->first; i < session->journal->event_count;
	     i++) {
		struct day day = session->journal->events[i].day;

		if (day_compare(day, options.as_of) > 0)
			options.as_of = day;
	}
	diagnostics_init(&found, session->arena);
	diagnostics_init(&wrong, session->arena);
	attempt->book = replay_run(session->arena, session->journal,
				   session->programs, &options, &found);
	for (struct diagnostic *one = found.first, *next; one; one = next) {
		next = one->next;
		if (!is_new(attempt, one))
			continue;
		*wrong.end = one;
		wrong.end = &one->next;
		one->next = NULL;
		wrong.counts[diagnostic_kind(one->id)->severity]++;
	}
	return wrong.first ? say_wrong(session, &wrong, STATUS_NO)
			   : STATUS_FINE;
}

/* Bonuses that fell due by the lines; *added is how many. */
static enum exit_status add_due(struct attempt *attempt, size_t *added)
{
	struct session *session = attempt->session;
	struct text lines;
	size_t count;
	const struct due *list = due_list(session->arena, attempt->book,
					  DAY_NONE, session->today, &count);

	struct closed_periods closed;

	closed_periods_find(session->arena, session->journal, &closed);
	text_init(&lines, session->arena);
	*added = 0;
	for (size_t i = 0; i < count; i++) {
		if (intern_find(&attempt->before, list[i].reference) !=
			    INTERN_NONE ||
		    closed_periods_have(&closed, list[i].day))
			continue;
		due_line_add(&lines, session->journal, session->programs,
			     &list[i]);
		text_add_char(&lines, '\n');
		(*added)++;
	}
	return *added > 0 ? read_lines(attempt, text_slice(&lines))
			  : STATUS_FINE;
}

static enum exit_status settle(struct attempt *attempt)
{
	size_t added = 1;

	for (int round = 0; added > 0 && round < ROUNDS_MAX; round++) {
		enum exit_status status = replay(attempt);

		if (status == STATUS_FINE)
			status = add_due(attempt, &added);
		if (status != STATUS_FINE)
			return status;
	}
	return STATUS_FINE;
}

/* Nothing is written into a closed month. */
static enum exit_status check_open(const struct attempt *attempt)
{
	struct session *session = attempt->session;
	const struct journal *journal = session->journal;
	struct closed_periods closed;
	char day[DAY_TEXT_MAX];

	closed_periods_find(session->arena, journal, &closed);
	for (size_t i = attempt->first; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (!day_is_real(event->day) ||
		    directive_of((enum event_kind)event->kind)->private ||
		    !closed_periods_have(&closed, event->day))
			continue;
		day_print(event->day, day);
		message_error(&session->terminal,
			      "%s is in a closed month: record it on an open "
			      "day, a sale with --with sold:%s; nothing was "
			      "recorded",
			      day, day);
		return STATUS_NO;
	}
	return STATUS_FINE;
}

/* ---- writing them -----------------------------------------------------------*/

static void make_record(struct attempt *attempt)
{
	struct session *session = attempt->session;
	const struct journal *journal = session->journal;
	size_t count = journal->event_count - attempt->first;
	struct record_line *lines =
		arena_take_array(session->arena, count, sizeof(*lines));
	struct fill_line fill;

	fill_line_init(&fill, session->arena, attempt->book);
	attempt->record.lines = lines;
	for (size_t i = attempt->first; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct text line;

		struct slice reference = event_reference(journal, event);

		if (event->flags & EVENT_DUPLICATE ||
		    (reference.length > 0 &&
		     intern_find(&attempt->known, reference) != INTERN_NONE))
			continue;
		text_init(&line, session->arena);
		if (!fill_line_add(&fill, event, &line))
			printer_add_event(&line, journal, event);
		lines[attempt->record.count++] = (struct record_line){
			.day = event->day,
			.is_private = directive_of((enum event_kind)event->kind)
					      ->private,
			.text = text_slice(&line),
		};
	}
}

/* Beside a table they are messages. */
static enum exit_status print_lines(struct attempt *attempt)
{
	struct sink *sink;

	for (size_t i = 0; attempt->session->table && i < attempt->record.count;
	     i++)
		message_note(&attempt->session->terminal, "%.*s",
			     SLICE_ARGS(attempt->record.lines[i].text));
	if (attempt->session->table)
		return STATUS_FINE;
	sink = session_sink(attempt->session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < attempt->record.count; i++) {
		sink_add_slice(sink, attempt->record.lines[i].text);
		sink_add_char(sink, '\n');
	}
	return STATUS_FINE;
}

/* Nothing of it is new. */
static enum exit_status say_known(struct attempt *attempt)
{
	message_note(&attempt->session->terminal,
		     attempt->recording->lines.length > 0
			     ? "recorded already: nothing was added"
			     : "there is nothing to record");
	recording_print_balance(attempt->recording, attempt->book);
	return STATUS_FINE;
}

/* True when a line carries the reference that was made up. */
static bool has_made_up(const struct attempt *attempt)
{
	const struct journal *journal = attempt->session->journal;

	for (size_t i = attempt->first; i < journal->event_count; i++)
		if (slice_equal(event_reference(journal, &journal->events[i]),
				attempt->recording->reference))
			return !attempt->session->record.ref;
	return false;
}

static enum exit_status save(struct attempt *attempt, bool *again)
{
	struct session *session = attempt->session;
	const char *paths = "";

	if (has_made_up(attempt))
		message_note(&session->terminal, "reference %.*s",
			     SLICE_ARGS(attempt->recording->reference));
	switch (record_save(session, &attempt->record, &paths)) {
	case APPEND_RECORDED:
		message_detail(&session->terminal, 1, "recorded in %s", paths);
		break;
	case APPEND_NOT_RECORDED:
		return STATUS_ENVIRONMENT;
	case APPEND_UNKNOWN:
		message_error(&session->terminal,
			      "ask with 'pointbook show %.*s', or run it again "
			      "with --ref %.*s",
			      SLICE_ARGS(attempt->recording->reference),
			      SLICE_ARGS(attempt->recording->reference));
		return STATUS_UNKNOWN;
	case APPEND_CHANGED:
		*again = true;
		return STATUS_FINE;
	}
	enum exit_status status = print_lines(attempt);
	if (status == STATUS_FINE)
		recording_print_balance(attempt->recording, attempt->book);
	return status;
}

/* ---- all of it --------------------------------------------------------------*/

/* A reference that was made up is said before anything is written: whoever
 * has to ask afterwards can. */
static enum exit_status choose_reference(struct recording *recording)
{
	struct session *session = recording->session;
	struct slice given = slice_from(session->record.ref);

	if (recording->reference.length > 0)
		return STATUS_FINE;
	if (slice_starts(given, "^"))
		given = slice_from_offset(given, 1);
	recording->reference = given.length > 0
				       ? given
				       : fresh_reference_take(session->arena,
							      session->journal);
	if (recording->reference.length > 0)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "the system gives no random bytes for a reference: name "
		      "one with --ref");
	return STATUS_ENVIRONMENT;
}

static enum exit_status prepare(struct attempt *attempt, recording_plan *plan,
				const void *options)
{
	struct session *session = attempt->session;
	struct recording *recording = attempt->recording;
	unsigned needs =
		NEEDS_BOOK | (session->write.dry_run ? 0u : NEEDS_LOCK);
	enum exit_status status = session->journal
					  ? session_reload(session, needs)
					  : session_load(session, needs);

	if (status == STATUS_FINE)
		status = choose_reference(recording);
	if (status != STATUS_FINE)
		return status;
	text_init(&recording->lines, session->arena);
	attempt->first = session->journal->event_count;
	attempt->first_source = session->journal->source_count;
	keep_before(attempt);
	status = plan(recording, options);
	if (status == STATUS_FINE && recording->lines.length > 0)
		status = read_lines(attempt, text_slice(&recording->lines));
	if (status == STATUS_FINE)
		status = settle(attempt);
	return status;
}

static enum exit_status attempt_run(struct recording *recording,
				    recording_plan *plan, const void *options,
				    bool *again)
{
	struct session *session = recording->session;
	struct attempt attempt = { .recording = recording, .session = session };
	enum exit_status status = prepare(&attempt, plan, options);

	*again = recording->starts_again;
	recording->starts_again = false;
	if (status != STATUS_FINE)
		return status;
	attempt.record.into =
		session->record.into
			? record_find_file(session, session->record.into)
			: NULL;
	if (session->record.into && !attempt.record.into)
		return STATUS_USAGE;
	make_record(&attempt);
	if (attempt.record.count == 0)
		return say_known(&attempt);
	status = check_open(&attempt);
	if (status != STATUS_FINE)
		return status;
	if (session->write.dry_run)
		return print_lines(&attempt);
	return save(&attempt, again);
}

enum exit_status recording_run(struct session *session, recording_plan *plan,
			       const void *options)
{
	struct recording recording = { .session = session,
				       .member = UINT32_MAX };

	for (int tries = 0; tries < TRIES_MAX; tries++) {
		bool again;
		enum exit_status status =
			attempt_run(&recording, plan, options, &again);

		if (!again)
			return status;
	}
	message_error(&session->terminal,
		      "somebody else changes the book all the time: run the "
		      "command again with --ref %.*s; what is there is not "
		      "recorded twice",
		      SLICE_ARGS(recording.reference));
	return STATUS_UNKNOWN;
}

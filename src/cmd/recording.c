/*
 * From the plan to the file: which of the book is looked at, what is written
 * of the lines, and what is said. recording_judge.c judges them.
 */
#include "cmd/recording.h"

#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/fill_line.h"
#include "cmd/fresh_reference.h"
#include "cmd/last_event.h"
#include "cmd/record.h"
#include "cmd/recording_judge.h"
#include "cmd/recording_rows.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/printer.h"
#include "report/sink.h"

enum {
	TRIES_MAX = 5, /* when somebody changes the book meanwhile */
	PARTS_MAX = 20 /* then the whole book is looked at */
};

/* One try: the book with the new lines. */
struct attempt {
	struct recording *recording;
	struct session *session;
	struct judgement judgement;
	struct record record;
	bool with_known; /* its lines are all of the plan's, to be shown */
};

/* ---- writing them -----------------------------------------------------------*/

/* A line of the plan as it stands in the book. */
static const struct event *find_stored(const struct journal *journal,
				       const struct event *event)
{
	uint32_t stored =
		journal_find(journal, event_reference(journal, event));

	return stored == EVENT_NONE ? event : &journal->events[stored];
}

static void make_record(struct attempt *attempt)
{
	struct session *session = attempt->session;
	const struct journal *journal = session->journal;
	size_t count = journal->event_count - attempt->judgement.first;
	struct record_line *lines =
		arena_take_array(session->arena, count, sizeof(*lines));
	struct fill_line fill;

	fill_line_init(&fill, session->arena, attempt->judgement.book);
	attempt->record.lines = lines;
	for (size_t i = attempt->judgement.first; i < journal->event_count;
	     i++) {
		const struct event *event = &journal->events[i];
		struct text line;

		struct slice reference = event_reference(journal, event);

		if (!attempt->with_known &&
		    (event->flags & EVENT_DUPLICATE ||
		     (reference.length > 0 &&
		      intern_find(&attempt->judgement.known, reference) !=
			      INTERN_NONE)))
			continue;
		if (attempt->with_known)
			event = find_stored(journal, event);
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

	if (recording_rows_add(&attempt->judgement))
		return STATUS_FINE;
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

/* The try before has written it, though the book was changed beside it. */
static enum exit_status say_recorded(struct attempt *attempt)
{
	enum exit_status status;

	message_note(&attempt->session->terminal,
		     "somebody else changed the book meanwhile; it is recorded "
		     "in what is there now");
	attempt->with_known = true;
	make_record(attempt);
	status = print_lines(attempt);
	if (status == STATUS_FINE && !recording_rows_wanted(attempt->session))
		recording_print_balance(attempt->recording,
					attempt->judgement.book);
	return status;
}

/* Nothing of it is new. */
static enum exit_status say_known(struct attempt *attempt)
{
	if (attempt->recording->may_be_there &&
	    attempt->recording->lines.length > 0)
		return say_recorded(attempt);
	message_note(&attempt->session->terminal, "%s",
		     attempt->recording->nothing ? attempt->recording->nothing
		     : attempt->recording->lines.length > 0
			     ? "recorded already: nothing was added"
			     : "there is nothing to record");
	if (!recording_rows_add(&attempt->judgement))
		recording_print_balance(attempt->recording,
					attempt->judgement.book);
	return STATUS_FINE;
}

/* True when a line carries the reference that was made up. */
static bool has_made_up(const struct attempt *attempt)
{
	const struct journal *journal = attempt->session->journal;

	for (size_t i = attempt->judgement.first; i < journal->event_count; i++)
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
		last_event_save(session, attempt->recording->reference,
				&attempt->record);
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
		attempt->recording->may_be_there = true;
		*again = true;
		return STATUS_FINE;
	}
	enum exit_status status = print_lines(attempt);
	if (status == STATUS_FINE && !recording_rows_wanted(session))
		recording_print_balance(attempt->recording,
					attempt->judgement.book);
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

/* Wishes for what a word names exactly: a member, an event, a reward of which
 * there are only so many. */
static void wish_for(struct session *session, struct slice word)
{
	const struct journal *whole = session->whole;
	struct concern_wish *wish = &session->wish;
	struct slice name =
		slice_starts(word, "^") ? slice_from_offset(word, 1) : word;
	uint32_t member = intern_find(&whole->members, word);
	uint32_t reward = intern_find(&whole->words, word);
	uint32_t event = journal_find(whole, name);

	if (member != INTERN_NONE)
		concern_wish_member(wish, session->arena, member);
	if (event != EVENT_NONE)
		concern_wish_event(wish, session->arena, whole, event);
	if (reward != INTERN_NONE &&
	    concerns_count_stock(session->concerns, reward))
		concern_wish_word(wish, session->arena, reward);
}

/* Begins with the part of those that operands and --ref name. */
static void begin_part(struct recording *recording)
{
	struct session *session = recording->session;

	session_begin_part(session);
	for (size_t i = 0; i < session->operand_count; i++)
		wish_for(session, slice_from(session->operands[i]));
	wish_for(session, recording->reference);
}

/* The second half of a plan, with the book that the first made. */
static enum exit_status go_on(struct attempt *attempt, const void *options)
{
	struct recording *recording = attempt->recording;
	recording_plan *then = recording->then;

	recording->then = NULL;
	recording->book = attempt->judgement.book;
	text_clear(&recording->lines);
	enum exit_status status = then(recording, options);
	if (status == STATUS_FINE && recording->lines.length > 0)
		status = recording_judge_read(&attempt->judgement,
					      text_slice(&recording->lines));
	return status == STATUS_FINE
		       ? recording_judge_settle(&attempt->judgement)
		       : status;
}

/* Plans and judges with what is looked at now. STATUS_DECLINED, and nothing
 * was said, when more is to be looked at. */
static enum exit_status try_part(struct attempt *attempt, recording_plan *plan,
				 const void *options)
{
	struct session *session = attempt->session;
	struct recording *recording = attempt->recording;
	enum exit_status status;

	text_init(&recording->lines, session->arena);
	recording->member = UINT32_MAX;
	recording->retried = EVENT_NONE;
	recording->then = NULL;
	recording_judge_begin(&attempt->judgement, session);
	status = plan(recording, options);
	attempt->judgement.retried = recording->retried;
	if (status == STATUS_FINE && recording->lines.length > 0)
		status = recording_judge_read(&attempt->judgement,
					      text_slice(&recording->lines));
	if (status == STATUS_FINE)
		status = recording_judge_settle(&attempt->judgement);
	return status == STATUS_FINE && recording->then
		       ? go_on(attempt, options)
		       : status;
}

static enum exit_status load_whole(struct recording *recording)
{
	struct session *session = recording->session;
	unsigned needs =
		NEEDS_BOOK | (session->write.dry_run ? 0u : NEEDS_LOCK);

	return session_take_whole(session, needs);
}

static enum exit_status load(struct recording *recording)
{
	struct session *session = recording->session;
	unsigned needs =
		NEEDS_RULES | (session->write.dry_run ? 0u : NEEDS_LOCK);
	enum exit_status status = session->journal
					  ? session_reload(session, needs)
					  : session_load(session, needs);

	if (status == STATUS_FINE)
		status = choose_reference(recording);
	if (status == STATUS_FINE && recording->for_everybody)
		return load_whole(recording);
	if (status == STATUS_FINE)
		begin_part(recording);
	return status;
}

static enum exit_status prepare(struct attempt *attempt, recording_plan *plan,
				const void *options)
{
	struct session *session = attempt->session;
	struct recording *recording = attempt->recording;
	enum exit_status status = load(recording);

	for (int parts = 0; status == STATUS_FINE; parts++) {
		if (!recording->for_everybody)
			session_take_part(session, 0);
		status = try_part(attempt, plan, options);
		if (!session->wants_more && !session->wants_whole)
			break;
		status = STATUS_FINE;
		if (session->wants_whole || parts == PARTS_MAX) {
			recording->for_everybody = true;
			status = load_whole(recording);
		}
	}
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
	status = recording_rows_open(session);
	if (status != STATUS_FINE)
		return status;
	make_record(&attempt);
	if (attempt.record.count == 0)
		return say_known(&attempt);
	if (session->write.dry_run)
		return print_lines(&attempt);
	return save(&attempt, again);
}

/* After a try whose lines may be there, what keeps the next one from looking
 * leaves the outcome unknown. */
static enum exit_status outcome(const struct recording *recording,
				enum exit_status status)
{
	if (!recording->may_be_there || status == STATUS_FINE ||
	    status == STATUS_NO)
		return status;
	message_error(&recording->session->terminal,
		      "whether it was recorded is unknown: run it again with "
		      "--ref %.*s; what is there is not recorded twice",
		      SLICE_ARGS(recording->reference));
	return STATUS_UNKNOWN;
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
			return outcome(&recording, status);
	}
	message_error(&session->terminal,
		      "somebody else changes the book all the time: run the "
		      "command again with --ref %.*s; what is there is not "
		      "recorded twice",
		      SLICE_ARGS(recording.reference));
	return STATUS_UNKNOWN;
}

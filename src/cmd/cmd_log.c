/*
 * pointbook log: the commits that touched lines of a member, with what each
 * did to them. All lines of the history are read as one journal; those that
 * name the member, or an event of the member, are shown.
 */
#include "base/arena.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/find_member.h"
#include "cmd/git.h"
#include "cmd/git_history.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "report/report_log.h"
#include "report/table.h"

static const char *const log_examples[] = {
	"log M0001",
	"log M0001 -O csv",
	NULL,
};

struct history {
	struct session *session;
	struct text text; /* lines that may be events, one after the other */
	struct git_line *lines;
	size_t count, capacity;
	struct journal journal; /* of the text */
	struct intern members;  /* the member's ids */
	struct intern events;   /* references of the member's events */
	bool *is_shown;         /* by event */
};

/* The first word of a line, which becomes the rest behind it. */
static struct slice cut_word(struct slice *line)
{
	struct slice word = slice_trim(*line);
	size_t length = 0;

	while (length < word.length && word.text[length] != ' ' &&
	       word.text[length] != '\t')
		length++;
	*line = slice_from_offset(word, length);
	return (struct slice){ word.text, length };
}

/* True when a line begins as an event does: [DATE] KEYWORD. The folder has
 * other files, too, such as a till's exports; the parser gives up a text with
 * thousands of errors. */
static bool may_be_event(struct slice line)
{
	struct slice word = cut_word(&line);

	if (word.length > 0 && word.text[0] >= '0' && word.text[0] <= '9')
		word = cut_word(&line);
	return directive_find(word) != EVENT_KIND_COUNT;
}

static void take_line(void *context, const struct git_line *line)
{
	struct history *history = context;

	if (!may_be_event(line->text))
		return;
	history->lines = arena_grow(history->session->arena, history->lines,
				    history->count + 1, sizeof(*history->lines),
				    &history->capacity);
	history->lines[history->count++] = *line;
	text_add_slice(&history->text, line->text);
	text_add_char(&history->text, '\n');
}

/* The member, and all that were merged into it. */
static void take_ids(struct history *history, uint32_t member)
{
	const struct book *book = history->session->book;
	const struct intern *members = &history->session->journal->members;
	uint32_t alias = member;

	for (size_t i = 0; alias != NONE; i++) {
		(void)intern_add(&history->members,
				 intern_text(members, alias));
		alias = book_member_alias(book, member, i);
	}
}

static bool is_id(const struct history *history, const struct journal *journal,
		  uint32_t member)
{
	return member != INTERN_NONE &&
	       intern_find(&history->members,
			   intern_text(&journal->members, member)) !=
		       INTERN_NONE;
}

static bool is_of_member(const struct history *history,
			 const struct journal *journal,
			 const struct event *event)
{
	return is_id(history, journal, event->member) ||
	       ((event->kind == EVENT_TRANSFER || event->kind == EVENT_MERGE) &&
		is_id(history, journal, event->operand));
}

/* True for events that name another one. */
static bool is_about_event(const struct event *event)
{
	return event->kind == EVENT_VOID || event->kind == EVENT_MOVE ||
	       event->kind == EVENT_REFUND || event->kind == EVENT_APPROVE ||
	       event->kind == EVENT_FULFIL || event->kind == EVENT_REJECT ||
	       event->kind == EVENT_CANCEL;
}

/* Notes the references of the member's events in a journal. */
static void take_events(struct history *history, const struct journal *journal)
{
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct slice reference = event_reference(journal, event);

		if (reference.length > 0 &&
		    is_of_member(history, journal, event))
			(void)intern_add(&history->events, reference);
	}
}

static void choose(struct history *history)
{
	const struct journal *journal = &history->journal;

	history->is_shown =
		arena_take_array(history->session->arena, journal->event_count,
				 sizeof(*history->is_shown));
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		history->is_shown[i] =
			is_of_member(history, journal, event) ||
			(is_about_event(event) &&
			 intern_find(&history->events,
				     event_operand(journal, event)) !=
				 INTERN_NONE);
	}
}

static const struct git_line *line_of(const struct history *history, size_t i)
{
	const struct journal *journal = &history->journal;

	return &history->lines[event_line_number(journal, &journal->events[i]) -
			       1];
}

/* The shown event of the same commit on the other side under the same
 * reference, or with the same words where there is none. */
static size_t find_other(const struct history *history, size_t i)
{
	const struct journal *journal = &history->journal;
	const struct event *event = &journal->events[i];
	struct slice reference = event_reference(journal, event);

	for (size_t n = i + 1; n < journal->event_count; n++) {
		const struct event *other = &journal->events[n];

		if (line_of(history, n)->commit != line_of(history, i)->commit)
			break;
		if (history->is_shown[n] &&
		    line_of(history, n)->is_added !=
			    line_of(history, i)->is_added &&
		    event->kind == other->kind &&
		    (reference.length > 0
			     ? slice_equal(reference,
					   event_reference(journal, other))
			     : slice_equal(event_line(journal, event),
					   event_line(journal, other))))
			return n;
	}
	return SIZE_MAX;
}

static void show_event(struct history *history, struct table *table, size_t i)
{
	const struct git_line *line = line_of(history, i);
	size_t other = find_other(history, i);
	struct report_log_row row = {
		.commit = line->commit->name,
		.date = line->commit->date,
		.author = line->commit->author,
		.subject = line->commit->subject,
		.file = line->file,
	};
	struct change_side *side = line->is_added ? &row.after : &row.before;

	*side = (struct change_side){ &history->journal,
				      &history->journal.events[i] };
	if (other != SIZE_MAX) {
		history->is_shown[other] = false;
		side = line->is_added ? &row.before : &row.after;
		*side = (struct change_side){ &history->journal,
					      &history->journal.events[other] };
	}
	report_log_add(table, history->session->arena, &row);
}

static enum exit_status read_history(struct history *history)
{
	struct session *session = history->session;
	struct arena *arena = session->arena;
	const char *folder = git_folder(arena, session->journal_path);
	const char *commit;
	struct diagnostics ignored;
	enum exit_status status = git_find(session, folder);

	if (status == STATUS_FINE)
		status = git_find_commit(session, folder, "HEAD", &commit);
	if (status != STATUS_FINE)
		return status;
	text_init(&history->text, arena);
	if (!git_history_walk(arena, folder, false, take_line, history)) {
		message_error(&session->terminal,
			      "git cannot read the history of '%s'", folder);
		return STATUS_ENVIRONMENT;
	}
	diagnostics_init(&ignored, arena);
	journal_init(&history->journal, arena, session->journal->seed);
	parser_parse(&history->journal,
		     source_new(arena, "history", text_slice(&history->text)),
		     &ignored);
	return STATUS_FINE;
}

static enum exit_status log_run(struct session *session, const void *options)
{
	struct history history = { .session = session };
	uint32_t member;
	enum exit_status status = find_member_one(
		session, slice_from(session->operands[0]), &member);

	(void)options;
	if (status == STATUS_FINE)
		status = read_history(&history);
	if (status != STATUS_FINE)
		return status;
	intern_init(&history.members, session->arena, session->journal->seed);
	intern_init(&history.events, session->arena, session->journal->seed);
	take_ids(&history, member);
	take_events(&history, session->journal);
	take_events(&history, &history.journal);
	choose(&history);
	struct table *table = session_table(session, &report_log);
	if (!table)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < history.journal.event_count; i++)
		if (history.is_shown[i])
			show_event(&history, table, i);
	return STATUS_FINE;
}

const struct command cmd_log = {
	.name = "log",
	.group = GROUP_LOOK,
	.summary = "the commits that touched a member's lines",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_OUTPUT,
	.needs = NEEDS_BOOK,
	.examples = log_examples,
	.run = log_run,
};

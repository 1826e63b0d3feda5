/*
 * A book looked at in part: what concerns a few members is a journal of its
 * own (journal/concern), which is replayed in no time. A command that works on
 * members works on it as on any book.
 */
#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/open_book.h"
#include "cmd/session.h"
#include "engine/replay.h"
#include "journal/extract.h"
#include "journal/journal.h"
#include "journal/reference.h"
#include "report/segments.h"

void session_begin_part(struct session *session)
{
	struct concerns *concerns;

	session->whole = session->journal;
	if (session->open) {
		session->concerns = &session->open->concerns;
		return;
	}
	concerns = arena_take(session->arena, sizeof(*concerns));
	concerns_init(concerns, session->arena, session->whole);
	concerns_add(concerns);
	session->concerns = concerns;
}

void session_wish_stock(struct session *session)
{
	const struct concerns *concerns = session->concerns;

	for (size_t i = 0; i < concerns->counted_count; i++)
		concern_wish_word(&session->wish, session->arena,
				  concerns->counted[i]);
}

void session_take_part(struct session *session, unsigned needs)
{
	struct replay_options options = {
		.as_of = session->as_of,
		.postings = needs & NEEDS_POSTINGS,
		.findings = true,
		.segment = segments_test,
		.segment_context = session->segments,
	};

	session->wants_more = false;
	session->journal = concerns_extract(session->concerns, session->arena,
					    &session->wish);
	session->book =
		replay_run(session->arena, session->journal, session->programs,
			   &options, &session->diagnostics);
}

enum exit_status session_take_whole(struct session *session, unsigned needs)
{
	/* a command adds its lines to it: the open one is not for that */
	session->open = NULL;
	return session_reload(session, needs);
}

/* True for lines that say who there is. */
static bool is_about_people(const struct journal *journal,
			    const struct event *event)
{
	uint32_t target;

	switch ((int)event->kind) {
	case EVENT_JOIN:
	case EVENT_OPENING:
	case EVENT_PROFILE:
	case EVENT_MERGE:
	case EVENT_STATUS:
		return !(event->flags & EVENT_TOTAL);
	case EVENT_VOID:
		target = journal_find(journal, event_operand(journal, event));
		return target != EVENT_NONE &&
		       is_about_people(journal, &journal->events[target]);
	default:
		return false;
	}
}

static struct book *read_people(struct session *session, struct arena *arena)
{
	const struct journal *whole = session->whole;
	struct journal *part = arena_take(arena, sizeof(*part));
	struct replay_options options = { .as_of = session->today };
	struct diagnostics known;

	extract_init(part, arena, whole);
	for (size_t i = 0; i < whole->event_count; i++)
		if (is_about_people(whole, &whole->events[i]))
			extract_event(part, whole, (uint32_t)i);
	diagnostics_init(&known, arena);
	journal_index(part, &known);
	return replay_run(arena, part, session->programs, &options, &known);
}

const struct book *session_people(struct session *session)
{
	struct open_book *open = session->open;

	if (open && !open->people)
		open->people = read_people(session, &open->arena);
	if (open)
		session->people = open->people;
	if (!session->people)
		session->people = read_people(session, session->arena);
	return session->people;
}

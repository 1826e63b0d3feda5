/*
 * Whom a recorded event is about: found by what a person typed, and shown
 * with the balance behind the event.
 */
#include "base/arena.h"
#include "cmd/ask.h"
#include "cmd/find_event.h"
#include "cmd/find_member.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "report/sink.h"

enum exit_status recording_find_member(struct recording *recording,
				       const char *text)
{
	struct session *session = recording->session;
	struct text question;
	bool may_ask = !recording->is_confirmed && !session->write.dry_run &&
		       !session->global.yes && ask_is_possible(session);
	bool is_quiet = session->terminal.quiet;

	session->terminal.quiet |= may_ask; /* the question says who it is */
	enum exit_status status =
		find_member_one(session, slice_from(text), &recording->member);
	session->terminal.quiet = is_quiet;
	if (status != STATUS_FINE || !may_ask ||
	    slice_is(intern_text(&session->journal->members, recording->member),
		     text))
		return status;
	session_unlock(session);
	text_init(&question, session->arena);
	event_words_add_member(&question, session->book, recording->member);
	text_add(&question, ": is that the one?");
	status = ask_yes(session, question.bytes);
	recording->is_confirmed = status == STATUS_FINE;
	recording->starts_again = status == STATUS_FINE;
	return status == STATUS_FINE ? STATUS_DECLINED : status;
}

enum exit_status recording_find_event(struct recording *recording,
				      const char *text, uint32_t *event)
{
	struct session *session = recording->session;
	const struct journal *whole = session->whole;
	struct slice word = slice_from(text);

	if (find_event_search(session->journal, word, event))
		return STATUS_FINE;
	if (!whole)
		whole = session->journal;
	else if (find_event_search(whole, word, event)) {
		if (concern_wish_event(&session->wish, session->arena, whole,
				       *event))
			session->wants_more = true;
		else
			session->wants_whole = true;
		return STATUS_DECLINED;
	}
	find_event_refuse(&session->terminal, whole, word);
	return STATUS_NO;
}

bool recording_has_everybody(struct recording *recording)
{
	struct session *session = recording->session;

	session->wants_whole = session->whole != NULL;
	return !session->wants_whole;
}

void recording_print_balance(const struct recording *recording,
			     const struct book *book)
{
	struct session *session = recording->session;
	struct sink *sink = session_sink(session);
	struct text text;
	const char *before = " has ";
	uint32_t member = recording->member;

	if (recording->member_id.length > 0)
		member = intern_find(&session->journal->members,
				     recording->member_id);
	if (!sink || member == UINT32_MAX)
		return;
	member = book_member_now(book, member);
	text_init(&text, session->arena);
	event_words_add_member(&text, book, member);
	if (book->members[member].status != MEMBER_ACTIVE)
		text_add_format(&text, ", %s,",
				member_status_name((enum member_status)book
							   ->members[member]
							   .status));
	for (size_t i = 0; i < book->programs->unit_count; i++) {
		const struct account *account =
			book_account(book, member, (int)i);

		if (!account && i > 0)
			continue;
		text_add(&text, before);
		event_words_add_points(&text, book, (int)i,
				       account ? account->balance : 0);
		before = ", ";
	}
	sink_add_slice(sink, text_slice(&text));
	sink_add_char(sink, '\n');
}

/*
 * Who stands at the counter: found in the open book, and shown with what there
 * is and what can be had for it.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/find_member.h"
#include "cmd/till.h"
#include "engine/book.h"
#include "engine/reach.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "rules/program.h"

/* A session of its own for one look, on the open book. */
static enum exit_status open_look(struct till *till, struct arena *arena,
				  struct session *session)
{
	*session = *till->session;
	session->terminal.quiet = true; /* who it is is said with the rest */
	session->arena = arena;
	session->open = &till->requests.open;
	diagnostics_init(&session->diagnostics, arena);
	enum exit_status status = session_load(session, NEEDS_RULES);

	if (status == STATUS_FINE) {
		session_begin_part(session);
		session_wish_stock(session);
	}
	return status;
}

/* Of a text that may be something else only a whole name will do. */
static enum exit_status find_quietly(struct session *session, struct slice text)
{
	struct member_search found;
	const struct book *people = session_people(session);

	find_member_search(session->arena, people, text, &found);
	return found.count == 1 && found.by < FOUND_WHOLE ? STATUS_FINE
							  : STATUS_NO;
}

enum exit_status till_look_for(struct till *till, struct arena *arena,
			       struct slice text, bool quietly,
			       struct till_look *look)
{
	struct session *session = &look->session;
	enum exit_status status = open_look(till, arena, session);

	if (status == STATUS_FINE && quietly)
		status = find_quietly(session, text);
	if (status != STATUS_FINE)
		return status;
	do {
		session_take_part(session, 0);
		status = find_member_one(session, text, &look->member);
	} while (status == STATUS_DECLINED && session->wants_more);
	return status;
}

static void add_level(struct text *text, const struct book *book,
		      uint32_t member)
{
	const struct program *program =
		programs_on(book->programs, book->as_of);
	int level = book->members[member].level;

	if (!program || level < 0 ||
	    (size_t)level >= program->tiers.level_count)
		return;
	text_add(text, ", ");
	text_add_slice(text, program->tiers.levels[level].name);
}

/* The rewards within reach, in the order of the rules. */
static void add_rewards(struct text *text, const struct book *book,
			uint32_t member)
{
	const struct program *program =
		programs_on(book->programs, book->as_of);
	const char *before = "  can have: ";

	for (size_t i = 0; program && i < program->reward_count; i++) {
		struct reach reach;

		reach_find(book, member, (int)i, &reach);
		if (reach.reasons != 0)
			continue;
		text_add(text, before);
		text_add_slice(text, program->rewards[i].name);
		before = ", ";
	}
	if (*before == ',')
		text_add_char(text, '\n');
}

/* Why a reward is out of reach, in few words. */
static void add_reasons(struct text *text, const struct book *book,
			const struct reach *reach)
{
	const char *before = " ";

	if (reach->reasons == 0) {
		text_add(text, " within reach");
		return;
	}
	for (int i = 0; reach_reason_name(reach->reasons, i); i++) {
		const char *name = reach_reason_name(reach->reasons, i);

		text_add(text, before);
		before = ", ";
		if (!slice_is(slice_from(name), "insufficient_balance")) {
			text_add(text, name);
			continue;
		}
		event_words_add_points(text, book, reach->unit, reach->missing);
		text_add(text, " missing");
	}
}

void till_look_say_rewards(const struct till_look *look)
{
	const struct book *book = look->session.book;
	const struct program *program =
		programs_on(book->programs, book->as_of);
	struct text text;

	text_init(&text, look->session.arena);
	for (size_t i = 0; program && i < program->reward_count; i++) {
		struct reach reach;

		reach_find(book, look->member, (int)i, &reach);
		if (reach.reasons & REACH_INACTIVE)
			continue;
		text_add(&text, "  ");
		text_add_slice(&text, program->rewards[i].name);
		text_add(&text, ", ");
		event_words_add_points(&text, book, reach.unit, reach.cost);
		text_add_char(&text, ':');
		add_reasons(&text, book, &reach);
		text_add_char(&text, '\n');
	}
	if (text.length == 0)
		text_add(&text, "  there is no reward\n");
	message_print(&text);
}

void till_look_say(const struct till_look *look)
{
	const struct book *book = look->session.book;
	struct text text;

	text_init(&text, look->session.arena);
	event_words_add_member(&text, book, look->member);
	add_level(&text, book, look->member);
	for (size_t i = 0; i < book->programs->unit_count; i++) {
		const struct account *account =
			book_account(book, look->member, (int)i);

		if (!account && i > 0)
			continue;
		text_add(&text, ", ");
		event_words_add_points(&text, book, (int)i,
				       account ? account->balance : 0);
	}
	text_add_char(&text, '\n');
	add_rewards(&text, book, look->member);
	message_print(&text);
}

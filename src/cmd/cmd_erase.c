/*
 * pointbook erase: a person is forgotten. The journal says so first (and what
 * became of the points), then all lines about the person leave the members'
 * file; what happened stays in the book, under the member's id. Run again
 * after a crash, it goes on where it was.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/find_member.h"
#include "cmd/recording.h"
#include "cmd/rewrite.h"
#include "cmd/session.h"
#include "cmd/status_line.h"
#include "cmd/traces.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "report/sink.h"

struct erase_options {
	const char *why;
	bool forfeit;
	const char *to;
};

static const struct option erase_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct erase_options, why), "the reason" },
	{ "forfeit", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct erase_options, forfeit),
	  "forfeit what is left in the account" },
	{ "to", 0, OPTION_TEXT, "MEMBER", NULL,
	  offsetof(struct erase_options, to),
	  "give what is left to another member" },
	{ .name = NULL },
};

static const char *const erase_examples[] = {
	"erase M0012 --forfeit --yes --why 'asked for it'",
	"erase M0012 --forfeit --dry-run",
	NULL,
};

/* What was decided before anything is written. */
struct erasure {
	struct session *session;
	struct erase_options given;
	uint32_t member;
	struct slice id;
	struct traces traces;
};

/* ---- asking ---- */

static bool has_points(const struct erasure *erasure)
{
	const struct book *book = erasure->session->book;

	for (size_t i = 0; i < book->programs->unit_count; i++) {
		const struct account *account =
			book_account(book, erasure->member, (int)i);
		if (account && account->balance > 0)
			return true;
	}
	return false;
}

/* `M0001 Anna Berg has 126 points, 4 stamps` */
static void add_balance(struct text *text, const struct erasure *erasure)
{
	const struct book *book = erasure->session->book;
	const char *before = " has ";

	event_words_add_member(text, book, erasure->member);
	for (size_t i = 0; i < book->programs->unit_count; i++) {
		const struct account *account =
			book_account(book, erasure->member, (int)i);
		if (!account || account->balance <= 0)
			continue;
		text_add(text, before);
		event_words_add_points(text, book, (int)i, account->balance);
		before = ", ";
	}
}

static enum exit_status ask_points(struct erasure *erasure)
{
	struct session *session = erasure->session;
	struct slice answer;
	struct text question;

	if (!has_points(erasure) || erasure->given.forfeit || erasure->given.to)
		return STATUS_FINE;
	text_init(&question, session->arena);
	add_balance(&question, erasure);
	if (!ask_is_possible(session)) {
		message_error(&session->terminal,
			      "%s: say what becomes of it with --forfeit, or "
			      "--to MEMBER",
			      question.bytes);
		return STATUS_DECLINED;
	}
	text_add(&question, ": who gets it? A member, or forfeit");
	if (!ask_line(session, question.bytes, "forfeit", &answer))
		return STATUS_DECLINED;
	erasure->given.forfeit = slice_is(answer, "forfeit");
	if (!erasure->given.forfeit)
		erasure->given.to =
			arena_print(session->arena, "%.*s", SLICE_ARGS(answer));
	return STATUS_FINE;
}

/* Not a slip of a finger: the id is to be typed. */
static enum exit_status ask_sure(struct erasure *erasure)
{
	struct session *session = erasure->session;
	struct slice answer;

	if (session->global.yes || session->write.dry_run)
		return STATUS_FINE;
	if (!ask_is_possible(session)) {
		message_error(
			&session->terminal,
			"nobody is there to be asked whether '%.*s' shall "
			"be erased for good; run it again with --yes",
			SLICE_ARGS(erasure->id));
		return STATUS_DECLINED;
	}
	if (ask_line(session,
		     arena_print(session->arena,
				 "names, contacts and notes will be gone for "
				 "good; type %.*s to erase",
				 SLICE_ARGS(erasure->id)),
		     "no", &answer) &&
	    slice_equal(answer, erasure->id))
		return STATUS_FINE;
	message_note(&session->terminal, "nothing was done");
	return STATUS_DECLINED;
}

/* ---- the journal ---- */

static enum exit_status find_heir(struct recording *recording, const char *text,
				  struct slice *heir)
{
	struct session *session = recording->session;
	uint32_t member;

	*heir = (struct slice){ NULL, 0 };
	if (!text)
		return STATUS_FINE;
	enum exit_status status =
		find_member_one(session, slice_from(text), &member);
	if (status == STATUS_FINE)
		*heir = intern_text(&session->journal->members, member);
	return status;
}

/* One line for each unit of which something is left. */
static void add_leftovers(struct recording *recording,
			  const struct erasure *erasure, struct slice heir)
{
	struct session *session = recording->session;
	const struct programs *programs = session->programs;
	struct text *lines = &recording->lines;

	for (size_t i = 0; i < programs->unit_count; i++) {
		const struct unit *unit = &programs->units[i];
		const struct account *account =
			book_account(session->book, recording->member, (int)i);
		if (!account || account->balance <= 0)
			continue;
		bool is_given = heir.length > 0;
		event_line_begin(lines, session,
				 is_given ? "transfer" : "expire");
		event_line_add_word(lines, erasure->id);
		if (is_given)
			event_line_add_word(lines, heir);
		text_add(lines, is_given ? " +" : " ");
		decimal_add_text(
			lines, is_given ? account->balance : -account->balance,
			unit->decimals, false);
		event_line_add_word(lines, unit->name);
		event_line_add_text(lines, SLICE("erased"));
		event_line_finish(
			lines, session,
			slice_from(arena_print(session->arena, "%.*s/%.*s",
					       SLICE_ARGS(recording->reference),
					       SLICE_ARGS(unit->name))));
	}
}

static enum exit_status plan_erase(struct recording *recording,
				   const void *options)
{
	const struct erasure *erasure = options;
	struct session *session = recording->session;
	struct slice heir;

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	recording->member =
		intern_find(&session->journal->members, erasure->id);
	enum exit_status status =
		find_heir(recording, erasure->given.to, &heir);
	if (status != STATUS_FINE)
		return status;
	/* Cut short after this line, the rest of them still has to come. */
	if (session->book->members[recording->member].status != MEMBER_ERASED)
		status_line_add(recording, MEMBER_ERASED, erasure->given.why);
	if (erasure->given.forfeit || erasure->given.to)
		add_leftovers(recording, erasure, heir);
	return STATUS_FINE;
}

/* ---- the members' file ---- */

/* True when another event names this one: without it the book would break. */
static bool is_named(const struct journal *journal, const struct event *event)
{
	struct slice reference = event_reference(journal, event);

	for (size_t i = 0; reference.length > 0 && i < journal->event_count;
	     i++) {
		const struct event *other = &journal->events[i];
		if (!directive_of((enum event_kind)other->kind)->private &&
		    slice_equal(event_operand(journal, other), reference))
			return true;
	}
	return false;
}

/* What is left of a line that must stay: its text is not. */
static struct slice without_text(const struct erasure *erasure,
				 const struct event *event)
{
	const struct journal *journal = erasure->session->journal;
	const struct attribute *text = event_attribute(journal, event, KEY_WHY);
	struct slice line = event_line(journal, event);

	if (text == NULL)
		return line;
	return slice_from(arena_print(
		erasure->session->arena, "%.*s\"(erased)\"%.*s",
		(int)text->start, line.text,
		SLICE_ARGS(slice_from_offset(line, (size_t)text->start +
							   text->length))));
}

/* The member, or one that was merged into him. */
static bool is_of(const struct erasure *erasure, uint32_t member)
{
	const struct book *book = erasure->session->book;
	uint32_t number =
		intern_find(&erasure->session->journal->members, erasure->id);

	return member != INTERN_NONE &&
	       (member == number || book_member_now(book, member) == number);
}

static void find_lines(const struct erasure *erasure, struct rewrite *rewrite)
{
	const struct journal *journal = erasure->session->journal;

	*rewrite = (struct rewrite){ .session = erasure->session };
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (directive_of((enum event_kind)event->kind)->private &&
		    is_of(erasure, event->member))
			rewrite_add(rewrite, event,
				    is_named(journal, event)
					    ? without_text(erasure, event)
					    : (struct slice){ NULL, 0 });
	}
}

static enum exit_status print(struct session *session, const struct text *text)
{
	struct sink *sink;

	if (session->table) {
		message_note(&session->terminal, "%.*s", (int)text->length - 1,
			     text->bytes);
		return STATUS_FINE;
	}
	sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	sink_add_slice(sink, text_slice(text));
	return STATUS_FINE;
}

static enum exit_status take_out(struct erasure *erasure)
{
	struct session *session = erasure->session;
	struct rewrite rewrite;
	struct text text;

	text_init(&text, session->arena);
	if (session->write.dry_run) {
		find_lines(erasure, &rewrite);
		rewrite_print(&text, &rewrite);
		return print(session, &text);
	}
	enum exit_status status =
		session_reload(session, NEEDS_BOOK | NEEDS_LOCK | NEEDS_COPY);
	if (status != STATUS_FINE)
		return status;
	find_lines(erasure, &rewrite);
	status = rewrite_save(&rewrite);
	if (status == STATUS_FINE)
		status = session_reload(session, NEEDS_BOOK);
	if (status != STATUS_FINE)
		return status;
	text_add_format(&text, "%zu line%s about the person left the book\n",
			rewrite.count, rewrite.count == 1 ? "" : "s");
	traces_print(&text, &erasure->traces);
	return print(session, &text);
}

static enum exit_status erase_run(struct session *session, const void *options)
{
	const struct erase_options *given = options;
	struct erasure erasure = { .session = session,
				   .given = *given,
				   .traces = { .session = session } };

	if (given->forfeit && given->to) {
		message_error(&session->terminal,
			      "--forfeit and --to do not go together");
		return STATUS_USAGE;
	}
	enum exit_status status = session_load(session, NEEDS_BOOK);
	if (status == STATUS_FINE)
		status = find_member_one(session,
					 slice_from(session->operands[0]),
					 &erasure.member);
	if (status != STATUS_FINE)
		return status;
	erasure.id = arena_copy_slice(
		session->arena,
		intern_text(&session->journal->members, erasure.member));
	traces_take(&erasure.traces, erasure.member);
	status = ask_points(&erasure);
	if (status == STATUS_FINE)
		status = ask_sure(&erasure);
	if (status == STATUS_FINE)
		status = recording_run(session, plan_erase, &erasure);
	return status == STATUS_FINE ? take_out(&erasure) : status;
}

const struct command cmd_erase = {
	.name = "erase",
	.group = GROUP_RECORD,
	.summary = "forget a person, and keep the books",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = erase_table,
	.options_size = sizeof(struct erase_options),
	.examples = erase_examples,
	.run = erase_run,
};

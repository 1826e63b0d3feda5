/*
 * pointbook join: a new member: enrolment, profile and, where the rules have
 * one, the welcome bonus, in one go.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/find_member.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "exchange/next_member.h"
#include "journal/journal.h"
#include "report/event_words.h"

struct join_options {
	const char *phone;
	const char *email;
	const char *birthday;
	const char *card;
	const char *referred_by;
};

static const struct option join_table[] = {
	{ "phone", 0, OPTION_TEXT, "NUMBER", NULL,
	  offsetof(struct join_options, phone), "a telephone number" },
	{ "email", 0, OPTION_TEXT, "ADDRESS", NULL,
	  offsetof(struct join_options, email), "an e-mail address" },
	{ "birthday", 0, OPTION_TEXT, "[YYYY-]MM-DD", NULL,
	  offsetof(struct join_options, birthday), "the birthday" },
	{ "card", 0, OPTION_TEXT, "NUMBER", NULL,
	  offsetof(struct join_options, card), "what the card says" },
	{ "referred-by", 0, OPTION_TEXT, "MEMBER", NULL,
	  offsetof(struct join_options, referred_by),
	  "who brought the new member" },
	{ .name = NULL },
};

static const char *const join_examples[] = {
	"join 'Ada Byron' --phone '030 5550100' --birthday 12-10",
	"join M0500 'Ada Byron' --referred-by M0012 --dry-run",
	NULL,
};

struct newcomer {
	struct slice id, name;
};

/* What the operands say: one alone is a name, unless it is made as ids are. */
static struct newcomer read_operands(const struct session *session,
				     const struct next_member *next)
{
	struct newcomer who = { { NULL, 0 }, { NULL, 0 } };
	size_t count = session->operand_count;

	if (count == 0)
		return who;
	struct slice first = slice_from(session->operands[0]);

	if (count == 2 || next_member_looks_like(next, first))
		who.id = first;
	if (count == 2 || who.id.length == 0)
		who.name = slice_from(session->operands[count - 1]);
	return who;
}

/* The id that was given, the one a first try was given, or the next. */
static struct newcomer who(struct recording *recording)
{
	struct session *session = recording->session;
	struct next_member next;

	next_member_find(session->arena,
			 session->whole ? session->whole : session->journal,
			 event_line_standing("till"), &next);
	struct newcomer who = read_operands(session, &next);
	uint32_t known = journal_find(session->journal, recording->reference);

	if (who.id.length == 0 && known != EVENT_NONE)
		who.id = event_member(session->journal,
				      &session->journal->events[known]);
	if (who.id.length == 0)
		who.id = next_member_take(session->arena, &next);
	return who;
}

/* Nobody joins twice; who left is let in again by another command. */
static enum exit_status refuse_known(struct recording *recording,
				     struct slice id)
{
	struct session *session = recording->session;
	uint32_t number = intern_find(&session->journal->members, id);
	const struct member *member;
	struct text text;

	if (number == INTERN_NONE ||
	    journal_find(session->journal, recording->reference) != EVENT_NONE)
		return STATUS_FINE;
	member = &session->book->members[number];
	if (!member->joined_known)
		return STATUS_FINE;
	text_init(&text, session->arena);
	event_words_add_member(&text, session->book, number);
	if (member->status == MEMBER_ACTIVE)
		message_error(&session->terminal,
			      "%s is a member already; nothing was recorded: "
			      "'pointbook member' changes the profile",
			      text.bytes);
	else
		message_error(
			&session->terminal,
			"%s is a member already, %s; nothing was "
			"recorded: 'pointbook unblock %.*s' opens the "
			"account again",
			text.bytes,
			member_status_name((enum member_status)member->status),
			SLICE_ARGS(id));
	return STATUS_NO;
}

static void add_contact(struct text *lines, const char *key, const char *value)
{
	if (value)
		event_line_add_value(lines, key, slice_from(value));
}

static enum exit_status find_friend(struct recording *recording,
				    const char *text, struct slice *friend)
{
	struct session *session = recording->session;
	uint32_t member;

	*friend = (struct slice){ NULL, 0 };
	if (!text)
		return STATUS_FINE;
	enum exit_status status =
		find_member_one(session, slice_from(text), &member);
	if (status == STATUS_FINE)
		*friend = intern_text(&session->journal->members, member);
	return status;
}

static enum exit_status plan_join(struct recording *recording,
				  const void *options)
{
	const struct join_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	struct newcomer newcomer = who(recording);
	struct slice friend;
	enum exit_status status =
		find_friend(recording, given->referred_by, &friend);

	if (status == STATUS_FINE)
		status = refuse_known(recording, newcomer.id);
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "join");
	event_line_add_word(lines, newcomer.id);
	if (friend.length > 0)
		event_line_add_value(lines, "referred-by", friend);
	event_line_finish(lines, session, recording->reference);
	bool has_contact =
		given->phone || given->email || given->birthday || given->card;
	recording->member_id = newcomer.id;
	if (newcomer.name.length == 0 && !has_contact)
		return STATUS_FINE;
	text_add(lines, "profile");
	event_line_add_word(lines, newcomer.id);
	event_line_add_text(lines, newcomer.name);
	add_contact(lines, "email", given->email);
	add_contact(lines, "phone", given->phone);
	add_contact(lines, "card", given->card);
	add_contact(lines, "birthday", given->birthday);
	text_add_char(lines, '\n');
	return STATUS_FINE;
}

static enum exit_status join_run(struct session *session, const void *options)
{
	return recording_run(session, plan_join, options);
}

const struct command cmd_join = {
	.name = "join",
	.group = GROUP_RECORD,
	.summary = "enrol a new member",
	.operands = "[[MEMBER] NAME]",
	.operand_min = 0,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = join_table,
	.options_size = sizeof(struct join_options),
	.examples = join_examples,
	.notes = "One operand is the name, unless it looks like an id; without "
		 "MEMBER the next free id is taken.",
	.run = join_run,
};

/*
 * pointbook till: stays open at the counter. A line names a member, the next
 * one says what there is to do; nothing is written before Enter, and no lock
 * is held while the till waits.
 */
#include <string.h>

#include "base/arena.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/fresh_reference.h"
#include "cmd/till.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/sink.h"

struct till_options {
	const char *store;
	const char *staff;
};

static const struct option till_table[] = {
	{ "store", 0, OPTION_TEXT, "STORE", NULL,
	  offsetof(struct till_options, store), "where the till stands" },
	{ "staff", 0, OPTION_TEXT, "NAME", NULL,
	  offsetof(struct till_options, staff), "who stands at it" },
	{ .name = NULL },
};

static const char *const till_examples[] = { "till </dev/null", NULL };

static const char till_help[] =
	"  a member: id, card, telephone number or name\n"
	"  new NAME: a new member\n"
	"then what there is to do:\n"
	"  4.50           a sale; 4.50 pay 50 pays a part with points\n"
	"  stamp, stamp 2 as many stamps\n"
	"  free-coffee    a reward\n"
	"  ?              the rewards, and what is missing\n"
	"undo takes the last event back, q quits, an empty line begins anew\n";

/* Words of a command, ended by those that every event of this till gets. */
struct order {
	const char *words[24];
	size_t count;
};

static void add(struct order *order, const char *word)
{
	if (order->count < sizeof(order->words) / sizeof(*order->words))
		order->words[order->count++] = word;
}

static void say(struct arena *arena, const char *text)
{
	struct text message;

	text_init(&message, arena);
	text_add(&message, text);
	message_print(&message);
}

static void say_answer(struct arena *arena, struct slice answer)
{
	struct text message;

	text_init(&message, arena);
	text_add_slice(&message, answer);
	message_print(&message);
}

/* Puts what a command printed to where data goes. */
static bool put(struct till *till, struct slice output)
{
	struct sink *sink = session_sink(till->session);

	if (!sink)
		return false;
	sink_add_slice(sink, output);
	return sink_flush(sink);
}

/* ---- asking, then recording -------------------------------------------------*/

/* Shows the lines, and waits for Enter. */
static enum exit_status confirm(struct till *till, struct arena *arena,
				const struct order *order)
{
	struct order trial = *order;
	struct slice line;

	if (till->session->global.yes)
		return STATUS_FINE;
	add(&trial, "--dry-run");
	struct answer answer =
		request_run(&till->requests, arena, trial.words, trial.count);
	say_answer(arena, answer.messages);
	if (answer.status != STATUS_FINE)
		return answer.status;
	if (answer.output.length == 0)
		return STATUS_NO;
	say_answer(arena, answer.output);
	if (!line_editor_read(&till->editor, arena,
			      "Enter records it, n does not: ", &line))
		return STATUS_DECLINED;
	if (line.length == 0)
		return STATUS_FINE;
	say(arena, "nothing was recorded\n");
	return STATUS_NO;
}

static void remember(struct till *till, struct slice reference)
{
	text_clear(&till->last);
	text_add_slice(&till->last, reference);
}

/* Records what the words say, once it is confirmed. The same reference is
 * tried and recorded, so that asking again is safe. */
static enum exit_status record(struct till *till, struct arena *arena,
			       struct order *order, const char *reference)
{
	enum exit_status status;

	if (reference) {
		add(order, "--ref");
		add(order, reference);
	}
	status = confirm(till, arena, order);
	if (status != STATUS_FINE)
		return status;
	struct answer answer =
		request_run(&till->requests, arena, order->words, order->count);
	say_answer(arena, answer.messages);
	if (!put(till, answer.output))
		return STATUS_UNKNOWN;
	if (answer.status == STATUS_FINE && reference)
		remember(till, slice_from(reference));
	return answer.status;
}

static void add_standing(const struct till_options *given, struct order *order)
{
	if (given->store) {
		add(order, "--store");
		add(order, given->store);
	}
	if (given->staff) {
		add(order, "--staff");
		add(order, given->staff);
	}
}

static const char *fresh(struct till *till, struct arena *arena)
{
	struct slice reference =
		fresh_reference_take(arena, &till->requests.open.journal);

	return reference.length > 0
		       ? arena_copy(arena, reference.text, reference.length)
		       : NULL;
}

/* ---- what a line means ------------------------------------------------------*/

static enum exit_status undo(struct till *till, struct arena *arena,
			     const struct till_options *given)
{
	struct order order = { .count = 0 };

	if (till->last.length == 0) {
		say(arena, "nothing was recorded here yet: 'pointbook undo "
			   "REF' takes other events back\n");
		return STATUS_NO;
	}
	add(&order, "undo");
	add(&order, arena_copy(arena, till->last.bytes, till->last.length));
	add_standing(given, &order);
	enum exit_status status = record(till, arena, &order, NULL);

	if (status == STATUS_FINE)
		text_clear(&till->last);
	return status;
}

static enum exit_status enrol(struct till *till, struct arena *arena,
			      const struct till_options *given,
			      struct slice name)
{
	struct order order = { .count = 0 };

	add(&order, "join");
	add(&order, arena_copy(arena, name.text, name.length));
	add_standing(given, &order);
	return record(till, arena, &order, fresh(till, arena));
}

static enum exit_status choose(struct till *till, struct arena *arena,
			       struct slice line, bool quietly)
{
	struct till_look look;
	enum exit_status status =
		till_look_for(till, arena, line, quietly, &look);

	if (status != STATUS_FINE)
		return status;
	text_clear(&till->chosen);
	text_add_slice(
		&till->chosen,
		intern_text(&look.session.journal->members, look.member));
	till->member = text_slice(&till->chosen);
	till_look_say(&look);
	return STATUS_FINE;
}

enum {
	CARD_MIN = 5,    /* digits that may be a card, or an amount */
	CARD_CERTAIN = 8 /* and those that are no amount */
};

/* True for the next customer's card in the place of an amount. */
static bool is_card(struct till *till, struct arena *arena, struct slice line)
{
	for (size_t i = 0; i < line.length; i++)
		if (line.text[i] < '0' || line.text[i] > '9')
			return false;
	if (line.length >= CARD_CERTAIN) {
		(void)choose(till, arena, line, false);
		return true;
	}
	return line.length >= CARD_MIN &&
	       choose(till, arena, line, true) == STATUS_FINE;
}

static enum exit_status act(struct till *till, struct arena *arena,
			    const struct till_options *given,
			    const struct till_action *action)
{
	struct order order = { .count = 0 };
	const char *reference = NULL;

	for (size_t i = 0; i < action->count; i++) {
		add(&order, action->words[i]);
		if (i > 0 && strcmp(action->words[i - 1], "--ref") == 0)
			reference = action->words[i];
	}
	add_standing(given, &order);
	enum exit_status status =
		record(till, arena, &order,
		       reference ? reference : fresh(till, arena));

	/* the next amount is another customer's, until it is said whose */
	if (status == STATUS_FINE)
		till->member.length = 0;
	return status;
}

static enum exit_status show(struct till *till, struct arena *arena)
{
	struct till_look look;

	if (till->member.length == 0) {
		say(arena, till_help);
		return STATUS_FINE;
	}
	enum exit_status status =
		till_look_for(till, arena, till->member, false, &look);

	if (status == STATUS_FINE)
		till_look_say_rewards(&look);
	return status;
}

static enum exit_status take_line(struct till *till, struct arena *arena,
				  const struct till_options *given,
				  struct slice line)
{
	struct till_action action;
	struct slice rest = { NULL, 0 };

	if (line.length == 0) {
		till->member.length = 0;
		return STATUS_FINE;
	}
	if (slice_is(line, "?"))
		return show(till, arena);
	if (slice_is(line, "undo"))
		return undo(till, arena, given);
	if (slice_is(slice_cut(line, ' ', &rest), "new") && rest.length > 0)
		return enrol(till, arena, given, slice_trim(rest));
	if (till->member.length == 0)
		return choose(till, arena, line, false);
	if (is_card(till, arena, line))
		return STATUS_FINE;
	if (till_action_read(till, arena, line, &action))
		return act(till, arena, given, &action);
	return choose(till, arena, line, false);
}

/* ---- the till ---------------------------------------------------------------*/

static const char *prompt_of(const struct till *till, struct arena *arena)
{
	return till->member.length == 0
		       ? "member> "
		       : arena_print(arena, "%.*s> ", SLICE_ARGS(till->member));
}

/* True for what ends it: the environment, or an outcome nobody knows. */
static bool is_fatal(enum exit_status status)
{
	return status == STATUS_UNKNOWN;
}

static enum exit_status stay(struct till *till,
			     const struct till_options *given)
{
	enum exit_status status = STATUS_FINE;
	bool stays = true;

	while (stays) {
		struct arena arena;
		struct slice line;

		arena_init(&arena);
		stays = line_editor_read(&till->editor, &arena,
					 prompt_of(till, &arena), &line);
		if (stays && (slice_is(line, "q") || slice_is(line, "quit")))
			stays = false;
		else if (stays)
			status = take_line(till, &arena, given, line);
		stays = stays && !is_fatal(status) && status != STATUS_DECLINED;
		arena_release(&arena);
	}
	return is_fatal(status) || status == STATUS_DECLINED ? status
							     : STATUS_FINE;
}

static enum exit_status till_run(struct session *session, const void *options)
{
	struct till till = { .session = session };
	enum exit_status status = request_init(&till.requests, session);

	if (status != STATUS_FINE)
		return status;
	session->global.no_pager = true; /* what it says stands between lines */
	text_init(&till.last, session->arena);
	text_init(&till.chosen, session->arena);
	line_editor_init(&till.editor, session, till_word, &till);
	if (ask_is_possible(session))
		message_note(&session->terminal,
			     "a member, then an amount or a reward; ? helps, "
			     "q quits");
	status = stay(&till, options);
	request_release(&till.requests);
	return status;
}

const struct command cmd_till = {
	.name = "till",
	.group = GROUP_RECORD,
	.summary = "stay open at the counter",
	.takes = 0,
	.options = till_table,
	.options_size = sizeof(struct till_options),
	.examples = till_examples,
	.notes = "A line names a member, the next says what there is to do: an "
		 "amount, stamp, a reward, or ? for help.",
	.run = till_run,
};

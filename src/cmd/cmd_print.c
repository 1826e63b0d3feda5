/*
 * pointbook print: the book's entries in book order, aligned for people, or
 * with --canonical one line an entry as other programs read it, or with
 * --sealed exactly the bytes that the seal of a period is the digest of.
 * Undated entries come first, as they were read; include lines are left out,
 * since what they include is there.
 */
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/pseudonyms.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/printer.h"
#include "query/query.h"
#include "report/event_row.h"
#include "report/sink.h"
#include "report/table.h"
#include "value/sealed_text.h"

struct print_options {
	bool canonical;
	struct period sealed;
};

static const struct option print_table[] = {
	{ "canonical", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct print_options, canonical),
	  "one line an entry, not aligned" },
	{ "sealed", 0, OPTION_PERIOD, "PERIOD", NULL,
	  offsetof(struct print_options, sealed),
	  "what the seal of the period covers, to the byte" },
	{ .name = NULL },
};

static const char *const print_examples[] = {
	"print member:M0001", "print -p 2026-10 kind:redeem",
	"print --canonical date:2026-10-31", "print --sealed 2026-09", NULL
};

/* What a query may ask; the rows are text, no table. */
static const struct report print_report = {
	.name = "print",
	.title = "Entries",
	.fields = EVENT_ROW_FIELDS,
};

/* What is printed and where. */
struct printing {
	struct session *session;
	struct sink *sink;
	struct text line;
	bool canonical;
};

/* The member an entry is about: its own, or that of the redemption or entry
 * it names. */
static uint32_t member_of(const struct session *session,
			  const struct event *event)
{
	const struct journal *journal = session->journal;
	if (event->member != INTERN_NONE)
		return event->member;
	struct slice target = event_operand(journal, event);
	uint32_t named =
		target.length > 0 ? journal_find(journal, target) : EVENT_NONE;
	return named == EVENT_NONE ? NONE : journal->events[named].member;
}

static bool is_asked(struct printing *printing, const struct event *event)
{
	struct session *session = printing->session;
	if (!period_has(session->period, event->day))
		return false;
	if (query_is_empty(session->query))
		return true;
	struct event_row row = {
		.member = { .arena = session->arena,
			    .book = session->book,
			    .segments = session->segments,
			    .member = member_of(session, event) },
		.journal = session->journal,
		.event = event,
	};
	struct query_row asked = { &row, event_row_value };
	return query_match(session->query, &asked);
}

static void print_event(struct printing *printing, const struct event *event)
{
	if (!is_asked(printing, event))
		return;
	text_clear(&printing->line);
	if (printing->canonical)
		printer_add_event(&printing->line, printing->session->journal,
				  event);
	else
		printer_add_aligned(&printing->line, printing->session->journal,
				    event);
	text_add_char(&printing->line, '\n');
	sink_add_slice(printing->sink, text_slice(&printing->line));
}

static void print_undated(struct printing *printing)
{
	const struct journal *journal = printing->session->journal;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		bool is_include = event->kind == EVENT_INCLUDE ||
				  event->kind == EVENT_INCLUDE_OPTIONAL;
		if (!day_is_real(event->day) && !is_include &&
		    !(event->flags & EVENT_DUPLICATE))
			print_event(printing, event);
	}
}

static void print_line(void *context, uint32_t event, struct slice line)
{
	struct sink *sink = context;

	(void)event;
	sink_add_slice(sink, line);
}

static enum exit_status print_sealed(struct session *session,
				     const struct print_options *given)
{
	enum exit_status status = pseudonyms_refuse(
		session, "a seal covers the lines as they are");

	if (status != STATUS_FINE)
		return status;
	if (session->operand_count > 0 || session->filter.tags.count > 0 ||
	    !period_is_always(session->period)) {
		message_error(&session->terminal,
			      "a seal covers all there is to the end of its "
			      "period: --sealed takes no query and no other "
			      "days");
		return STATUS_USAGE;
	}
	if (!day_is_real(given->sealed.to)) {
		message_error(&session->terminal,
			      "the period of --sealed has no end: name its "
			      "last day, too");
		return STATUS_USAGE;
	}
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	sealed_text_walk(session->arena, session->journal, given->sealed.to,
			 print_line, sink);
	return STATUS_FINE;
}

static enum exit_status print_run(struct session *session, const void *options)
{
	const struct print_options *given = options;
	struct printing printing = { .session = session,
				     .canonical = given->canonical };
	size_t count = 0;

	if (!period_is_always(given->sealed))
		return print_sealed(session, given);
	enum exit_status status = session_query(session, &print_report, 0);
	if (status != STATUS_FINE)
		return status;
	/* Only what asks for more than the text needs the book. */
	if (!query_is_empty(session->query))
		status = session_load(session, NEEDS_BOOK);
	if (status != STATUS_FINE)
		return status;
	printing.sink = session_sink(session);
	if (!printing.sink)
		return STATUS_ENVIRONMENT;
	text_init(&printing.line, session->arena);
	const order_step *steps =
		order_steps(session->arena, session->journal, &count);
	bool *is_done =
		arena_take_array(session->arena, session->journal->event_count,
				 sizeof(*is_done));
	print_undated(&printing);
	for (size_t i = 0; i < count; i++) {
		uint32_t number = ORDER_EVENT(steps[i]);
		if (!is_done[number])
			print_event(&printing,
				    &session->journal->events[number]);
		is_done[number] = true;
	}
	return STATUS_FINE;
}

const struct command cmd_print = {
	.name = "print",
	.group = GROUP_LOOK,
	.summary = "the entries themselves, in book order",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_FILE | TAKES_PERIOD | TAKES_QUERY,
	.needs = NEEDS_JOURNAL | READS_ONLY,
	.options = print_table,
	.options_size = sizeof(struct print_options),
	.examples = print_examples,
	.run = print_run,
};

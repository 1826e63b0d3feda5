/*
 * pointbook rules quote: what a purchase would earn, rule by rule, writing
 * nothing. The purchase is put together as a line of the journal and read by
 * the journal's own parser, so that whatever a line can say can be asked.
 */
#include "base/currency.h"
#include "base/text.h"
#include "cmd/find_member.h"
#include "cmd/look.h"
#include "cmd/rules_part.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/quote.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "report/render.h"
#include "report/report_quote.h"
#include "report/sheet.h"
#include "rules/program.h"

struct quote_options {
	const char *member;
	struct day on;
	const char *at;
	struct option_list items;
};

static const struct option quote_table[] = {
	{ "member", 0, OPTION_TEXT, "MEMBER", NULL,
	  offsetof(struct quote_options, member),
	  "who buys: with the level, limits and visits of that day" },
	{ "on", 0, OPTION_DAY, "DAY", NULL, offsetof(struct quote_options, on),
	  "what is in force on this day (today)" },
	{ "at", 0, OPTION_TEXT, "HH:MM", NULL,
	  offsetof(struct quote_options, at), "the time of day" },
	{ "item", 0, OPTION_LIST, "ITEM", NULL,
	  offsetof(struct quote_options, items),
	  "what is bought: [CATEGORY/]SKU:QUANTITY[:AMOUNT]; may be given "
	  "again" },
	{ 0 },
};

static const char *const quote_examples[] = {
	"rules quote '12.50 EUR'", "rules quote 12.50 --member M0120",
	"rules quote 30 --item beans/BEANS-250:3:30 store:north", NULL
};

/* True when the text is an amount without its currency. */
static bool lacks_currency(struct slice text)
{
	struct decimal number;
	return decimal_parse(text, &number) == DECIMAL_OK;
}

/* `2026-11-03T14:30 purchase M 12.50 EUR store:north item:… #tag` */
static struct slice line_of(struct session *session,
			    const struct quote_options *given,
			    const struct program *program)
{
	struct day day = day_is_real(given->on) ? given->on : session->today;
	char date[DAY_TEXT_MAX];
	struct text line;
	day_print(day, date);
	text_init(&line, session->arena);
	/* Who buys is no part of it: any id will do. */
	text_add_format(&line, "%s%s%s purchase M %s", date,
			given->at ? "T" : "", given->at ? given->at : "",
			session->operands[0]);
	if (lacks_currency(slice_from(session->operands[0])) &&
	    (session->operand_count == 1 ||
	     currency_find(slice_from(session->operands[1])) == CURRENCY_NONE))
		text_add_format(&line, " %s", currency_code(program->currency));
	for (size_t i = 1; i < session->operand_count; i++) {
		struct slice word = slice_from(session->operands[i]);
		bool is_tag = slice_starts(word, "tag:");
		text_add(&line, is_tag ? " #" : " ");
		text_add_slice(&line, slice_from_offset(word, is_tag ? 4 : 0));
	}
	for (size_t i = 0; i < given->items.count; i++)
		text_add_format(&line, " item:%s", given->items.values[i]);
	text_add(&line, " ^quote\n");
	return text_slice(&line);
}

/* Reads the line; what is wrong with it is said as of a file. */
static enum exit_status read_line(struct session *session, struct slice text,
				  const struct program *program,
				  struct earn_input *input)
{
	struct journal *journal = arena_take(session->arena, sizeof(*journal));
	struct diagnostics wrong;
	struct text words;
	diagnostics_init(&wrong, session->arena);
	journal_init(journal, session->arena, session->journal->seed);
	parser_parse(journal, source_new(session->arena, "purchase", text),
		     &wrong);
	bool is_purchase = journal->event_count == 1 &&
			   journal->events[0].kind == EVENT_PURCHASE &&
			   !diagnostics_are_broken(&wrong);
	bool is_foreign = is_purchase &&
			  journal->events[0].currency != CURRENCY_NONE &&
			  journal->events[0].currency != program->currency;
	if (is_purchase && !is_foreign &&
	    earn_input_from_event(session->arena, journal, program,
				  &journal->events[0], input))
		return STATUS_FINE;
	text_init(&words, session->arena);
	for (const struct diagnostic *one = wrong.first; one; one = one->next)
		diagnostic_print(&words, one, session->terminal.error_colour);
	message_print(&words);
	if (!wrong.first)
		message_error(&session->terminal,
			      "this is no amount of the programme: write 12.50 "
			      "%s",
			      currency_code(program->currency));
	return STATUS_USAGE;
}

/* A page for people, rows for programs. */
static enum exit_status print_quote(struct session *session,
				    const struct quote *quote)
{
	struct sheet *sheet = sheet_new(session->arena);
	if (session_format(session) == render_list(0)) {
		report_quote_add(sheet, session->programs, quote);
		return look_print(session, &report_quote, sheet);
	}
	struct table *table = session_table(session, &report_quote);
	if (!table)
		return STATUS_ENVIRONMENT;
	report_quote_fill(table, session->programs, quote);
	return STATUS_FINE;
}

static enum exit_status quote_run(struct session *session, const void *options)
{
	const struct quote_options *given = options;
	struct earn_input input = { .level = -1 };
	struct quote quote;
	uint32_t member = UINT32_MAX;
	struct day day = day_is_real(given->on) ? given->on : session->today;
	session->as_of = day;
	enum exit_status status =
		session_load(session, NEEDS_BOOK | READS_ONLY);
	if (status == STATUS_FINE && given->member)
		status = find_member_one(session, slice_from(given->member),
					 &member);
	const struct program *program =
		status == STATUS_FINE ? programs_on(session->programs, day)
				      : NULL;
	if (!program)
		return status;
	status = read_line(session, line_of(session, given, program), program,
			   &input);
	if (status != STATUS_FINE)
		return status;
	input.member = member;
	quote_purchase(session->arena, session->book, &input, &quote);
	return print_quote(session, &quote);
}

const struct command cmd_rules_quote = {
	.name = "rules quote",
	.group = GROUP_START,
	.summary = "what a purchase would earn, rule by rule",
	.operands = "AMOUNT [ATTRIBUTE:VALUE]...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_OUTPUT,
	.options = quote_table,
	.options_size = sizeof(struct quote_options),
	.examples = quote_examples,
	.notes = "Nothing is written. What a purchase can say in the journal "
		 "can be said here; a tag is written tag:NAME.",
	.run = quote_run,
};

/*
 * pointbook reconcile gl: the liability's account in the books against what
 * `liability` and `rollforward` say. Status 0 when nothing is open.
 */
#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "cmd/gl_books.h"
#include "cmd/gl_periods.h"
#include "cmd/reconcile_part.h"
#include "cmd/session.h"
#include "cmd/value_heading.h"
#include "engine/book.h"
#include "exchange/export_gl.h"
#include "report/report_reconcile_gl.h"
#include "report/table.h"
#include "value/gl_match.h"
#include "value/gl_settle.h"

struct gl_options {
	const char *account;
	const char *opening;
	int program; /* index into gl_books_programs, -1 */
	bool all;
	bool record;
};

static const struct option gl_table[] = {
	{ "account", 0, OPTION_TEXT, "NAME", NULL,
	  offsetof(struct gl_options, account),
	  "the liability's account in the books (as the rules say)" },
	{ "opening", 0, OPTION_TEXT, "AMOUNT", NULL,
	  offsetof(struct gl_options, opening),
	  "what the account owed before the file begins; 0" },
	{ "read-as", 0, OPTION_CHOICE, "PROGRAM", gl_books_programs,
	  offsetof(struct gl_options, program),
	  "csv, hledger, ledger or beancount (as the file's name tells)" },
	{ "all", 0, OPTION_FLAG, NULL, NULL, offsetof(struct gl_options, all),
	  "list what agrees, too" },
	{ "record", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct gl_options, record),
	  "write a reconciled line of the period" },
	{ .name = NULL },
};

static const char *const gl_examples[] = {
	"reconcile gl books.journal -p 2026-10 # exit 3",
	"reconcile gl account.csv -p 2026-10 --opening 184.46 # exit 3",
	"reconcile gl books.journal -p 2026-10 --record # exit 3",
	NULL,
};

/* The entries that should stand in the books. */
static struct gl_expected *expect(const struct gl_export *export, size_t *count)
{
	struct gl_expected *list = NULL;
	struct gl_posting posting;
	size_t capacity = 0;

	*count = 0;
	for (size_t p = 0; p < export->count; p++) {
		for (size_t i = 0; gl_layout_posting(export, p, i, &posting);
		     i++) {
			list = arena_grow(export->arena, list, *count + 1,
					  sizeof(*list), &capacity);
			list[(*count)++] = (struct gl_expected){
				.period = p,
				.reference = posting.reference,
				.text = posting.words,
				.amount = export->periods[p].entries[i].amount,
			};
		}
	}
	return list;
}

/* The sums of both sides, above the table. */
static void add_heading(struct session *session, const struct gl_match *match,
			const struct gl_export *export)
{
	struct text text;

	text_init(&text, session->arena);
	gl_layout_amount(export, &text, match->ours_closing);
	text_add(&text, ", in the books ");
	gl_layout_amount(export, &text, match->books_closing);
	text_add_format(&text, " %s", gl_layout_currency(export));
	session_heading(session, "account", export->accounts[GL_DEFERRED]);
	session_heading(session, "liability", text_slice(&text));
}

/* How many differences are open. What was accepted explains a closing that
 * differs. */
static size_t count_open(const struct gl_match *match)
{
	bool opens = *match->opening_facts != '\0' && !match->opening_note;
	bool closes = match->books_closing != match->ours_closing &&
		      match->accepted == 0;

	return match->open + opens + (match->open == 0 && !opens && closes);
}

static enum exit_status answer(struct session *session,
			       const struct gl_match *match)
{
	bool opens = *match->opening_facts != '\0' && !match->opening_note;
	bool closes = match->books_closing != match->ours_closing;

	if (count_open(match) == 0)
		return STATUS_FINE;
	message_note(&session->terminal,
		     "%zu open%s%s: post what is missing, put right what "
		     "differs, or settle it with 'pointbook accept STATUS REF "
		     "WHY --facts FACTS'",
		     match->open, opens ? ", the opening differs" : "",
		     closes ? ", the closing differs" : "");
	return STATUS_NO;
}

static enum exit_status keep(struct session *session,
			     const struct gl_match *match,
			     const struct gl_file *file)
{
	const struct reconcile_kept kept = {
		.what = "gl",
		.period = session->period,
		.rows = file->count,
		.differences = count_open(match),
		.accepted = match->accepted,
		.bytes = file->bytes,
	};

	return reconcile_part_keep(session, &kept);
}

static enum exit_status gl_run(struct session *session, const void *given)
{
	const struct gl_options *options = given;
	struct gl_match_request request = { .opening_reference = "PB-opening" };
	struct gl_periods periods;
	struct gl_file file;
	enum exit_status status =
		reconcile_part_check(session, options->record);

	if (status == STATUS_FINE)
		status = reconcile_part_load(session, NEEDS_MOVES);
	if (status == STATUS_FINE)
		status = gl_periods_find(session, &periods);
	if (status != STATUS_FINE)
		return status;
	struct gl_export export = {
		.arena = session->arena,
		.programs = session->programs,
		.program = periods.list[periods.count - 1].program,
		.periods = periods.list,
		.count = periods.count,
	};
	export_gl_accounts(&export);
	if (options->account != NULL)
		export.accounts[GL_DEFERRED] = slice_from(options->account);
	struct gl_file_request asked = {
		.account = export.accounts[GL_DEFERRED],
		.scale = currency_scale(export.program->currency),
	};
	if (!reconcile_part_amount(session, "opening", options->opening, false,
				   &request.opening))
		return STATUS_USAGE;
	status = gl_books_read(session, session->operands[0], options->program,
			       &asked, &file);
	if (status != STATUS_FINE)
		return status;
	request.periods = periods.list;
	request.period_count = periods.count;
	request.expected = expect(&export, &request.expected_count);
	request.posted = file.list;
	request.posted_count = file.count;
	struct gl_match match = gl_match_find(session->arena, &request);
	if (match.overflow) {
		message_error(&session->terminal, "the amounts are too large");
		return STATUS_NO;
	}
	gl_settle(session->arena, session->book, &request, &match);
	value_heading_add(session, export.program);
	add_heading(session, &match, &export);
	struct table *table = session_table(session, &report_reconcile_gl);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	report_reconcile_gl_rows(&request, &match, options->all, table);
	enum exit_status result = answer(session, &match);
	if (options->record)
		status = keep(session, &match, &file);
	return status != STATUS_FINE ? status : result;
}

const struct command cmd_reconcile_gl = {
	.name = "reconcile gl",
	.group = GROUP_CHECK,
	.summary = "the liability's account in the books, entry by entry",
	.operands = "FILE",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_PERIOD | TAKES_OUTPUT | TAKES_DRY_RUN,
	.options = gl_table,
	.options_size = sizeof(struct gl_options),
	.examples = gl_examples,
	.run = gl_run,
};

/*
 * pointbook import: sales, refunds, redemptions, members and opening balances
 * out of other programs' exports. Options become a plan (exchange/import),
 * the plan is shown, and what is new is recorded; `--guess` only looks at a
 * file's headers. A customer list is shown as it is understood and asked for.
 */
#include <string.h>

#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/find_reward.h"
#include "cmd/import_guess.h"
#include "cmd/import_reading.h"
#include "cmd/import_show.h"
#include "cmd/progress.h"
#include "cmd/record.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "exchange/import.h"
#include "journal/journal.h"
#include "report/segments.h"

struct given {
	struct import_reading reading;
	bool guess;
	int kind;
	const char *reward;
	int unknown;
	int by_hand;
	int late;
	bool partial;
	bool welcome;
	const char *into;
};

static const char *const kinds[] = { "sales",   "refunds", "redemptions",
				     "members", "opening", NULL };
static const char *const unknowns[] = { "reject", "join", "skip", NULL };
static const char *const by_hands[] = { "known", "add", NULL };
static const char *const lates[] = { "list", "post", NULL };

#define MEMBER(name) offsetof(struct given, name)

static const struct option import_table[] = {
	IMPORT_READING_OPTIONS(struct given),
	{ "guess", 0, OPTION_FLAG, NULL, NULL, MEMBER(guess),
	  "name the presets that fit, and print one to start from" },
	{ "kind", 0, OPTION_CHOICE, "KIND", kinds, MEMBER(kind),
	  "what the rows are" },
	{ "reward", 0, OPTION_TEXT, "NAME", NULL, MEMBER(reward),
	  "of redemptions: what was redeemed" },
	{ "unknown", 0, OPTION_CHOICE, "WHAT", unknowns, MEMBER(unknown),
	  "rows of members the book does not have; default: reject" },
	{ "by-hand", 0, OPTION_CHOICE, "WHAT", by_hands, MEMBER(by_hand),
	  "rows that were recorded by hand before; default: known" },
	{ "late", 0, OPTION_CHOICE, "WHAT", lates, MEMBER(late),
	  "rows of closed months; default: list" },
	{ "partial", 0, OPTION_FLAG, NULL, NULL, MEMBER(partial),
	  "take the good rows although others are wrong" },
	{ "welcome", 0, OPTION_FLAG, NULL, NULL, MEMBER(welcome),
	  "a customer list earns the welcome bonus" },
	{ "into", 0, OPTION_FILE, "FILE", NULL, MEMBER(into),
	  "the file of the book that gets the lines" },
	{ .name = NULL },
};

static const char *const import_examples[] = {
	"import till.csv --dry-run",
	"import till.csv -O csv",
	"import till.csv --guess",
	NULL,
};

/* Everything about one run. */
struct run {
	struct session *session;
	const struct given *given;
	struct import_options options;
	struct import_files files;
	const char *into;
	struct journal before; /* the journal without the new lines */
	struct diagnostics found;
	struct import_plan *plan;
};

/* --- what was asked --------------------------------------------------------- */

static enum exit_status read_options(struct run *run)
{
	const struct given *given = run->given;

	run->options = (struct import_options){
		.kind = given->kind < 0 ? PRESET_SALES
					: (enum preset_kind)given->kind,
		.has_kind = given->kind >= 0,
		.reward = slice_from(given->reward),
		.unknown = given->unknown < 0
				   ? IMPORT_REJECT
				   : (enum import_unknown)given->unknown,
		.adds_by_hand = given->by_hand == 1,
		.posts_late = given->late == 1,
		.is_partial = given->partial,
		.welcomes = given->welcome,
	};
	return import_reading_fill(run->session, &given->reading,
				   &run->options);
}

/* --- the plan --------------------------------------------------------------- */

/* The book on its last day, when that is after today. */
static const struct book *last_book(struct session *session)
{
	struct replay_options options = { .as_of = session->as_of,
					  .segment = segments_test,
					  .segment_context =
						  session->segments };
	struct diagnostics ignored;

	for (size_t i = 0; i < session->journal->event_count; i++) {
		struct day day = session->journal->events[i].day;

		if (day_compare(day, options.as_of) > 0)
			options.as_of = day;
	}
	if (day_compare(options.as_of, session->as_of) == 0)
		return session->book;
	diagnostics_init(&ignored, session->arena);
	return replay_run(session->arena, session->journal, session->programs,
			  &options, &ignored);
}

/* Reads the book and plans. */
static enum exit_status make_plan(struct run *run, bool locked)
{
	struct session *session = run->session;
	struct progress progress;
	unsigned needs = NEEDS_BOOK | (locked ? NEEDS_LOCK : 0u);
	enum exit_status status = session->journal
					  ? session_reload(session, needs)
					  : session_load(session, needs);

	if (status != STATUS_FINE)
		return status;
	if (run->given->into) {
		run->into = record_find_file(session, run->given->into);
		if (!run->into)
			return STATUS_USAGE;
	}
	if (run->given->reward &&
	    !find_reward_any(session, run->options.reward))
		return STATUS_USAGE;
	progress_init(&progress, &session->terminal, "importing");
	diagnostics_init(&run->found, session->arena);
	/* the list of files grows with the new lines: keep the one there was */
	run->before = *session->journal;
	run->before.sources =
		arena_take_array(session->arena, run->before.source_count,
				 sizeof(struct source *));
	memcpy(run->before.sources, session->journal->sources,
	       run->before.source_count * sizeof(struct source *));
	run->plan = import_run(
		session->arena,
		&(struct import_base){ .journal = session->journal,
				       .book = last_book(session),
				       .programs = session->programs,
				       .segment = segments_test,
				       .segment_context = session->segments },
		&run->files, &run->options, &run->found);
	progress_release(&progress);
	return STATUS_FINE;
}

/* A customer list is shown as it is understood, and asked for. */
static enum exit_status ask(struct run *run)
{
	struct session *session = run->session;
	const struct import_plan *plan = run->plan;

	for (size_t i = 0; i < plan->column_count; i++)
		message_note(&session->terminal, "%s", plan->columns[i]);
	return ask_yes(session,
		       arena_print(session->arena,
				   "%zu of %zu people are new: "
				   "enrol them?",
				   plan->totals[IMPORT_NEW].rows, plan->rows));
}

/* --- recording it ----------------------------------------------------------- */

static enum append_status save(struct run *run, const char **paths)
{
	struct session *session = run->session;
	const struct import_plan *plan = run->plan;
	struct record record = {
		.into = run->into,
		.lines = arena_take_array(session->arena, plan->line_count,
					  sizeof(struct record_line)),
		.count = plan->line_count,
	};

	for (size_t i = 0; i < plan->line_count; i++)
		record.lines[i] =
			(struct record_line){ plan->lines[i].day,
					      plan->lines[i].is_private,
					      plan->lines[i].text };
	return record_save(session, &record, paths);
}

/* Records; once more when somebody changed the book meanwhile. */
static enum exit_status record_plan(struct run *run)
{
	struct session *session = run->session;
	const char *paths = "";
	enum append_status outcome = save(run, &paths);

	if (outcome == APPEND_CHANGED) {
		enum exit_status status = make_plan(run, true);

		/* the first time the lines may have been written */
		if (status != STATUS_FINE)
			return status == STATUS_NO ? status : STATUS_UNKNOWN;
		if (run->plan->is_refused || run->plan->line_count == 0)
			return run->plan->is_refused ? STATUS_NO : STATUS_FINE;
		outcome = save(run, &paths);
		if (outcome == APPEND_NOT_RECORDED)
			outcome = APPEND_UNKNOWN;
	}
	switch (outcome) {
	case APPEND_RECORDED:
		message_note(&session->terminal, "recorded %zu %s in %s",
			     run->plan->line_count,
			     run->plan->line_count == 1 ? "line" : "lines",
			     paths);
		return STATUS_FINE;
	case APPEND_NOT_RECORDED:
		return STATUS_ENVIRONMENT;
	case APPEND_UNKNOWN:
		return STATUS_UNKNOWN;
	case APPEND_CHANGED:
		message_error(&session->terminal,
			      "somebody else changes the book all the time: "
			      "run the command again; what is there is not "
			      "recorded twice");
		return STATUS_UNKNOWN;
	}
	return STATUS_UNKNOWN;
}

/* The rows that stand against the plan are an answer of no, also when the
 * others were taken. */
static enum exit_status answer(const struct import_plan *plan)
{
	return plan->is_refused || plan->totals[IMPORT_REJECTED].rows > 0 ||
			       plan->totals[IMPORT_CONFLICT].rows > 0
		       ? STATUS_NO
		       : STATUS_FINE;
}

static enum exit_status finish(struct run *run)
{
	struct session *session = run->session;
	const struct import_plan *plan = run->plan;
	enum exit_status status = STATUS_FINE;

	if (plan->is_refused) {
		message_error(&session->terminal,
			      "nothing was recorded: correct what is named "
			      "above%s",
			      plan->totals[IMPORT_NEW].events > 0
				      ? ", or take the other rows with "
					"--partial"
				      : "");
		return STATUS_NO;
	}
	if (plan->findings > 0)
		message_warning(&session->terminal,
				"%zu %s in what is new: 'pointbook check' "
				"shows %s",
				plan->findings,
				plan->findings == 1 ? "finding" : "findings",
				plan->findings == 1 ? "it" : "them");
	if (plan->rows == 0)
		message_note(&session->terminal, "there are no rows");
	if (session->write.dry_run)
		status = import_show_lines(session, plan);
	else if (plan->line_count > 0)
		status = record_plan(run);
	return status == STATUS_FINE ? answer(plan) : status;
}

static enum exit_status import_command(struct session *session,
				       const void *options)
{
	struct run run = { .session = session, .given = options };
	bool writes = !session->write.dry_run;
	enum exit_status status = read_options(&run);

	if (status == STATUS_FINE)
		status = import_reading_load(session, session->operand_count,
					     &run.files);
	if (status == STATUS_FINE && run.given->guess)
		return import_guess(session, &run.options, &run.files);
	if (status == STATUS_FINE)
		status = make_plan(&run, writes && run.options.kind !=
							   PRESET_MEMBERS);
	if (status == STATUS_FINE && writes && run.plan->is_list &&
	    !run.plan->is_refused && run.plan->line_count > 0) {
		session_unlock(session);
		status = ask(&run);
		if (status == STATUS_FINE)
			status = make_plan(&run, true);
	}
	if (status != STATUS_FINE)
		return status;
	import_show_found(session, run.plan, &run.found);
	status = import_show_table(session, run.plan, &run.before);
	return status == STATUS_FINE ? finish(&run) : status;
}

const struct command cmd_import = {
	.name = "import",
	.group = GROUP_RECORD,
	.summary = "take over sales and members from other programs",
	.operands = "FILE...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_OUTPUT | TAKES_DRY_RUN,
	.options = import_table,
	.options_size = sizeof(struct given),
	.examples = import_examples,
	.run = import_command,
};

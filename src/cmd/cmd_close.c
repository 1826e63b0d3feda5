/*
 * pointbook close: seals a period. Its expiries are put on record, all is
 * checked, and one line says what the book was to its last day: how many
 * entries, which balances, which rules, and the SHA-256 of the sealed text.
 * From then on nothing is written into it.
 *
 * The lines go into the book as any others do (cmd/recording.c), all or none.
 * The lock is not held while somebody is asked, or a key is: then the close
 * is planned again, and what was said holds for the same line only.
 */
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/closing.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/seal_findings.h"
#include "cmd/seal_sign.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "exchange/expiry_line.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "report/segments.h"
#include "value/seal_check.h"
#include "value/seals.h"

enum {
	SHOWN_MAX = 20
};

struct close_options {
	const char *without;
	const char *sign;
};

static const struct option close_table[] = {
	{ "without", 0, OPTION_TEXT, "WHAT", NULL,
	  offsetof(struct close_options, without),
	  "close although the till was not reconciled (till); WHY is kept" },
	{ "sign", 0, OPTION_FILE, "KEY", NULL,
	  offsetof(struct close_options, sign),
	  "sign the seal with this SSH key" },
	{ .name = NULL },
};

static const char *const close_examples[] = {
	"close 2026-09 --without till 'the till keeps no export' --dry-run",
	NULL,
};

/* One close, over all its tries. */
struct plan {
	struct closing closing;
	const struct close_options *given;
	const char *why;                   /* of --without */
	size_t expiries;                   /* to be recorded */
	int64_t *totals;                   /* balances at the end, by unit */
	struct slice agreed;               /* the line that was said yes to */
	struct slice signature;            /* of it */
	char fingerprint[FINGERPRINT_MAX]; /* of the seal */
};

/* ---- may it be closed? ---- */

static struct book *replay_to(struct session *session,
			      struct replay_options options,
			      struct diagnostics *found)
{
	options.segment = segments_test;
	options.segment_context = session->segments;
	return replay_run(session->arena, session->journal, session->programs,
			  &options, found);
}

/* All findings there are, and whether earlier seals hold. */
static enum exit_status check_findings(struct plan *plan,
				       const struct seals *seals)
{
	struct session *session = plan->closing.session;
	struct diagnostics all;
	struct diagnostics open;
	struct text text;
	size_t shown = 0;

	diagnostics_init(&all, session->arena);
	const struct book *book =
		replay_to(session,
			  (struct replay_options){ .as_of = session->today,
						   .moves = true,
						   .reperform = true,
						   .findings = true },
			  &all);
	struct seal_state *states = seal_check_all(
		session->arena, session->journal, session->programs, seals);
	seal_check_points(session->arena, book, seals, states);
	seal_findings_add(session, seals, states, &all);
	closing_findings(&plan->closing, &all, &open);
	if (!open.first)
		return STATUS_FINE;
	diagnostics_sort(&open);
	text_init(&text, session->arena);
	for (const struct diagnostic *one = open.first;
	     one && shown < SHOWN_MAX; one = one->next, shown++)
		diagnostic_print(&text, one, session->terminal.error_colour);
	message_print(&text);
	size_t count =
		open.counts[SEVERITY_FINDING] + open.counts[SEVERITY_BROKEN];
	message_error(&session->terminal,
		      "%.*s has %zu open finding%s, 'pointbook check' shows "
		      "%s: correct %s, or accept %s with an accept line; "
		      "nothing was recorded",
		      SLICE_ARGS(plan->closing.name), count,
		      count == 1 ? "" : "s", count == 1 ? "it" : "all of them",
		      count == 1 ? "it" : "them", count == 1 ? "it" : "them");
	return STATUS_NO;
}

static enum exit_status check_till(const struct plan *plan)
{
	struct session *session = plan->closing.session;

	if (plan->given->without ||
	    closing_is_reconciled(&plan->closing, "till"))
		return STATUS_FINE;
	message_error(&session->terminal,
		      "no 'reconciled till' line without differences covers "
		      "%.*s: run 'pointbook reconcile till FILE -p %.*s "
		      "--record', or close it --without till \"why\"; nothing "
		      "was recorded",
		      SLICE_ARGS(plan->closing.name),
		      SLICE_ARGS(plan->closing.name));
	return STATUS_NO;
}

/* ---- what is recorded ---- */

/* The close line, without what a signature adds. */
static void add_close(struct plan *plan, struct text *lines, uint64_t number,
		      struct slice signature)
{
	struct session *session = plan->closing.session;
	struct day end = plan->closing.period.to;
	struct sealed_digest sealed;
	char rules[DIGEST_TEXT_MAX];
	char day[DAY_TEXT_MAX];

	sealed_text_digest(session->arena, session->journal, end, &sealed);
	seal_check_rules(session->arena, session->programs, end, rules);
	day_print(end, day);
	text_add_format(lines, "%s close %.*s", day,
			SLICE_ARGS(plan->closing.name));
	if (number > 1)
		text_add_format(lines, " seal:%llu",
				(unsigned long long)number);
	text_add_format(lines, " entries:%llu",
			(unsigned long long)sealed.entries);
	seal_check_add_points(lines, session->programs, end, plan->totals);
	text_add_format(lines, " rules:%s digest:%s", rules, sealed.digest);
	seal_check_fingerprint(slice_from(sealed.digest), plan->fingerprint);
	if (plan->why)
		event_line_add_value(lines, "without-till",
				     slice_from(plan->why));
	if (day_compare(session->today, end) != 0) {
		day_print(session->today, day);
		text_add_format(lines, " entered:%s", day);
	}
	if (signature.length > 0)
		event_line_add_value(lines, "signature", signature);
	event_line_finish(lines, session, (struct slice){ NULL, 0 });
}

/* Asks, and has the line signed, without the lock. */
static enum exit_status agree(struct recording *recording, struct plan *plan,
			      struct slice line)
{
	struct session *session = recording->session;
	struct journal journal;
	struct diagnostics ignored;
	struct text question;
	char day[DAY_TEXT_MAX];

	session_unlock(session);
	day_print(plan->closing.period.to, day);
	text_init(&question, session->arena);
	text_add_format(&question,
			"close %.*s, with %zu expir%s to be recorded? nothing "
			"can be written to days up to %s then",
			SLICE_ARGS(plan->closing.name), plan->expiries,
			plan->expiries == 1 ? "y" : "ies", day);
	enum exit_status status = ask_yes(session, question.bytes);
	if (status != STATUS_FINE)
		return status;
	plan->agreed = line;
	if (plan->given->sign) {
		journal_init(&journal, session->arena, session->journal->seed);
		diagnostics_init(&ignored, session->arena);
		parser_parse(&journal,
			     source_new(session->arena, "the seal", line),
			     &ignored);
		status = seal_sign_make(session, plan->given->sign,
					seal_sign_statement(session, &journal,
							    &journal.events[0]),
					&plan->signature);
	}
	recording->starts_again = status == STATUS_FINE;
	return status == STATUS_FINE ? STATUS_DECLINED : status;
}

/* True when nobody has to be asked, and no key. */
static bool goes_without(const struct plan *plan, struct slice line)
{
	const struct session *session = plan->closing.session;

	return session->write.dry_run ||
	       (session->global.yes && !plan->given->sign) ||
	       slice_equal(plan->agreed, line);
}

/* The seal itself, when the expiries are in the book. */
static enum exit_status plan_seal(struct recording *recording,
				  const void *options)
{
	struct plan *plan = *(struct plan *const *)options;
	struct session *session = recording->session;
	struct seals seals;
	struct text line;
	uint64_t number = 1;

	seals_find(session->arena, session->journal, &seals);
	for (size_t i = 0; i < seals.count; i++) {
		if (slice_equal(seals.list[i].name, plan->closing.name) &&
		    seals.list[i].number >= number)
			number = seals.list[i].number + 1;
	}
	text_init(&line, session->arena);
	add_close(plan, &line, number, (struct slice){ NULL, 0 });
	if (!goes_without(plan, text_slice(&line)))
		return agree(recording, plan, text_slice(&line));
	if (plan->signature.length > 0)
		add_close(plan, &recording->lines, number, plan->signature);
	else
		text_add_slice(&recording->lines, text_slice(&line));
	return STATUS_FINE;
}

static enum exit_status refuse(const struct plan *plan, const char *why)
{
	message_error(&plan->closing.session->terminal,
		      "%s; nothing was recorded", why);
	return STATUS_NO;
}

/* Closed already, exactly or with a later period. */
static bool is_closed(struct recording *recording, const struct plan *plan,
		      const struct seals *seals)
{
	struct session *session = recording->session;
	const struct seal *last = seals_last(seals);
	const struct seal *same = seals_of(seals, plan->closing.period);
	char fingerprint[FINGERPRINT_MAX];

	if (!last || day_compare(plan->closing.period.to, last->period.to) > 0)
		return false;
	if (!same)
		same = last;
	seal_check_fingerprint(
		event_value(session->journal,
			    &session->journal->events[same->event], KEY_DIGEST),
		fingerprint);
	recording->nothing = arena_print(
		session->arena, "%.*s is closed already%s%.*s, fingerprint %s",
		SLICE_ARGS(plan->closing.name),
		slice_equal(same->name, plan->closing.name) ? "" : ", with ",
		slice_equal(same->name, plan->closing.name)
			? 0
			: (int)same->name.length,
		same->name.text, fingerprint);
	return true;
}

static enum exit_status plan_close(struct recording *recording,
				   const void *options)
{
	struct plan *plan = *(struct plan *const *)options;
	struct session *session = recording->session;
	struct diagnostics ignored;
	struct seals seals;

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	seals_find(session->arena, session->journal, &seals);
	if (is_closed(recording, plan, &seals))
		return STATUS_FINE;
	const char *obstacle = closing_obstacle(&plan->closing, &seals);
	if (obstacle)
		return refuse(plan, obstacle);
	enum exit_status status = check_till(plan);
	if (status == STATUS_FINE)
		status = check_findings(plan, &seals);
	if (status != STATUS_FINE)
		return status;
	diagnostics_init(&ignored, session->arena);
	const struct book *book = replay_to(
		session,
		(struct replay_options){ .as_of = plan->closing.period.to,
					 .postings = true },
		&ignored);
	plan->totals =
		arena_take_array(session->arena, session->programs->unit_count,
				 sizeof(*plan->totals));
	for (size_t i = 0; i < book->account_count; i++)
		plan->totals[book->accounts[i].unit] +=
			book->accounts[i].balance;
	plan->expiries = expiry_line_add_all(&recording->lines, book,
					     seals_closed_to(session->journal));
	recording->then = plan_seal;
	return STATUS_FINE;
}

/* ---- the command ---- */

static enum exit_status read_without(struct plan *plan)
{
	struct session *session = plan->closing.session;
	const char *what = plan->given->without;

	plan->why = session->operand_count > 1 ? session->operands[1] : NULL;
	if (what && !slice_is(slice_from(what), "till")) {
		message_error(&session->terminal,
			      "a period can be closed without 'till', not "
			      "without '%s'",
			      what);
		return STATUS_USAGE;
	}
	if (what && (!plan->why || !*plan->why)) {
		message_error(&session->terminal,
			      "--without till needs a reason, which the seal "
			      "keeps: pointbook close %.*s --without till "
			      "\"why\"",
			      SLICE_ARGS(plan->closing.name));
		return STATUS_USAGE;
	}
	if (!what && plan->why) {
		message_error(&session->terminal,
			      "'%s' is a reason for --without till, which was "
			      "not given",
			      plan->why);
		return STATUS_USAGE;
	}
	return STATUS_FINE;
}

static enum exit_status close_run(struct session *session, const void *options)
{
	struct plan plan = { .given = options };
	struct plan *context = &plan;
	enum exit_status status =
		closing_read(session, session->operands[0], &plan.closing);

	if (status == STATUS_FINE)
		status = read_without(&plan);
	if (status != STATUS_FINE)
		return status;
	status = recording_run(session, plan_close, &context);
	if (status == STATUS_FINE && session->recorded)
		message_note(&session->terminal,
			     "%.*s is closed; fingerprint %s",
			     SLICE_ARGS(plan.closing.name), plan.fingerprint);
	return status;
}

const struct command cmd_close = {
	.name = "close",
	.group = GROUP_CHECK,
	.summary = "seal a period: nothing is written into it any more",
	.operands = "PERIOD [WHY]",
	.operand_min = 1,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN,
	.options = close_table,
	.options_size = sizeof(struct close_options),
	.examples = close_examples,
	.notes = "Exit status 1: it cannot be closed, a message says why.",
	.run = close_run,
};

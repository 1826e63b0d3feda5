/*
 * pointbook reopen: takes a seal back, on record. Only the last one can be:
 * those before it are under it.
 */
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/closing.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "value/seals.h"

static const char *const reopen_examples[] = {
	"reopen 2026-09 'the export came'", NULL
};

static enum exit_status refuse(struct recording *recording,
			       const struct closing *closing,
			       const struct seals *seals)
{
	const struct terminal *terminal = &closing->session->terminal;
	const struct seal *last = seals_last(seals);

	if (!last || day_compare(closing->period.to, last->period.to) > 0) {
		recording->nothing = arena_print(closing->session->arena,
						 "%.*s is open already",
						 SLICE_ARGS(closing->name));
		return STATUS_FINE;
	}
	if (seals_of(seals, closing->period))
		message_error(terminal,
			      "the seal of %.*s is on top of that of %.*s: "
			      "reopen %.*s first; nothing was recorded",
			      SLICE_ARGS(last->name), SLICE_ARGS(closing->name),
			      SLICE_ARGS(last->name));
	else
		message_error(terminal,
			      "there is no seal of %.*s: the last one is that "
			      "of %.*s; nothing was recorded",
			      SLICE_ARGS(closing->name),
			      SLICE_ARGS(last->name));
	return STATUS_NO;
}

static enum exit_status ask(struct recording *recording,
			    const struct closing *closing)
{
	struct session *session = recording->session;

	if (session->write.dry_run || session->global.yes ||
	    recording->is_confirmed)
		return STATUS_FINE;
	session_unlock(session);
	enum exit_status status = ask_yes(
		session, arena_print(session->arena,
				     "reopen %.*s? its figures may change, and "
				     "it has to be closed once more",
				     SLICE_ARGS(closing->name)));
	recording->is_confirmed = status == STATUS_FINE;
	recording->starts_again = status == STATUS_FINE;
	return status == STATUS_FINE ? STATUS_DECLINED : status;
}

static enum exit_status plan_reopen(struct recording *recording,
				    const void *options)
{
	const struct closing *closing = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	struct seals seals;
	char day[DAY_TEXT_MAX];

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	seals_find(session->arena, session->journal, &seals);
	const struct seal *seal = seals_of(&seals, closing->period);
	if (!seal || seal != seals_last(&seals))
		return refuse(recording, closing, &seals);
	enum exit_status status = ask(recording, closing);
	if (status != STATUS_FINE)
		return status;
	day_print(seal->period.to, day);
	text_add_format(lines, "%s reopen", day);
	event_line_add_word(lines, seal->name);
	event_line_add_text(lines, slice_from(session->operands[1]));
	if (seal->number > 1)
		text_add_format(lines, " seal:%llu",
				(unsigned long long)seal->number);
	if (day_compare(session->today, seal->period.to) != 0) {
		day_print(session->today, day);
		text_add_format(lines, " entered:%s", day);
	}
	event_line_finish(lines, session, (struct slice){ NULL, 0 });
	return STATUS_FINE;
}

static enum exit_status reopen_run(struct session *session, const void *options)
{
	struct closing closing;
	enum exit_status status =
		closing_read(session, session->operands[0], &closing);

	(void)options;
	if (status != STATUS_FINE)
		return status;
	if (!*session->operands[1]) {
		message_error(&session->terminal,
			      "a reason is needed: pointbook reopen %.*s "
			      "\"why\"",
			      SLICE_ARGS(closing.name));
		return STATUS_USAGE;
	}
	return recording_run(session, plan_reopen, &closing);
}

const struct command cmd_reopen = {
	.name = "reopen",
	.group = GROUP_CHECK,
	.summary = "take the last seal back, with a reason on record",
	.operands = "PERIOD WHY",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN,
	.examples = reopen_examples,
	.run = reopen_run,
};

/*
 * pointbook consent: what a member agreed to, or no longer agrees to.
 */
#include "base/suggest.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "report/contact.h"

static const char *const consent_examples[] = {
	"consent M0012 +email -sms 'told us at the till'",
	"consent M0012 +email --dry-run",
	NULL,
};

static bool is_signed(struct slice word)
{
	return word.length > 1 && (word.text[0] == '+' || word.text[0] == '-');
}

/* A channel we write to; any other may be written down as well, but not one
 * that is nearly ours. */
static enum exit_status check_channel(struct session *session,
				      struct slice channel)
{
	static const enum contact_channel ours[] = { CONTACT_EMAIL,
						     CONTACT_SMS };
	struct suggest search;

	suggest_init(&search, channel);
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		struct slice name = slice_from(contact_channel_name(ours[i]));
		if (slice_equal(name, channel))
			return STATUS_FINE;
		suggest_add(&search, name);
	}
	struct slice near = suggest_take(&search);
	if (near.length == 0)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "'%.*s' is no channel; did you mean '%.*s'?",
		      SLICE_ARGS(channel), SLICE_ARGS(near));
	return STATUS_USAGE;
}

static enum exit_status add_channels(struct recording *recording, size_t *taken)
{
	struct session *session = recording->session;
	size_t at = 1;

	for (; at < session->operand_count; at++) {
		struct slice word = slice_from(session->operands[at]);
		if (!is_signed(word))
			break;
		enum exit_status status =
			check_channel(session, slice_from_offset(word, 1));
		if (status != STATUS_FINE)
			return status;
		event_line_add_word(&recording->lines, word);
	}
	*taken = at;
	if (at > 1 && session->operand_count - at <= 1)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "'%s' is no channel with + or - before it, as in +email "
		      "or -sms",
		      session->operands[at > 1 ? at : 1]);
	return STATUS_USAGE;
}

static enum exit_status plan_consent(struct recording *recording,
				     const void *options)
{
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	size_t at;
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);

	(void)options;
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "consent");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	status = add_channels(recording, &at);
	if (status != STATUS_FINE)
		return status;
	if (at < session->operand_count)
		event_line_add_text(lines, slice_from(session->operands[at]));
	event_line_finish(lines, session,
			  session->record.ref ? recording->reference
					      : (struct slice){ NULL, 0 });
	return STATUS_FINE;
}

static enum exit_status consent_run(struct session *session,
				    const void *options)
{
	return recording_run(session, plan_consent, options);
}

const struct command cmd_consent = {
	.name = "consent",
	.group = GROUP_RECORD,
	.summary = "write down what a member agrees to",
	.operands = "MEMBER +CHANNEL|-CHANNEL... [WHY]",
	.operand_min = 2,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_DRY_RUN | TAKES_RECORD | TAKES_SIGNED,
	.examples = consent_examples,
	.run = consent_run,
};

/*
 * Each condition is looked at on its own, so that `month-end` can show them
 * one by one.
 */
#include "cmd/closing.h"
#include "cmd/pseudonyms.h"

#include "base/text.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "value/seals.h"

enum exit_status closing_read(struct session *session, const char *text,
			      struct closing *closing)
{
	struct text name;
	enum exit_status status = pseudonyms_refuse(
		session, "a seal covers the lines as they are");

	*closing = (struct closing){ .session = session };
	if (status != STATUS_FINE)
		return status;
	if (!period_parse(slice_from(text), session->today, &closing->period)) {
		message_error(&session->terminal, "'%s' is no period: write %s",
			      text, period_forms());
		return STATUS_USAGE;
	}
	if (!day_is_real(closing->period.from) ||
	    !day_is_real(closing->period.to)) {
		message_error(
			&session->terminal,
			"the period '%s' has no %s: name both its ends", text,
			day_is_real(closing->period.to) ? "beginning" : "end");
		return STATUS_USAGE;
	}
	text_init(&name, session->arena);
	period_add_text(&name, closing->period);
	closing->name = text_slice(&name);
	return STATUS_FINE;
}

const char *closing_obstacle(const struct closing *closing,
			     const struct seals *seals)
{
	struct session *session = closing->session;
	const struct seal *last = seals_last(seals);
	char day[DAY_TEXT_MAX];

	if (day_compare(closing->period.to, session->today) > 0) {
		day_print(closing->period.to, day);
		return arena_print(session->arena,
				   "%.*s is not over: its last day is %s",
				   SLICE_ARGS(closing->name), day);
	}
	if (last && day_compare(closing->period.from,
				day_add(last->period.to, 1)) > 0) {
		day_print(day_add(last->period.to, 1), day);
		return arena_print(session->arena,
				   "%.*s does not follow on %.*s, which is "
				   "closed: the days from %s on come first",
				   SLICE_ARGS(closing->name),
				   SLICE_ARGS(last->name), day);
	}
	return NULL;
}

/* ---- reconciled ---- */

/* True unless the line says that differences are open. */
static bool is_settled(const struct journal *journal, const struct event *event)
{
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];

		if (one->key >= KEY_COUNT &&
		    slice_is(intern_text(&journal->keys, one->key - KEY_COUNT),
			     "differences"))
			return slice_is(attribute_raw(journal, event, one),
					"0");
	}
	return true;
}

/* The last day of a reconciled line that covers the day; DAY_NONE. */
static struct day covered_to(const struct closing *closing, const char *what,
			     struct day day)
{
	const struct journal *journal = closing->session->journal;
	struct day to = DAY_NONE;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct period period;

		if (event->kind == EVENT_RECONCILED &&
		    !(event->flags & EVENT_DUPLICATE) &&
		    slice_is(event_operand(journal, event), what) &&
		    period_parse(event_value(journal, event, KEY_PERIOD),
				 DAY_NONE, &period) &&
		    period_has(period, day) && day_compare(period.to, to) > 0 &&
		    is_settled(journal, event))
			to = period.to;
	}
	return to;
}

bool closing_is_reconciled(const struct closing *closing, const char *what)
{
	struct day day = closing->period.from;

	while (day_compare(day, closing->period.to) <= 0) {
		struct day to = covered_to(closing, what, day);

		if (!day_is_real(to))
			return false;
		day = day_add(to, 1);
	}
	return true;
}

/* ---- findings ---- */

/* The day of the event that a finding stands on; DAY_NONE: none. */
static struct day day_of(const struct journal *journal,
			 const struct diagnostic *one)
{
	for (size_t i = 0; one->at.source && i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (journal->sources[event->source] == one->at.source &&
		    one->at.offset >= event->start &&
		    one->at.offset <= event->start + event->length)
			return event->day;
	}
	return DAY_NONE;
}

void closing_findings(const struct closing *closing,
		      const struct diagnostics *all, struct diagnostics *open)
{
	const struct journal *journal = closing->session->journal;

	diagnostics_init(open, closing->session->arena);
	for (const struct diagnostic *one = all->first; one; one = one->next) {
		if (one->accepted ||
		    diagnostic_kind(one->id)->severity < SEVERITY_FINDING ||
		    day_compare(day_of(journal, one), closing->period.to) > 0)
			continue;
		struct diagnostic *copy = diagnostic_add(open, one->id, one->at,
							 "%s", one->message);
		copy->subject = one->subject;
		copy->notes = one->notes;
	}
}

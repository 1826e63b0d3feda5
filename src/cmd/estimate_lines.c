/*
 * The estimate is made on a book of its own, as of the close of its month;
 * what is recorded is checked with the whole book, as any event (recording.h).
 */
#include "cmd/estimate_lines.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "journal/journal.h"
#include "report/segments.h"
#include "value/liability.h"
#include "value/vintage.h"

static const char *const methods[] = {
	[ESTIMATOR_FIXED] = "fixed",
	[ESTIMATOR_HISTORICAL] = "historical",
	[ESTIMATOR_CHAIN_LADDER] = "chain-ladder",
	[ESTIMATOR_BORNHUETTER_FERGUSON] = "bornhuetter-ferguson",
	[ESTIMATOR_CAPE_COD] = "cape-cod",
};

/* ---- what is refused ---- */

static void say_refusal(struct session *session, const struct estimates *found,
			struct slice unit)
{
	const char *method = methods[found->method];
	const char *month = found->month != NULL ? found->month : "";
	const struct terminal *terminal = &session->terminal;

	switch (found->refusal) {
	case TRIANGLE_FINE:
		break;
	case TRIANGLE_TOO_SMALL:
		message_error(terminal,
			      "'%.*s' has %zu vintage-months, and %s needs %d: "
			      "use --method fixed until there are more",
			      SLICE_ARGS(unit), found->cells, method,
			      TRIANGLE_CELLS_MIN);
		break;
	case TRIANGLE_NO_RUN_OFF:
		message_error(terminal,
			      "no vintage of '%.*s' is so old that all of it "
			      "has expired: use --method cape-cod",
			      SLICE_ARGS(unit));
		break;
	case TRIANGLE_NO_REDEMPTION:
		if (found->month == NULL)
			message_error(terminal,
				      "nothing of '%.*s' has been redeemed "
				      "yet: use --method fixed",
				      SLICE_ARGS(unit));
		else
			message_error(terminal,
				      "nothing of '%s' has been redeemed, and "
				      "chain-ladder makes nothing of it for "
				      "ever: use --method bornhuetter-ferguson "
				      "or cape-cod",
				      month);
		break;
	case TRIANGLE_NO_FACTOR:
		message_error(terminal,
			      "no older vintage had redemptions at the age of "
			      "'%s', so that chain-ladder has no factor: use "
			      "--method bornhuetter-ferguson or cape-cod",
			      month);
		break;
	}
}

/* No point of a vintage that carries revenue may be left without a future. */
static enum exit_status check_expected(struct session *session,
				       const struct liability *after)
{
	for (size_t i = 0; i < after->count; i++) {
		const struct liability_row *row = &after->rows[i];
		struct slice unit = session->programs->units[row->unit].name;
		if (!row->nothing_expected)
			continue;
		message_error(&session->terminal,
			      "no redemption is expected of '%s' although "
			      "points in '%.*s' are outstanding: give a --rate "
			      "above 0%%, or another method",
			      row->vintage, SLICE_ARGS(unit));
		return STATUS_NO;
	}
	return STATUS_FINE;
}

static enum exit_status check_found(struct session *session,
				    const struct estimates *found)
{
	struct slice unit = { NULL, 0 };

	if (found->unit >= 0)
		unit = session->programs->units[found->unit].name;
	switch (found->failure) {
	case ESTIMATE_FINE:
		break;
	case ESTIMATE_REFUSED:
		say_refusal(session, found, unit);
		return STATUS_NO;
	case ESTIMATE_NO_RATE:
		message_error(&session->terminal,
			      "%s needs a rate for '%.*s': give --rate, or "
			      "'redemption-rate' under accounting in the rules",
			      methods[found->method], SLICE_ARGS(unit));
		return STATUS_NO;
	case ESTIMATE_OVERFLOW:
		message_error(&session->terminal,
			      "the amounts are too large to be valued exactly: "
			      "value a part of the book with --as-of");
		return STATUS_NO;
	}
	if (found->count == 0) {
		message_error(&session->terminal,
			      "no points were issued by the end of that month: "
			      "there is nothing to estimate");
		return STATUS_NO;
	}
	return check_expected(session, found->after);
}

/* Every month that an option names must be there. */
static enum exit_status check_months(struct session *session,
				     const struct estimates *found,
				     const int32_t *months, size_t count,
				     const char *option)
{
	for (size_t k = 0; k < count; k++) {
		bool is_there = false;
		for (size_t u = 0; u < found->count; u++)
			is_there |= redeemed_has(found->list[u].redeemed,
						 months[k]);
		if (is_there)
			continue;
		message_error(&session->terminal,
			      "no points were issued in '%04d-%02d'; look at "
			      "--%s",
			      (int)(months[k] / 12), (int)(months[k] % 12 + 1),
			      option);
		return STATUS_NO;
	}
	return STATUS_FINE;
}

enum exit_status estimate_lines_find(struct session *session,
				     const struct book *book,
				     const struct estimate_options *options,
				     struct estimates *estimates)
{
	struct vintages *vintages = vintages_open(session->arena, book);
	const struct program *program =
		programs_on(book->programs, options->day);
	int unit = -1;

	*estimates = estimate_all(session->arena, vintages, options);
	const char *lacking = liability_lacks(vintages, &unit);
	if (lacking != NULL && program->accounting.method != METHOD_MEMO) {
		message_error(&session->terminal,
			      "the rules give no '%s' for '%.*s': add it under "
			      "accounting, or choose 'method: memo'",
			      lacking,
			      SLICE_ARGS(session->programs->units[unit].name));
		return STATUS_NO;
	}
	enum exit_status status = check_found(session, estimates);
	if (status == STATUS_FINE)
		status = check_months(session, estimates, options->left_out,
				      options->left_out_count, "leave-out");
	if (status == STATUS_FINE)
		status = check_months(session, estimates, options->chosen,
				      options->chosen_count, "vintage");
	return status;
}

/* ---- the lines ---- */

/* True for months of which a line says something new. */
static bool is_changed(const struct estimate_row *row)
{
	if (row->note >= ESTIMATE_RUN_OFF)
		return false;
	return !row->has_before ||
	       ratio_compare(ratio_from_decimal(row->percent_before),
			     ratio_from_decimal(row->percent)) != 0;
}

/* A line to be. */
struct estimate_line {
	struct day day;
	const struct estimate_row *row;
	struct slice unit;
	bool is_first; /* the unit needs no name */
};

/* True for an estimate of that day, month and unit. */
static bool is_of(const struct journal *journal, const struct event *e,
		  const struct estimate_line *line)
{
	return e->kind == EVENT_ESTIMATE && !(e->flags & EVENT_DUPLICATE) &&
	       day_compare(e->day, line->day) == 0 &&
	       (e->unit == UNIT_DEFAULT
			? line->is_first
			: slice_equal(intern_text(&journal->units, e->unit),
				      line->unit)) &&
	       slice_is(event_value(journal, e, KEY_VINTAGE),
			line->row->month->name);
}

/* The time of day that makes the line the one that counts: without any, or a
 * minute after the one that counted so far. -1: the day is full. */
static int minute_of(const struct session *session,
		     const struct estimate_line *line)
{
	const struct journal *journal = session->journal;
	int latest = MINUTE_NONE;
	bool counts = true; /* without a time, too */

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		struct decimal rate;
		if (!is_of(journal, e, line) ||
		    decimal_parse(event_value(journal, e, KEY_RATE), &rate) !=
			    DECIMAL_OK)
			continue;
		if (e->minute > latest)
			latest = e->minute;
		counts = counts && e->minute == MINUTE_NONE &&
			 ratio_compare(ratio_from_decimal(rate),
				       ratio_from_decimal(line->row->percent)) <
				 0;
	}
	if (counts)
		return MINUTE_NONE;
	return (latest == MINUTE_NONE ? 0 : latest) + 1;
}

/* "50.4%" */
static void add_percent(struct text *line, struct decimal percent)
{
	while (percent.scale > 0 && percent.mantissa % 10 == 0) {
		percent.mantissa /= 10;
		percent.scale--;
	}
	text_add_char(line, ' ');
	decimal_add_text(line, percent.mantissa, percent.scale, false);
	text_add_char(line, '%');
}

static enum exit_status add_line(struct recording *recording, struct day day,
				 const struct estimate *e,
				 const struct estimate_row *row,
				 const char *why)
{
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	const char *date = session->record.date;
	const struct estimate_line line = {
		.day = day,
		.row = row,
		.unit = session->programs->units[e->unit].name,
		.is_first = programs_on(session->programs, day)->first_unit ==
			    e->unit,
	};
	char text[DAY_TEXT_MAX];
	int minute = minute_of(session, &line);

	day_print(day, text);
	if (minute > MINUTE_LAST) {
		message_error(&session->terminal,
			      "'%s' has an estimate of the last minute of %s: "
			      "record this one on a later --date",
			      row->month->name, text);
		return STATUS_NO;
	}
	if (minute != MINUTE_NONE)
		session->record.date =
			arena_print(session->arena, "%sT%02d:%02d", text,
				    minute / 60, minute % 60);
	event_line_begin(lines, session, "estimate");
	session->record.date = date;
	event_line_add_word(lines, slice_from(row->month->name));
	add_percent(lines, row->percent);
	if (!line.is_first)
		event_line_add_word(lines, line.unit);
	event_line_add_text(lines, slice_from(why));
	event_line_finish(lines, session, (struct slice){ NULL, 0 });
	return STATUS_FINE;
}

/* The book as of the day, with moves. */
static const struct book *replay(struct session *session, struct day day)
{
	struct replay_options options = {
		.as_of = day,
		.moves = true,
		.segment = segments_test,
		.segment_context = session->segments,
	};
	struct diagnostics ignored; /* the session has said them */

	diagnostics_init(&ignored, session->arena);
	return replay_run(session->arena, session->journal, session->programs,
			  &options, &ignored);
}

/* The day the lines are dated on; false after the message. */
static bool find_date(struct session *session, struct day made, struct day *day)
{
	struct slice given = slice_from(session->record.date);
	char text[DAY_TEXT_MAX];

	*day = made;
	day_print(made, text);
	if (given.length == 0) {
		session->record.date =
			arena_copy(session->arena, text, DAY_TEXT_MAX - 1);
		return true;
	}
	if (given.length > DAY_TEXT_MAX - 1)
		given.length = DAY_TEXT_MAX - 1;
	if (day_parse(given, day) && day_compare(*day, made) >= 0)
		return true;
	message_error(&session->terminal,
		      "the estimate knows what happened by %s: give a --date "
		      "that is not before it",
		      text);
	return false;
}

static enum exit_status plan(struct recording *recording, const void *options)
{
	const struct estimate_request *request = options;
	struct session *session = recording->session;
	struct estimates found;
	struct day day;

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	if (!find_date(session, request->options.day, &day))
		return STATUS_USAGE;
	enum exit_status status = estimate_lines_find(
		session, replay(session, request->options.day),
		&request->options, &found);
	for (size_t u = 0; status == STATUS_FINE && u < found.count; u++) {
		const struct estimate *e = &found.list[u];
		for (size_t i = 0; status == STATUS_FINE && i < e->count; i++)
			if (is_changed(&e->rows[i]))
				status = add_line(recording, day, e,
						  &e->rows[i], request->why);
	}
	return status;
}

enum exit_status estimate_lines_record(struct session *session,
				       const struct estimate_request *request)
{
	/* what is due by the lines is that of today */
	session->as_of = session->today;
	return recording_run(session, plan, request);
}

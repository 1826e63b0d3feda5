/*
 * pointbook estimate: how many points of each month will ever be redeemed, by
 * the methods actuaries use, at the close of a month.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/estimate_lines.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "report/render.h"
#include "report/report_estimate.h"
#include "report/table.h"
#include "value/vintage_points.h"

struct given {
	int method; /* enum estimator, -1 */
	int points; /* 0 sales, 1 all, -1 */
	int show;   /* of report_estimate_names, -1 */
	const char *rate, *tail, *unit, *why;
	struct option_list left_out, vintages;
	bool record;
};

/* in the order of enum estimator */
static const char *const methods[] = {
	"fixed",    "historical", "chain-ladder", "bornhuetter-ferguson",
	"cape-cod", NULL,
};

static const char *const points[] = { "sales", "all", NULL };

static const struct option estimate_table[] = {
	{ "method", 0, OPTION_CHOICE, "METHOD", methods,
	  offsetof(struct given, method),
	  "how (estimator under accounting in the rules)" },
	{ "rate", 0, OPTION_TEXT, "PERCENT", NULL, offsetof(struct given, rate),
	  "what fixed and bornhuetter-ferguson go by (redemption-rate)" },
	{ "tail", 0, OPTION_TEXT, "FACTOR", NULL, offsetof(struct given, tail),
	  "from the oldest age there is to the end (1)" },
	{ "points", 0, OPTION_CHOICE, "WHICH", points,
	  offsetof(struct given, points),
	  "points of sales alone, or all but opening points" },
	{ "unit", 0, OPTION_TEXT, "UNIT", NULL, offsetof(struct given, unit),
	  "this unit alone" },
	{ "leave-out", 0, OPTION_LIST, "MONTH", NULL,
	  offsetof(struct given, left_out),
	  "do not count this vintage in factors; may be given again" },
	{ "vintage", 0, OPTION_LIST, "MONTH", NULL,
	  offsetof(struct given, vintages),
	  "change the rate of this vintage alone; may be given again" },
	{ "show", 0, OPTION_CHOICE, "PART", report_estimate_names,
	  offsetof(struct given, show), "this part alone" },
	{ "record", 0, OPTION_FLAG, NULL, NULL, offsetof(struct given, record),
	  "write the new rates as estimate lines" },
	{ "why", 0, OPTION_TEXT, "TEXT", NULL, offsetof(struct given, why),
	  "the reason, for --record" },
	{ .name = NULL },
};

static const char *const estimate_examples[] = {
	"estimate --as-of 2026-10-31",
	"estimate --method cape-cod --unit point --show vintages",
	"estimate --rate 72% --unit point --record --why agreed -n",
	NULL,
};

/* ---- options ---- */

static bool read_decimal(const char *text, bool is_percent,
			 struct decimal *value)
{
	struct slice slice = slice_from(text);

	if (is_percent && slice.length > 0 &&
	    slice.text[slice.length - 1] == '%')
		slice.length--;
	return decimal_parse(slice, value) == DECIMAL_OK;
}

static enum exit_status read_rates(struct session *session,
				   const struct given *given,
				   struct estimate_options *options)
{
	options->rate = (struct decimal){ .mantissa = -1 };
	options->tail = (struct decimal){ .mantissa = 1 };
	if (given->rate != NULL &&
	    (!read_decimal(given->rate, true, &options->rate) ||
	     ratio_compare(ratio_from_decimal(options->rate), ratio_from(100)) >
		     0)) {
		message_error(&session->terminal,
			      "'%s' is no share: give --rate as 72%%",
			      given->rate);
		return STATUS_USAGE;
	}
	if (given->tail != NULL &&
	    (!read_decimal(given->tail, false, &options->tail) ||
	     ratio_compare(ratio_from_decimal(options->tail), ratio_from(1)) <
		     0)) {
		message_error(&session->terminal,
			      "'%s' is no tail: it is a factor of 1 or more, "
			      "as --tail 1.05",
			      given->tail);
		return STATUS_USAGE;
	}
	if (given->rate != NULL && given->method >= 0 &&
	    given->method != ESTIMATOR_FIXED &&
	    given->method != ESTIMATOR_BORNHUETTER_FERGUSON) {
		message_error(&session->terminal,
			      "%s finds its rates itself: leave out --rate",
			      methods[given->method]);
		return STATUS_USAGE;
	}
	return STATUS_FINE;
}

/* A list of months; false after the message. */
static bool read_months(struct session *session, const char *option,
			const struct option_list *list, const int32_t **months)
{
	int32_t *found =
		arena_take_array(session->arena, list->count, sizeof(*found));

	*months = found;
	for (size_t i = 0; i < list->count; i++) {
		if (vintage_month_parse(slice_from(list->values[i]), &found[i]))
			continue;
		message_error(&session->terminal,
			      "'%s' is no month: give --%s as 2026-04",
			      list->values[i], option);
		return false;
	}
	return true;
}

/* True when an option is given that --record alone needs. */
static bool has_record_options(const struct session *session,
			       const struct given *given)
{
	const struct record_options *record = &session->record;

	return given->why != NULL || session->write.dry_run ||
	       record->date != NULL || record->store != NULL ||
	       record->staff != NULL || record->with.count > 0 ||
	       record->into != NULL;
}

/* What goes with --record, and what does not. */
static enum exit_status check_record(struct session *session,
				     const struct given *given)
{
	const char *wrong = NULL;

	if (given->record && (given->why == NULL || *given->why == '\0'))
		wrong = "--record needs a reason: give it with --why";
	else if (given->record && given->show >= 0)
		wrong = "--record shows the lines alone: leave out --show";
	else if (session->record.ref != NULL)
		wrong = "estimate lines have no reference: leave out --ref";
	else if (!given->record && has_record_options(session, given))
		wrong = "nothing is recorded: add --record, or leave out the "
			"options for it";
	if (wrong == NULL)
		return STATUS_FINE;
	message_error(&session->terminal, "%s", wrong);
	return STATUS_USAGE;
}

/* The last day of a month that is not after the day asked for. */
static struct day last_close(struct day day)
{
	if (day_compare(day, day_month_end(day)) == 0)
		return day;
	return day_add(day_month_start(day), -1);
}

static enum exit_status read_options(struct session *session,
				     const struct given *given,
				     struct estimate_options *options)
{
	*options = (struct estimate_options){
		.day = last_close(session->as_of),
		.method = given->method,
		.points = given->points < 0    ? REDEEMED_BY_METHOD
			  : given->points == 0 ? REDEEMED_OF_SALES
					       : REDEEMED_OF_ALL,
		.unit = -1,
	};
	enum exit_status status = check_record(session, given);
	if (status == STATUS_FINE)
		status = read_rates(session, given, options);
	options->left_out_count = given->left_out.count;
	options->chosen_count = given->vintages.count;
	if (status == STATUS_FINE &&
	    (!read_months(session, "leave-out", &given->left_out,
			  &options->left_out) ||
	     !read_months(session, "vintage", &given->vintages,
			  &options->chosen)))
		status = STATUS_USAGE;
	return status;
}

/* --unit, once the rules are read. */
static enum exit_status find_unit(struct session *session, const char *name,
				  int *unit)
{
	if (name == NULL)
		return STATUS_FINE;
	for (size_t i = 0; i < session->programs->unit_count; i++) {
		if (slice_is(session->programs->units[i].name, name))
			*unit = (int)i;
	}
	if (*unit >= 0)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "no unit '%s' in the rules; 'pointbook rules show' "
		      "lists them",
		      name);
	return STATUS_NO;
}

/* ---- printing ---- */

/* "cape-cod, rate 47.18%, tail 1.05; 21 vintage-months of sales" */
static void add_heading(struct session *session, const struct estimate *e,
			struct decimal tail)
{
	struct slice unit = session->programs->units[e->unit].name;
	struct text text;

	text_init(&text, session->arena);
	text_add(&text, methods[e->method]);
	if (e->has_rate) {
		text_add(&text, ", rate ");
		decimal_add_text(&text, e->rate.mantissa, e->rate.scale, false);
		text_add_char(&text, '%');
	}
	if (e->method == ESTIMATOR_FIXED)
		text_add(&text, " (unsupported by data)");
	text_add(&text, ", tail ");
	decimal_add_text(&text, tail.mantissa, tail.scale, false);
	text_add_format(&text, "; %zu vintage-months of %s", e->cells,
			e->redeemed->points == REDEEMED_OF_SALES
				? "points of sales"
				: "all points");
	session_heading(session,
			arena_print(session->arena, "%.*s", SLICE_ARGS(unit)),
			text_slice(&text));
}

/* Parts without rows are left out where all are shown. */
static bool has_rows(const struct estimates *found, const char *part)
{
	struct slice name = slice_from(part);
	bool has_back = false;
	bool has_triangle = false;

	for (size_t u = 0; u < found->count; u++) {
		has_back |= found->list[u].look_back_count > 0;
		has_triangle |= found->list[u].step_count > 0;
	}
	if (slice_is(name, "look-back"))
		return has_back;
	if (slice_is(name, "triangle") || slice_is(name, "factors"))
		return has_triangle;
	return true;
}

/* Texts for people can hold one table below the other. */
static bool is_for_people(const struct render_format *format)
{
	return slice_is(slice_from(format->name), "table") ||
	       slice_is(slice_from(format->name), "md");
}

static enum exit_status print_one(struct session *session,
				  const struct estimates *found, size_t nth)
{
	const struct estimate_part *part = report_estimate_part(nth);
	struct table *table = session_table(session, part->report);

	if (table == NULL)
		return STATUS_ENVIRONMENT;
	part->rows(session->book, found, table);
	return STATUS_FINE;
}

/* One part below the other, the triangle as people know it. */
static enum exit_status print_all(struct session *session,
				  const struct estimates *found)
{
	const struct estimate_part *part;

	for (size_t i = 0; (part = report_estimate_part(i)) != NULL; i++) {
		bool is_square = slice_is(slice_from(part->name), "triangle");
		const struct report *report = part->report;
		if (!has_rows(found, part->name))
			continue;
		if (is_square)
			report = report_estimate_square(session->arena, found);
		struct table *table =
			session->table == NULL
				? session_table(session, report)
				: session_next_table(session, report);
		if (table == NULL)
			return STATUS_ENVIRONMENT;
		if (is_square)
			report_estimate_square_rows(session->book, found,
						    table);
		else
			part->rows(session->book, found, table);
	}
	return STATUS_FINE;
}

static enum exit_status print(struct session *session,
			      const struct given *given,
			      struct estimate_options *options)
{
	const struct render_format *format = session_format(session);
	struct estimates found;

	if (format == NULL)
		return STATUS_USAGE;
	session->as_of = options->day;
	enum exit_status status = session_load(session, NEEDS_MOVES);
	if (status == STATUS_FINE)
		status = find_unit(session, given->unit, &options->unit);
	if (status == STATUS_FINE)
		status = estimate_lines_find(session, session->book, options,
					     &found);
	if (status != STATUS_FINE)
		return status;
	for (size_t u = 0; u < found.count; u++)
		add_heading(session, &found.list[u], options->tail);
	if (given->show < 0 && is_for_people(format))
		return print_all(session, &found);
	return print_one(session, &found,
			 given->show < 0 ? REPORT_ESTIMATE_VINTAGES
					 : (size_t)given->show);
}

static enum exit_status estimate_run(struct session *session,
				     const void *options)
{
	const struct given *given = options;
	struct estimate_request request = { .why = given->why };
	enum exit_status status =
		read_options(session, given, &request.options);

	if (status != STATUS_FINE)
		return status;
	if (!given->record)
		return print(session, given, &request.options);
	status = session_load(session, NEEDS_RULES);
	if (status == STATUS_FINE)
		status = find_unit(session, given->unit, &request.options.unit);
	return status == STATUS_FINE ? estimate_lines_record(session, &request)
				     : status;
}

const struct command cmd_estimate = {
	.name = "estimate",
	.group = GROUP_CHECK,
	.summary = "how many points will ever be redeemed, by month of issue",
	.takes = TAKES_AS_OF | TAKES_OUTPUT | TAKES_DRY_RUN | TAKES_RECORD,
	.options = estimate_table,
	.options_size = sizeof(struct given),
	.examples = estimate_examples,
	.run = estimate_run,
};

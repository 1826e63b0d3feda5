/*
 * `report summary`: the owner's Monday morning on one screen: the figures of
 * the period beside those of the one before and the rules' goals, and three
 * things worth doing. People get a page, programs a row each.
 */
#include "base/arena.h"
#include "base/text.h"
#include "engine/book.h"
#include "insight/key_figures.h"
#include "report/advice.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/goals.h"
#include "report/member_row.h"
#include "report/sheet.h"
#include "report/summary.h"

enum {
	LABEL_WIDTH = 27,
	VALUE_WIDTH = 12,
	CHANGE_WIDTH = 10,
	GOAL_WIDTH = 9,
	PERIODS = 12 /* of --list */
};

static const struct column columns[] = {
	{ "figure", COLUMN_ID, "the figure, or to_do" },
	{ "now", COLUMN_DECIMAL, "what it is in the period" },
	{ "before", COLUMN_DECIMAL, "what it was in the period before" },
	{ "change", COLUMN_PERCENT, "how much more, of before" },
	{ "goal", COLUMN_PERCENT, "the goal of the rules" },
	{ "text", COLUMN_TEXT, "what is worth doing" },
	{ "command", COLUMN_TEXT, "the command to do it, or to see whom" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "from", COLUMN_DAY, "the first day of the period" },
	{ "to", COLUMN_DAY, "its last day" },
	{ "figure", COLUMN_ID, "the figure" },
	{ "now", COLUMN_DECIMAL, "what it was in that period" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart listed_charts[] = {
	{ .kind = CHART_LINES,
	  .title = "Summary",
	  .label = "from",
	  .splits = { "figure" },
	  .values = { "now" } },
	{ .title = NULL },
};

const struct report report_summary_list = {
	.name = "report",
	.title = "Summary, period by period",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = listed_charts,
};

const struct report report_summary = {
	.name = "report",
	.title = "Summary",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

static const struct sheet_section figures_section = {
	.name = "figures",
	.parts = { SHEET_TEXT, SHEET_END },
};

static const struct sheet_section doing_section = {
	.name = "to_do",
	.parts = { SHEET_TEXT, SHEET_END },
};

/* ---- for programs ---- */

static void add_value(struct table *table, const struct key_figure *figure)
{
	if (figure == NULL)
		table_add_none(table);
	else if (!figure->is_defined)
		table_add_undefined(table);
	else
		table_add_decimal(table, figure->value);
}

static void summary_rows(const struct analysis_request *request,
			 struct table *table)
{
	const struct program *program = scope_program(&request->scope);
	struct summary pages = summary_count(request);
	struct advice advice[ADVICE_MAX];
	size_t count = advice_find(request, advice);
	struct decimal percent;

	for (size_t i = 0; i < pages.count; i++) {
		table_add_string(table, pages.now[i].name);
		add_value(table, &pages.now[i]);
		add_value(table, pages.before ? &pages.before[i] : NULL);
		if (summary_find_change(&pages, i, &percent))
			table_add_percent(table, percent);
		else
			table_add_undefined(table);
		if (goals_find(program, pages.now[i].name, &percent))
			table_add_percent(table, percent);
		else
			table_add_none(table);
		table_add_rest(table);
		table_end_row(table);
	}
	for (size_t i = 0; i < count; i++) {
		table_add_string(table, "to_do");
		for (int n = 0; n < 4; n++)
			table_add_none(table);
		table_add_string(table, advice[i].what);
		table_add_string(table, advice[i].command);
		table_end_row(table);
	}
}

/* The period and those before it, the first one first. */
static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	struct sample sample = analysis_sample(&request->scope);
	struct period periods[PERIODS];
	size_t first = PERIODS - 1;
	size_t count;

	periods[first] = summary_period(&request->scope);
	while (first > 0) {
		struct period before = key_figures_before(periods[first]);
		if (period_is_always(before) ||
		    day_compare(before.to, request->scope.book->first_day) < 0)
			break;
		periods[--first] = before;
	}
	for (size_t p = first; p < PERIODS; p++) {
		sample.period = periods[p];
		const struct key_figure *figures =
			key_figures_count(&sample, &count);
		for (size_t i = 0; i < count; i++) {
			table_add_day(table, periods[p].from);
			table_add_day(table, periods[p].to);
			table_add_string(table, figures[i].name);
			add_value(table, &figures[i]);
			table_end_row(table);
		}
	}
}

/* ---- for people ---- */

/* Appends a text to the right of a field. */
static void add_right(struct text *line, struct slice text, size_t width)
{
	if (text.length < width)
		text_add_repeat(line, ' ', width - text.length);
	text_add_slice(line, text);
}

static void add_words(struct text *line, const struct key_figure *figure,
		      size_t width)
{
	char text[DECIMAL_TEXT_MAX + 1] = "n/a";
	size_t length = 3;

	if (figure != NULL && figure->is_defined) {
		length = decimal_print(figure->value.mantissa,
				       figure->value.scale, text);
		if (figure->type == KEY_PERCENT)
			text[length++] = '%';
	}
	add_right(line, (struct slice){ text, length }, width);
}

static void add_percent(struct text *line, bool is_known,
			struct decimal percent, size_t width)
{
	const struct key_figure figure = { .type = KEY_PERCENT,
					   .value = percent,
					   .is_defined = true };

	if (is_known)
		add_words(line, &figure, width);
	else
		add_right(line, (struct slice){ NULL, 0 }, width);
}

static void add_figure(const struct analysis_request *request,
		       struct sheet *sheet, const struct summary *pages,
		       size_t n)
{
	const struct report_scope *scope = &request->scope;
	const struct key_figure *figure = &pages->now[n];
	struct decimal percent = { 0, 0 };
	struct text line;
	size_t length = slice_from(figure->label).length;

	text_init(&line, scope->arena);
	text_add(&line, figure->label);
	text_add_repeat(&line, ' ',
			length < LABEL_WIDTH ? LABEL_WIDTH - length : 1);
	add_words(&line, figure, VALUE_WIDTH);
	add_words(&line, pages->before ? &pages->before[n] : NULL, VALUE_WIDTH);
	bool is_known = summary_find_change(pages, n, &percent);
	add_percent(&line, is_known, percent, CHANGE_WIDTH);
	is_known = goals_find(scope_program(scope), figure->name, &percent);
	add_percent(&line, is_known, percent, GOAL_WIDTH);
	struct slice text = text_slice(&line);
	while (text.length > 0 && text.text[text.length - 1] == ' ')
		text.length--;
	sheet_add_text(sheet, (struct slice){ NULL, 0 }, text);
}

static void add_heads(const struct report_scope *scope, struct sheet *sheet,
		      const struct summary *pages)
{
	struct text line;

	text_init(&line, scope->arena);
	text_add(&line, "Summary of ");
	period_add_text(&line, pages->period);
	if (pages->before != NULL) {
		text_add(&line, ", before: ");
		period_add_text(&line, pages->other);
	}
	sheet_add_section(sheet, &figures_section,
			  arena_copy_slice(scope->arena, text_slice(&line)));
	text_clear(&line);
	text_add_repeat(&line, ' ', LABEL_WIDTH);
	add_right(&line, SLICE("now"), VALUE_WIDTH);
	add_right(&line, SLICE("before"), VALUE_WIDTH);
	add_right(&line, SLICE("change"), CHANGE_WIDTH);
	add_right(&line, SLICE("goal"), GOAL_WIDTH);
	sheet_add_text(sheet, (struct slice){ NULL, 0 }, text_slice(&line));
}

static void summary_page(const struct analysis_request *request,
			 struct sheet *sheet)
{
	const struct report_scope *scope = &request->scope;
	struct summary pages = summary_count(request);
	struct advice advice[ADVICE_MAX];
	size_t count = advice_find(request, advice);

	add_heads(scope, sheet, &pages);
	for (size_t i = 0; i < pages.count; i++)
		add_figure(request, sheet, &pages, i);
	sheet_add_section(sheet, &doing_section, SLICE("Worth doing"));
	if (count == 0)
		sheet_add_text(sheet, (struct slice){ NULL, 0 },
			       SLICE("nothing waits: enjoy the day"));
	for (size_t i = 0; i < count; i++) {
		sheet_add_text(sheet, (struct slice){ NULL, 0 },
			       slice_from(arena_print(scope->arena, "%zu. %s",
						      i + 1, advice[i].what)));
		sheet_add_text(sheet, (struct slice){ NULL, 0 },
			       slice_from(arena_print(scope->arena, "   %s",
						      advice[i].command)));
	}
}

static const char *const figures[] = {
	"at_end",          "joined",  "active_rate",     "active",
	"repeat_day_rate", "visits",  "spend",           "per_visit",
	"issued",          "expired", "redemption_rate", "redemptions",
	"reward_cost",     NULL,
};

const struct analysis analysis_summary = {
	.name = "summary",
	.report = &report_summary,
	.listed = &report_summary_list,
	.figures = figures,
	.needs_postings = true,
	.rows = summary_rows,
	.list = list_rows,
	.page = summary_page,
};

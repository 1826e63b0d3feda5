/*
 * The page: head, key figures, what is worth doing, the parts, the value of
 * the points. Parts are worked out before anything is printed, so that the
 * list of them at the top names only what there is. The head carries a policy
 * (Content-Security-Policy) that lets the page load nothing and run nothing,
 * and have no style but the one whose digest it names. See dashboard.h.
 */
#include "report/dashboard.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/digest.h"
#include "engine/book.h"
#include "insight/key_figures.h"
#include "report/advice.h"
#include "report/chart_svg.h"
#include "report/dashboard_page.h"
#include "report/dashboard_part.h"
#include "report/dashboard_value.h"
#include "report/goals.h"
#include "report/html_text.h"
#include "report/mail_encoding.h"
#include "report/sink.h"
#include "report/summary.h"
#include "rules/program.h"

enum {
	MONTHS = 24,
	PARTS_MAX = 16,
	DIGEST_BYTES = 32,
	GROUPED = 5 /* digits from which on they stand in groups */
};

struct drawn {
	const struct chart *charts;
	size_t count;
};

struct page {
	struct dashboard_page to;
	const struct dashboard *dashboard;
	const struct report_scope *scope;
	struct summary summary;
	struct period period; /* of the figures, closed at both ends */
	struct period months; /* shown */
	struct drawn parts[PARTS_MAX];
	/* NULL: nothing to value, or not all members are chosen */
	const struct dashboard_value *value;
	struct advice advice[ADVICE_MAX];
	size_t advice_count;
};

/* ---- what is shown ---- */

/* Two years to the period's end, or as long as the period. */
static void choose_days(struct page *page)
{
	const struct book *book = page->scope->book;
	struct period period = page->summary.period;
	struct day first = book->applied > 0 ? book->first_day : book->as_of;

	if (!day_is_real(period.from) || day_compare(period.from, first) < 0)
		period.from = first;
	if (!day_is_real(period.to) || day_compare(period.to, book->as_of) > 0)
		period.to = book->as_of;
	if (day_compare(period.from, period.to) > 0)
		period.from = period.to;
	page->period = period;
	page->months.to = period.to;
	page->months.from =
		day_add_months(day_month_start(period.to), 1 - MONTHS);
	if (day_compare(period.from, page->months.from) < 0)
		page->months.from = day_month_start(period.from);
	if (day_compare(page->months.from, first) < 0)
		page->months.from = day_month_start(first);
}

static void work_out(struct page *page)
{
	const struct analysis_request *request = &page->dashboard->request;

	page->summary = summary_count(request);
	choose_days(page);
	page->advice_count = advice_find(request, page->advice);
	for (size_t i = 0; dashboard_parts[i].title != NULL; i++)
		page->parts[i].charts = dashboard_part_draw(
			&dashboard_parts[i], request, page->months,
			&page->parts[i].count);
	if (page->dashboard->query.length > 0)
		return;
	page->value = dashboard_value_of(page->to.arena, page->scope->book,
					 page->months, page->period);
	if (dashboard_value_is_empty(page->value))
		page->value = NULL;
}

/* ---- the head ---- */

static int hex_value(char digit)
{
	return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

/* The digest of the style as policies are written: base64 of its bytes. */
static struct slice style_digest(struct arena *arena, struct slice style)
{
	char digits[DIGEST_TEXT_MAX];
	char bytes[DIGEST_BYTES];
	struct text text;

	digest_print(style, digits);
	for (size_t i = 0; i < DIGEST_BYTES; i++)
		bytes[i] = (char)(hex_value(digits[2 * i]) * 16 +
				  hex_value(digits[2 * i + 1]));
	text_init(&text, arena);
	mail_add_base64(&text, (struct slice){ bytes, DIGEST_BYTES }, 0);
	return text_slice(&text);
}

static void print_head(struct page *page)
{
	struct sink *sink = page->to.sink;
	struct text style;

	text_init(&style, page->to.arena);
	text_add(&style, chart_svg_style);
	text_add(&style, dashboard_page_style);
	sink_add(sink, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		       "<meta charset=\"utf-8\">\n"
		       "<meta http-equiv=\"Content-Security-Policy\" "
		       "content=\"default-src 'none'; style-src 'sha256-");
	sink_add_slice(sink, style_digest(page->to.arena, text_slice(&style)));
	sink_add(sink, "'; img-src data:; base-uri 'none'; "
		       "form-action 'none'\">\n"
		       "<meta name=\"viewport\" content=\"width=device-width,"
		       "initial-scale=1\">\n"
		       "<meta name=\"generator\" content=\"pointbook\">\n"
		       "<link rel=\"icon\" href=\"data:,\">\n<title>");
	html_text_add(sink, scope_program(page->scope)->name);
	sink_add(sink, ": dashboard</title>\n<style>");
	sink_add_slice(sink, text_slice(&style));
	sink_add(sink, "</style>\n</head>\n<body>\n"
		       "<a class=\"skip\" href=\"#main\">To the figures</a>\n");
}

static void add_link(struct page *page, const char *id, const char *title)
{
	struct sink *sink = page->to.sink;

	sink_add(sink, "<li><a href=\"#");
	sink_add(sink, id);
	sink_add(sink, "\">");
	html_text_add(sink, slice_from(title));
	sink_add(sink, "</a></li>\n");
}

static void print_contents(struct page *page)
{
	struct sink *sink = page->to.sink;

	sink_add(sink, "<nav aria-label=\"Parts of this page\">\n<ul>\n");
	add_link(page, "figures", "Key figures");
	if (page->advice_count > 0)
		add_link(page, "doing", "Worth doing");
	for (size_t i = 0; dashboard_parts[i].title != NULL; i++) {
		if (page->parts[i].count > 0)
			add_link(page, dashboard_parts[i].id,
				 dashboard_parts[i].title);
	}
	if (page->value != NULL)
		add_link(page, "value", "What the points are carried at");
	sink_add(sink, "</ul>\n</nav>\n");
}

/* "Key figures: 2026-10, beside 2026-09"; periods are not broken. */
static void add_period(struct page *page, const char *before,
		       struct period period)
{
	struct text *text = &page->to.text;

	html_text_add(page->to.sink, slice_from(before));
	sink_add(page->to.sink, "<span class=\"n\">");
	text_clear(text);
	period_add_text(text, period);
	html_text_add(page->to.sink, text_slice(text));
	sink_add(page->to.sink, "</span>");
}

static void print_periods(struct page *page)
{
	struct sink *sink = page->to.sink;
	struct day as_of = page->scope->book->as_of;

	sink_add(sink, "<p>");
	add_period(page, "As of ", (struct period){ as_of, as_of });
	sink_add(sink, "<br>\n");
	add_period(page, "Key figures: ", page->summary.period);
	if (page->summary.before != NULL)
		add_period(page, ", beside ", page->summary.other);
	sink_add(sink, "<br>\n");
	add_period(page, "All else: ", page->months);
	sink_add(sink, "</p>\n");
}

static void print_header(struct page *page)
{
	struct text *text = &page->to.text;

	sink_add(page->to.sink, "<header>\n");
	dashboard_page_add(&page->to, "h1", scope_program(page->scope)->name);
	print_periods(page);
	if (page->dashboard->query.length > 0) {
		text_clear(text);
		text_add(text, "Of members where ");
		text_add_slice(text, page->dashboard->query);
		dashboard_page_add(&page->to, "p", text_slice(text));
	}
	print_contents(page);
	sink_add(page->to.sink, "</header>\n<main id=\"main\">\n");
}

static void begin_section(struct page *page, const char *id, const char *title,
			  const char *about)
{
	struct sink *sink = page->to.sink;

	sink_add(sink, "<section id=\"");
	sink_add(sink, id);
	sink_add(sink, "\" aria-labelledby=\"");
	sink_add(sink, id);
	sink_add(sink, "-h\">\n<h2 id=\"");
	sink_add(sink, id);
	sink_add(sink, "-h\">");
	html_text_add(sink, slice_from(title));
	sink_add(sink, "</h2>\n<p class=\"quiet\">");
	html_text_add(sink, slice_from(about));
	sink_add(sink, "</p>\n");
}

static void end_section(struct page *page)
{
	sink_add(page->to.sink, "</section>\n");
}

/* ---- key figures ---- */

/* The number with its thousands apart (U+202F) when it is long. */
static void add_grouped(struct text *text, struct decimal value)
{
	char buffer[DECIMAL_TEXT_MAX];
	struct slice number = { buffer, decimal_print(value.mantissa,
						      value.scale, buffer) };
	size_t begin = slice_starts(number, "-") ? 1 : 0;
	size_t end = slice_find(number, '.');

	for (size_t i = 0; i < number.length; i++) {
		if (i > begin && i < end && end - begin >= GROUPED &&
		    (end - i) % 3 == 0)
			text_add(text, "\xe2\x80\xaf");
		text_add_char(text, number.text[i]);
	}
}

static void add_value(const struct page *page, struct text *text,
		      const struct key_figure *figure)
{
	if (!figure->is_defined) {
		text_add(text, "n/a");
		return;
	}
	add_grouped(text, figure->value);
	if (figure->type == KEY_PERCENT)
		text_add_char(text, '%');
	if (figure->type == KEY_MONEY)
		text_add_format(
			text, " %s",
			currency_code(scope_program(page->scope)->currency));
}

static void add_change(struct page *page, size_t n)
{
	const struct summary *summary = &page->summary;
	struct text *text = &page->to.text;
	struct decimal change = { 0, 0 };

	if (summary->before == NULL)
		return;
	text_clear(text);
	bool is_known = summary_find_change(summary, n, &change);
	bool is_equal = is_known && change.mantissa == 0;
	if (is_known) {
		text_add(text, change.mantissa > 0   ? "▲ up "
			       : change.mantissa < 0 ? "▼ down "
						     : "");
		if (change.mantissa < 0)
			change.mantissa = -change.mantissa;
		if (change.mantissa != 0) {
			add_grouped(text, change);
			text_add(text, "%, ");
		} else {
			text_add(text, "as before: ");
		}
	}
	text_add(text, is_equal ? "" : "before: ");
	add_value(page, text, &summary->before[n]);
	sink_add(page->to.sink, "<span class=\"quiet\">");
	html_text_add(page->to.sink, text_slice(text));
	sink_add(page->to.sink, "</span>\n");
}

static void add_goal(struct page *page, const struct key_figure *figure)
{
	struct text *text = &page->to.text;
	struct decimal goal;

	if (!goals_find(scope_program(page->scope), figure->name, &goal))
		return;
	text_clear(text);
	text_add(text, "goal: ");
	add_grouped(text, goal);
	text_add_char(text, '%');
	if (figure->is_defined)
		text_add(text, ratio_compare(ratio_from_decimal(figure->value),
					     ratio_from_decimal(goal)) < 0
				       ? ", not reached"
				       : ", reached");
	sink_add(page->to.sink, "<span class=\"quiet\">");
	html_text_add(page->to.sink, text_slice(text));
	sink_add(page->to.sink, "</span>\n");
}

static void print_figures(struct page *page)
{
	struct sink *sink = page->to.sink;
	struct text *text = &page->to.text;

	begin_section(page, "figures", "Key figures",
		      "Each beside what it was in the period before, of the "
		      "same length; a goal is that of the rules.");
	sink_add(sink, "<ul class=\"cards\">\n");
	for (size_t i = 0; i < page->summary.count; i++) {
		const struct key_figure *figure = &page->summary.now[i];
		sink_add(sink, "<li><span>");
		html_text_add(sink, slice_from(figure->label));
		sink_add(sink, "</span>\n");
		text_clear(text);
		add_value(page, text, figure);
		dashboard_page_add(&page->to, "strong", text_slice(text));
		add_change(page, i);
		add_goal(page, figure);
		sink_add(sink, "</li>\n");
	}
	sink_add(sink, "</ul>\n");
	end_section(page);
}

static void print_advice(struct page *page)
{
	if (page->advice_count == 0)
		return;
	begin_section(page, "doing", "Worth doing",
		      "What waits, and the command that shows it or does it.");
	sink_add(page->to.sink, "<ol>\n");
	for (size_t i = 0; i < page->advice_count; i++) {
		sink_add(page->to.sink, "<li>");
		html_text_add(page->to.sink, slice_from(page->advice[i].what));
		sink_add(page->to.sink, "<br>");
		dashboard_page_add(&page->to, "code",
				   slice_from(page->advice[i].command));
		sink_add(page->to.sink, "</li>\n");
	}
	sink_add(page->to.sink, "</ol>\n");
	end_section(page);
}

/* ---- the rest ---- */

static void print_parts(struct page *page)
{
	for (size_t i = 0; dashboard_parts[i].title != NULL; i++) {
		const struct dashboard_part *part = &dashboard_parts[i];
		if (page->parts[i].count == 0)
			continue;
		begin_section(page, part->id, part->title, part->about);
		dashboard_page_add_charts(&page->to, page->parts[i].charts,
					  page->parts[i].count);
		end_section(page);
	}
}

static void print_value(struct page *page)
{
	if (page->value == NULL)
		return;
	begin_section(page, "value", "What the points are carried at",
		      "From what was outstanding to what is: points are owed "
		      "to members until they are redeemed or expire.");
	dashboard_value_add(&page->to, page->value);
	end_section(page);
}

static void print_footer(struct page *page)
{
	sink_add(page->to.sink,
		 "</main>\n<footer>\n<p>Made by pointbook from the book alone. "
		 "No member is named here. This page loads nothing and runs "
		 "nothing. What a figure means says ");
	dashboard_page_add(&page->to, "code",
			   SLICE("pointbook report NAME --define"));
	sink_add(page->to.sink, "</p>\n</footer>\n</body>\n</html>\n");
}

void dashboard_print(const struct dashboard *dashboard, struct sink *sink)
{
	struct page page = {
		.to = { .arena = dashboard->request.scope.arena, .sink = sink },
		.dashboard = dashboard,
		.scope = &dashboard->request.scope,
	};

	text_init(&page.to.text, page.to.arena);
	work_out(&page);
	print_head(&page);
	print_header(&page);
	print_figures(&page);
	print_advice(&page);
	print_parts(&page);
	print_value(&page);
	print_footer(&page);
}

/*
 * HTML: one page that needs nothing else, readable on paper, on a phone, in
 * light and dark. All text is escaped; bytes that are not UTF-8 and control
 * characters, which HTML may not hold, become U+FFFD.
 */
#include "base/arena.h"
#include "base/text.h"
#include "report/chart.h"
#include "report/chart_svg.h"
#include "report/html_text.h"
#include "report/render.h"
#include "report/sink.h"

static const char style[] =
	":root{color-scheme:light dark}"
	"body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;"
	"padding:0 1rem;max-width:80rem}"
	"h1{font-size:1.4rem;margin:0 0 .5rem}"
	"dl{display:grid;grid-template-columns:max-content 1fr;"
	"gap:.1rem 1rem;margin:0 0 1.5rem}"
	"dd{margin:0;overflow-wrap:anywhere}"
	".scroll{overflow-x:auto}"
	"table{border-collapse:collapse}"
	"th,td{padding:.25rem .75rem;text-align:left;vertical-align:top;"
	"border-bottom:1px solid rgba(128,128,128,.3)}"
	"thead th{border-bottom:2px solid;position:sticky;top:0;"
	"background:Canvas}"
	"td:first-child{white-space:nowrap}"
	".n{text-align:right;font-variant-numeric:tabular-nums;"
	"white-space:nowrap}"
	".s th{padding-top:1.2rem}"
	".t td{font-weight:bold;border-top:2px solid}"
	"@media print{body{margin:0;max-width:none}"
	"thead{display:table-header-group}tr{break-inside:avoid}}"
	".charts{display:grid;gap:2rem;margin:0 0 2rem;"
	"grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr))}"
	"figure{margin:0;max-width:40rem;break-inside:avoid}"
	"figcaption{font-weight:bold;margin:0 0 .5rem}"
	"figure p{margin:.3rem 0 0;font-size:.85rem}";

static void add_heading(struct sink *sink, const struct heading *heading)
{
	sink_add(sink, "<h1>");
	html_text_add(sink, slice_from(heading->title));
	sink_add(sink, "</h1>\n<dl>\n");
	for (size_t i = 0; i < heading->count; i++) {
		sink_add(sink, "<dt>");
		html_text_add(sink, slice_from(heading->lines[i].label));
		sink_add(sink, "</dt><dd>");
		html_text_add(sink, heading->lines[i].value);
		sink_add(sink, "</dd>\n");
	}
	sink_add(sink, "</dl>\n");
}

/* The charts, each with its title above and what one should know below. */
static void add_charts(struct render *render)
{
	const struct render_options *options = &render->options;
	struct sink *sink = render->sink;
	struct text title;

	text_init(&title, render->arena);
	sink_add(sink, "<div class=\"charts\">\n");
	for (size_t i = 0; i < options->chart_count; i++) {
		const struct chart *chart = &options->charts[i];
		text_clear(&title);
		chart_add_title(&title, chart);
		sink_add(sink, "<figure><figcaption>");
		html_text_add(sink, text_slice(&title));
		sink_add(sink, "</figcaption>\n");
		chart_svg_print(render->arena, chart,
				arena_print(render->arena, "c%zu", i + 1),
				sink);
		if (chart->note.length > 0) {
			sink_add(sink, "<p>");
			html_text_add(sink, chart->note);
			sink_add(sink, "</p>\n");
		}
		sink_add(sink, "</figure>\n");
	}
	sink_add(sink, "</div>\n");
}

static const char *class_of(const struct column *column)
{
	return render_is_number(column->type) ? " class=\"n\"" : "";
}

static void html_begin(struct render *render)
{
	struct sink *sink = render->sink;
	const char *title =
		render->heading ? render->heading->title : "pointbook";
	sink_add(sink, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		       "<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\" content=\"width=device-width,"
		       "initial-scale=1\">\n<title>");
	html_text_add(sink, slice_from(title));
	sink_add(sink, "</title>\n<style>");
	sink_add(sink, style);
	if (render->options.chart_count > 0)
		sink_add(sink, chart_svg_style);
	sink_add(sink, "</style>\n</head>\n<body>\n");
	if (render->heading)
		add_heading(sink, render->heading);
	if (render->options.chart_count > 0)
		add_charts(render);
	sink_add(sink, "<div class=\"scroll\">\n<table>\n<thead>\n<tr>");
	for (size_t i = 0; i < render->column_count; i++) {
		sink_add(sink, "<th scope=\"col\"");
		sink_add(sink, class_of(&render->columns[i]));
		sink_add(sink, " title=\"");
		html_text_add(sink, slice_from(render->columns[i].help));
		sink_add(sink, "\">");
		html_text_add(sink, slice_from(render->columns[i].name));
		sink_add(sink, "</th>");
	}
	sink_add(sink, "</tr>\n</thead>\n<tbody>\n");
}

static void html_section(struct render *render, const char *title)
{
	struct sink *sink = render->sink;
	sink_add(sink, "<tr class=\"s\"><th scope=\"rowgroup\" colspan=\"");
	sink_add_integer(sink, (int64_t)render->column_count);
	sink_add(sink, "\">");
	html_text_add(sink, slice_from(title));
	sink_add(sink, "</th></tr>\n");
}

static void html_row(struct render *render, const struct cell *cells,
		     enum row_kind kind)
{
	struct sink *sink = render->sink;
	sink_add(sink, kind == ROW_TOTAL ? "<tr class=\"t\">" : "<tr>");
	for (size_t i = 0; i < render->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX];
		sink_add(sink, "<td");
		sink_add(sink, class_of(&render->columns[i]));
		sink_add_char(sink, '>');
		html_text_add(sink, render_cell_words(&cells[i], buffer));
		if (cells[i].kind == CELL_NUMBER &&
		    render->columns[i].type == COLUMN_PERCENT)
			sink_add_char(sink, '%');
		sink_add(sink, "</td>");
	}
	sink_add(sink, "</tr>\n");
}

static void html_end(struct render *render)
{
	sink_add(render->sink,
		 "</tbody>\n</table>\n</div>\n</body>\n</html>\n");
}

const struct renderer render_html = {
	.name = "html",
	.begin = html_begin,
	.section = html_section,
	.row = html_row,
	.end = html_end,
};

/*
 * HTML: one page that needs nothing else, readable on paper, on a phone, in
 * light and dark. All text is escaped; bytes that are not UTF-8 and control
 * characters, which HTML may not hold, become U+FFFD.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "report/render.h"
#include "report/sink.h"

static const char style[] =
	":root{color-scheme:light dark}"
	"body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;"
	"padding:0 1rem;max-width:80rem}"
	"h1{font-size:1.4rem;margin:0 0 .5rem}"
	"dl{display:grid;grid-template-columns:max-content 1fr;"
	"gap:.1rem 1rem;color:GrayText;margin:0 0 1.5rem}"
	"dd{margin:0;overflow-wrap:anywhere}"
	".scroll{overflow-x:auto}"
	"table{border-collapse:collapse}"
	"th,td{padding:.25rem .75rem;text-align:left;vertical-align:top;"
	"border-bottom:1px solid rgba(128,128,128,.3)}"
	"thead th{border-bottom:2px solid;position:sticky;top:0;"
	"background:Canvas}"
	".n{text-align:right;font-variant-numeric:tabular-nums;"
	"white-space:nowrap}"
	".s th{padding-top:1.2rem}"
	".t td{font-weight:bold;border-top:2px solid}"
	"@media print{body{margin:0;max-width:none}"
	"thead{display:table-header-group}tr{break-inside:avoid}}";

/* One code point that is valid UTF-8, or the replacement. */
static void add_character(struct sink *sink, struct slice character,
			  uint32_t code_point)
{
	if (code_point == '&')
		sink_add(sink, "&amp;");
	else if (code_point == '<')
		sink_add(sink, "&lt;");
	else if (code_point == '>')
		sink_add(sink, "&gt;");
	else if (code_point == '"')
		sink_add(sink, "&quot;");
	else if (code_point == '\'')
		sink_add(sink, "&#39;");
	else if (code_point == '\n' || code_point == '\t' ||
		 !utf8_is_control(code_point))
		sink_add_slice(sink, character);
	else
		sink_add(sink, "\xef\xbf\xbd");
}

static void add_text(struct sink *sink, struct slice text)
{
	while (text.length > 0) {
		uint32_t code_point = 0;
		size_t length = utf8_decode(text, &code_point);
		if (length > 0)
			add_character(sink, (struct slice){ text.text, length },
				      code_point);
		else
			sink_add(sink, "\xef\xbf\xbd");
		text = slice_from_offset(text, length > 0 ? length : 1);
	}
}

static void add_heading(struct sink *sink, const struct heading *heading)
{
	sink_add(sink, "<h1>");
	add_text(sink, slice_from(heading->title));
	sink_add(sink, "</h1>\n<dl>\n");
	for (size_t i = 0; i < heading->count; i++) {
		sink_add(sink, "<dt>");
		add_text(sink, slice_from(heading->lines[i].label));
		sink_add(sink, "</dt><dd>");
		add_text(sink, heading->lines[i].value);
		sink_add(sink, "</dd>\n");
	}
	sink_add(sink, "</dl>\n");
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
	add_text(sink, slice_from(title));
	sink_add(sink, "</title>\n<style>");
	sink_add(sink, style);
	sink_add(sink, "</style>\n</head>\n<body>\n");
	if (render->heading)
		add_heading(sink, render->heading);
	sink_add(sink, "<div class=\"scroll\">\n<table>\n<thead>\n<tr>");
	for (size_t i = 0; i < render->column_count; i++) {
		sink_add(sink, "<th scope=\"col\"");
		sink_add(sink, class_of(&render->columns[i]));
		sink_add(sink, " title=\"");
		add_text(sink, slice_from(render->columns[i].help));
		sink_add(sink, "\">");
		add_text(sink, slice_from(render->columns[i].name));
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
	add_text(sink, slice_from(title));
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
		add_text(sink, render_cell_words(&cells[i], buffer));
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

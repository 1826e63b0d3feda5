/*
 * Tab-separated values: one row a line, always. Tabs, line ends and
 * backslashes within a text are written \t, \n, \r and \\.
 */
#include "report/render.h"
#include "report/sink.h"

static void add_text(struct sink *sink, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		switch (text.text[i]) {
		case '\t':
			sink_add(sink, "\\t");
			break;
		case '\n':
			sink_add(sink, "\\n");
			break;
		case '\r':
			sink_add(sink, "\\r");
			break;
		case '\\':
			sink_add(sink, "\\\\");
			break;
		default:
			sink_add_char(sink, text.text[i]);
		}
	}
}

static void tsv_begin(struct render *render)
{
	const struct heading *heading = render->heading;
	size_t lines = render->options.header && heading ? heading->count : 0;
	for (size_t i = 0; i < lines; i++) {
		sink_add(render->sink, "# ");
		sink_add(render->sink, heading->lines[i].label);
		sink_add(render->sink, ": ");
		add_text(render->sink, heading->lines[i].value);
		sink_add_char(render->sink, '\n');
	}
	for (size_t i = 0; i < render->column_count; i++) {
		if (i > 0)
			sink_add_char(render->sink, '\t');
		sink_add(render->sink, render->columns[i].name);
	}
	sink_add_char(render->sink, '\n');
}

static void tsv_row(struct render *render, const struct cell *cells,
		    enum row_kind kind)
{
	(void)kind;
	for (size_t i = 0; i < render->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX];
		if (i > 0)
			sink_add_char(render->sink, '\t');
		add_text(render->sink, render_cell_text(&cells[i], buffer));
	}
	sink_add_char(render->sink, '\n');
}

static void tsv_end(struct render *render)
{
	(void)render;
}

const struct renderer render_tsv = {
	.name = "tsv",
	.begin = tsv_begin,
	.row = tsv_row,
	.end = tsv_end,
	.apart = render_apart,
};

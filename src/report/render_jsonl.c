/*
 * JSON lines: one object a line, for programs that read as it streams.
 */
#include "report/json_text.h"
#include "report/render.h"
#include "report/sink.h"

static void jsonl_begin(struct render *render)
{
	(void)render;
}

static void jsonl_row(struct render *render, const struct cell *cells,
		      enum row_kind kind)
{
	(void)kind;
	json_text_add_row(render->sink, render->columns, cells,
			  render->column_count);
	sink_add_char(render->sink, '\n');
}

const struct renderer render_jsonl = {
	.name = "jsonl",
	.begin = jsonl_begin,
	.row = jsonl_row,
	.end = jsonl_begin,
	.apart = render_apart,
};

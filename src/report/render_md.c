/*
 * A Markdown table (GitHub's flavour) under a heading. Whatever Markdown would
 * take for its own is escaped, line ends become blanks, controls are made
 * visible.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/render.h"
#include "report/sink.h"

struct md_state {
	struct text plain;   /* without line ends */
	struct text visible; /* without controls */
	bool has_header;     /* the table's head has been written */
};

static void add_text(struct render *render, struct slice text)
{
	struct md_state *state = render->state;
	struct text *visible = &state->visible;
	text_clear(&state->plain);
	text_clear(visible);
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.text[i];
		if (byte == '\n' || byte == '\r' || byte == '\t')
			byte = ' ';
		text_add_char(&state->plain, byte);
	}
	utf8_add_visible(visible, text_slice(&state->plain));
	for (size_t i = 0; i < visible->length; i++) {
		if (strchr("\\`*_[]<>|#~&!$", visible->bytes[i]))
			sink_add_char(render->sink, '\\');
		sink_add_char(render->sink, visible->bytes[i]);
	}
}

static void add_heading(struct render *render)
{
	const struct heading *heading = render->heading;
	sink_add(render->sink, "## ");
	add_text(render, slice_from(heading->title));
	sink_add(render->sink, "\n\n");
	for (size_t i = 0; i < heading->count; i++) {
		sink_add(render->sink, "- ");
		add_text(render, slice_from(heading->lines[i].label));
		sink_add(render->sink, ": ");
		add_text(render, heading->lines[i].value);
		sink_add_char(render->sink, '\n');
	}
	sink_add_char(render->sink, '\n');
}

/* The table's head, once a section. */
static void add_header(struct render *render)
{
	struct md_state *state = render->state;
	if (state->has_header)
		return;
	state->has_header = true;
	for (size_t i = 0; i < render->column_count; i++) {
		sink_add(render->sink, "| ");
		add_text(render, slice_from(render->columns[i].name));
		sink_add_char(render->sink, ' ');
	}
	sink_add(render->sink, "|\n");
	for (size_t i = 0; i < render->column_count; i++)
		sink_add(render->sink, render_is_number(render->columns[i].type)
					       ? "| --: "
					       : "| --- ");
	sink_add(render->sink, "|\n");
}

static void md_begin(struct render *render)
{
	struct md_state *state = arena_take(render->arena, sizeof(*state));
	text_init(&state->plain, render->arena);
	text_init(&state->visible, render->arena);
	render->state = state;
	if (render->heading)
		add_heading(render);
}

static void md_section(struct render *render, const char *title)
{
	struct md_state *state = render->state;
	sink_add(render->sink, state->has_header ? "\n### " : "### ");
	state->has_header = false;
	add_text(render, slice_from(title));
	sink_add(render->sink, "\n\n");
}

static void md_row(struct render *render, const struct cell *cells,
		   enum row_kind kind)
{
	add_header(render);
	for (size_t i = 0; i < render->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX];
		struct slice text = render_cell_words(&cells[i], buffer);
		bool is_strong = kind == ROW_TOTAL && text.length > 0;
		sink_add(render->sink, is_strong ? "| **" : "| ");
		add_text(render, text);
		if (cells[i].kind == CELL_NUMBER &&
		    render->columns[i].type == COLUMN_PERCENT)
			sink_add_char(render->sink, '%');
		sink_add(render->sink, is_strong ? "** " : " ");
	}
	sink_add(render->sink, "|\n");
}

static void md_end(struct render *render)
{
	add_header(render);
}

const struct renderer render_md = {
	.name = "md",
	.begin = md_begin,
	.section = md_section,
	.row = md_row,
	.end = md_end,
};

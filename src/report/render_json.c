/*
 * JSON: one array of objects, a row a line. The keys are the columns' names.
 */
#include "base/arena.h"
#include "report/json_text.h"
#include "report/render.h"
#include "report/sink.h"

struct json_state {
	bool has_rows;
};

static void json_begin(struct render *render)
{
	render->state = arena_take(render->arena, sizeof(struct json_state));
	sink_add_char(render->sink, '[');
}

static void json_row(struct render *render, const struct cell *cells,
		     enum row_kind kind)
{
	struct json_state *state = render->state;
	(void)kind;
	sink_add(render->sink, state->has_rows ? ",\n" : "\n");
	state->has_rows = true;
	json_text_add_row(render->sink, render->columns, cells,
			  render->column_count);
}

static void json_end(struct render *render)
{
	struct json_state *state = render->state;
	sink_add(render->sink, state->has_rows ? "\n]\n" : "]\n");
}

/* Every row but the first begins alike. */
static bool json_apart(struct render *copy)
{
	const struct json_state *state = copy->state;
	struct json_state *own = arena_take(copy->arena, sizeof(*own));

	*own = *state;
	copy->state = own;
	return own->has_rows;
}

const struct renderer render_json = {
	.name = "json",
	.begin = json_begin,
	.row = json_row,
	.end = json_end,
	.apart = json_apart,
};

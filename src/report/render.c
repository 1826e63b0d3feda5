/*
 * The list of formats, and what all renderers share: the text of a cell.
 */
#include "report/render.h"

#include "base/arena.h"
#include "report/sink.h"

static const struct render_format formats[] = {
#define RENDERER(name, extension, summary)                                     \
	{ #name, extension, summary, &render_##name },
#include "report/renderers.def"
#undef RENDERER
};

enum {
	FORMAT_COUNT = sizeof(formats) / sizeof(formats[0])
};

const struct render_format *render_list(size_t nth)
{
	return nth < FORMAT_COUNT ? &formats[nth] : NULL;
}

const struct render_format *render_find(struct slice name)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		if (slice_is(name, formats[i].name))
			return &formats[i];
	}
	return NULL;
}

const struct render_format *render_find_file(struct slice path)
{
	size_t dot = path.length;
	while (dot > 0 && path.text[dot - 1] != '.' &&
	       path.text[dot - 1] != '/')
		dot--;
	if (dot == 0 || path.text[dot - 1] == '/')
		return NULL;
	struct slice extension = slice_from_offset(path, dot);
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		if (slice_is(extension, formats[i].extension))
			return &formats[i];
	}
	return NULL;
}

struct render *render_new(struct arena *arena, const struct renderer *renderer,
			  struct sink *sink, const struct heading *heading,
			  const struct render_options *options)
{
	struct render *render = arena_take(arena, sizeof(*render));
	render->renderer = renderer;
	render->arena = arena;
	render->sink = sink;
	render->heading = heading;
	render->options = *options;
	return render;
}

bool render_apart(struct render *copy)
{
	(void)copy;
	return true;
}

bool render_is_number(enum column_type type)
{
	switch (type) {
	case COLUMN_POINTS:
	case COLUMN_MONEY:
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
	case COLUMN_PERCENT:
		return true;
	case COLUMN_TEXT:
	case COLUMN_ID:
	case COLUMN_DAY:
	case COLUMN_TIME:
	case COLUMN_BOOLEAN:
		return false;
	}
	return false;
}

static size_t print_time(int64_t minute, char text[DECIMAL_TEXT_MAX])
{
	text[0] = (char)('0' + minute / 600);
	text[1] = (char)('0' + minute / 60 % 10);
	text[2] = ':';
	text[3] = (char)('0' + minute % 60 / 10);
	text[4] = (char)('0' + minute % 10);
	return 5;
}

struct slice render_cell_text(const struct cell *cell,
			      char buffer[DECIMAL_TEXT_MAX])
{
	switch (cell->kind) {
	case CELL_NONE:
		break;
	case CELL_TEXT:
		return cell->text;
	case CELL_NUMBER:
		return (struct slice){
			buffer, decimal_print(cell->number, cell->scale, buffer)
		};
	case CELL_DAY:
		day_print(cell->day, buffer);
		return (struct slice){ buffer, DAY_TEXT_MAX - 1 };
	case CELL_TIME:
		return (struct slice){ buffer,
				       print_time(cell->number, buffer) };
	case CELL_BOOLEAN:
		return cell->number ? SLICE("yes") : SLICE("no");
	}
	return (struct slice){ buffer, 0 };
}

struct slice render_cell_words(const struct cell *cell,
			       char buffer[DECIMAL_TEXT_MAX])
{
	return cell->kind == CELL_NONE ? cell->text
				       : render_cell_text(cell, buffer);
}

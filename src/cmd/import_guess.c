/*
 * Guessing a layout without a book: the header is read under every preset;
 * what the generic one understands becomes a preset of the shop's own.
 */
#include "cmd/import_guess.h"

#include "base/arena.h"
#include "base/text.h"
#include "cmd/session.h"
#include "exchange/csv_layout.h"
#include "exchange/csv_text.h"
#include "exchange/import.h"
#include "exchange/preset.h"
#include "report/sink.h"

/* A preset with the columns that were found, each under its own header. */
static void make_preset(struct arena *arena, const struct csv_layout *layout,
			struct preset *preset)
{
	*preset = (struct preset){
		.name = SLICE("my-shop"),
		.kind = layout->kind,
		.has_kind = layout->kind != PRESET_SALES,
	};
	if (layout->delimiter != ',')
		preset->delimiter = layout->delimiter;
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		size_t column;
		struct slice *name;

		if (!csv_layout_column(layout, (enum preset_role)i, &column))
			continue;
		name = arena_take(arena, sizeof(*name));
		*name = csv_layout_header(arena, layout, column);
		preset->roles[i] =
			(struct preset_names){ .list = name, .count = 1 };
	}
}

static bool has_role(const struct csv_layout *layout, size_t column)
{
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		size_t found;

		if (csv_layout_column(layout, (enum preset_role)i, &found) &&
		    found == column)
			return true;
	}
	return false;
}

/* One byte of a comment: a control character would end it. */
static void add_plain(struct text *text, char byte)
{
	text_add_char(text, ' ');
	if ((unsigned char)byte >= ' ')
		text->bytes[text->length - 1] = byte;
}

/* The columns nothing is known of, as comments. */
static void add_others(struct arena *arena, const struct csv_layout *layout,
		       struct text *text)
{
	bool any = false;

	for (size_t i = 0; i < layout->count; i++) {
		struct slice header = csv_layout_header(arena, layout, i);

		if (has_role(layout, i))
			continue;
		if (!any)
			text_add(text, "# Columns that are not used:\n");
		any = true;
		text_add(text, "#   ");
		for (size_t k = 0; k < header.length; k++)
			add_plain(text, header.text[k]);
		text_add_char(text, '\n');
	}
}

static enum exit_status guess_file(struct session *session,
				   const struct import_options *options,
				   const struct import_file *file)
{
	struct layout_request request = {
		.presets = options->presets,
		.preset_count = options->preset_count,
		.delimiter = options->delimiter,
		.kind = options->kind,
		.has_kind = options->has_kind,
	};
	const struct preset **fitting = arena_take_array(
		session->arena, options->preset_count, sizeof(struct preset *));
	struct csv_layout layout;
	struct preset preset;
	struct csv_text text;
	struct text yaml;
	struct sink *sink;
	size_t count;

	if (!csv_text_read(session->arena, file->bytes, options->encoding,
			   &text)) {
		message_error(&session->terminal, "'%s' cannot be imported: %s",
			      file->name, text.problem);
		return STATUS_NO;
	}
	count = csv_layout_find_all(session->arena, text.text, &request,
				    fitting, &layout);
	for (size_t i = 0; i < count; i++)
		message_note(&session->terminal, "'%s': the preset '%.*s' fits",
			     file->name, SLICE_ARGS(fitting[i]->name));
	if (count == 0)
		message_note(&session->terminal,
			     "'%s': no preset fits; name the columns below",
			     file->name);
	sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	make_preset(session->arena, &layout, &preset);
	text_init(&yaml, session->arena);
	preset_print(&yaml, &preset);
	add_others(session->arena, &layout, &yaml);
	sink_add_slice(sink, text_slice(&yaml));
	return STATUS_FINE;
}

enum exit_status import_guess(struct session *session,
			      const struct import_options *options,
			      const struct import_files *files)
{
	enum exit_status status = STATUS_FINE;

	for (size_t i = 0; i < files->count && status == STATUS_FINE; i++)
		status = guess_file(session, options, &files->list[i]);
	return status;
}

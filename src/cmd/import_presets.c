/*
 * Loading presets. A shipped one is asked for by the name of its file.
 */
#include "cmd/import_presets.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/suggest.h"
#include "base/text.h"
#include "cmd/session.h"
#include "cmd/share.h"
#include "exchange/preset.h"

static const char last[] = "generic";

/* Reads one file; NULL after the message. */
static const struct preset *load(struct session *session, const char *path,
				 enum exit_status *status)
{
	struct file file;
	struct diagnostics wrong;
	struct text text;
	const struct preset *preset;
	enum file_status read = file_read(session->arena, path, true, &file);

	if (read != FILE_OK) {
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(read, &file));
		*status = STATUS_ENVIRONMENT;
		return NULL;
	}
	diagnostics_init(&wrong, session->arena);
	preset = preset_parse(session->arena,
			      source_new(session->arena, path, file.text),
			      &wrong);
	if (preset)
		return preset;
	text_init(&text, session->arena);
	for (const struct diagnostic *one = wrong.first; one; one = one->next)
		diagnostic_print(&text, one, session->terminal.error_colour);
	message_print(&text);
	*status = STATUS_BROKEN;
	return NULL;
}

static enum exit_status fail_name(struct session *session, const char *name,
				  const struct option_list *names)
{
	struct suggest search;
	struct slice near;
	struct text text;

	text_init(&text, session->arena);
	suggest_init(&search, slice_from(name));
	for (size_t i = 0; i < names->count; i++) {
		suggest_add(&search, slice_from(names->values[i]));
		text_add_format(&text, "%s%s", i > 0 ? ", " : "",
				names->values[i]);
	}
	near = suggest_take(&search);
	if (near.length > 0)
		message_error(&session->terminal,
			      "there is no preset '%s'; did you mean '%.*s'?",
			      name, SLICE_ARGS(near));
	else
		message_error(&session->terminal,
			      "there is no preset '%s'; there are %s", name,
			      text.bytes);
	return STATUS_USAGE;
}

/* All that are shipped, or the one of the name. */
static enum exit_status load_shipped(struct session *session, const char *name,
				     struct import_presets *presets)
{
	struct option_list names =
		share_list(session->arena, "presets", ".yaml");
	const struct preset **list = arena_take_array(
		session->arena, names.count + 1, sizeof(struct preset *));
	const struct preset *generic = NULL;
	enum exit_status status = STATUS_FINE;
	size_t count = 0;

	for (size_t i = 0; i < names.count; i++) {
		const struct preset *preset;

		if (name && strcmp(name, names.values[i]) != 0)
			continue;
		preset = load(session,
			      share_find(session->arena,
					 arena_print(session->arena,
						     "presets/%s.yaml",
						     names.values[i])),
			      &status);
		if (!preset)
			return status;
		if (strcmp(names.values[i], last) == 0)
			generic = preset;
		else
			list[count++] = preset;
	}
	if (generic)
		list[count++] = generic;
	*presets = (struct import_presets){ list, count };
	if (count > 0)
		return STATUS_FINE;
	if (name && names.count > 0)
		return fail_name(session, name, &names);
	message_error(&session->terminal,
		      "the presets are not installed: there is no folder "
		      "share/presets; name your own with --map");
	return STATUS_ENVIRONMENT;
}

enum exit_status import_presets_load(struct session *session, const char *name,
				     const char *map,
				     struct import_presets *presets)
{
	const struct preset **list;
	enum exit_status status = STATUS_FINE;

	if (!map)
		return load_shipped(session, name, presets);
	list = arena_take_array(session->arena, 1, sizeof(struct preset *));
	list[0] = load(session, map, &status);
	*presets = (struct import_presets){ list, 1 };
	return status;
}

/*
 * The options and files of everything that reads other programs' exports. See
 * import_reading.h.
 */
#include "cmd/import_reading.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/import_presets.h"
#include "cmd/session.h"
#include "exchange/csv_text.h"

const char *const import_encodings[] = { "utf-8", "utf-16le", "utf-16be",
					 "windows-1252", NULL };
const char *const import_delimiters[] = { "comma", "semicolon", "tab",
					  "bar",   "blanks",    NULL };
const char *const import_marks[] = { "point", "comma", NULL };

/* The byte of a choice; 0: nothing was chosen. */
static char byte_of(const char *bytes, int choice)
{
	if (choice < 0)
		return 0;
	return bytes[choice];
}

static bool read_formats(struct session *session,
			 const struct option_list *given,
			 struct import_options *options)
{
	struct date_format *formats = arena_take_array(
		session->arena, given->count, sizeof(*formats));

	for (size_t i = 0; i < given->count; i++) {
		if (date_format_parse(slice_from(given->values[i]),
				      &formats[i]))
			continue;
		message_error(&session->terminal,
			      "'%s' is no date format: write it as DD/MM/YYYY, "
			      "MM/DD/YY, YYYY-MM-DD …",
			      given->values[i]);
		return false;
	}
	options->dates = formats;
	options->date_count = given->count;
	return true;
}

enum exit_status import_reading_fill(struct session *session,
				     const struct import_reading *given,
				     struct import_options *options)
{
	struct import_presets presets = { NULL, 0 };
	enum exit_status status;

	if (given->preset && given->map) {
		message_error(&session->terminal,
			      "--preset and --map exclude each other");
		return STATUS_USAGE;
	}
	options->encoding =
		given->encoding < 0
			? CSV_ENCODING_FIND
			: csv_encoding_find(slice_from(
				  import_encodings[given->encoding]));
	options->delimiter = byte_of(",;\t| ", given->delimiter);
	options->mark = byte_of(".,", given->decimal);
	options->today = session->today;
	if (!read_formats(session, &given->date_formats, options))
		return STATUS_USAGE;
	status = import_presets_load(session, given->preset, given->map,
				     &presets);
	options->presets = presets.list;
	options->preset_count = presets.count;
	return status;
}

enum exit_status import_reading_load(struct session *session, size_t count,
				     struct import_files *files)
{
	struct import_file *list =
		arena_take_array(session->arena, count, sizeof(*list));

	for (size_t i = 0; i < count; i++) {
		const char *path = session->operands[i];
		bool is_input = strcmp(path, "-") == 0;
		struct file file;
		enum file_status status =
			is_input ? file_read_all(session->arena, STDIN_FILENO,
						 &file)
				 : file_read(session->arena, path, true, &file);

		if (status != FILE_OK) {
			message_error(&session->terminal,
				      "cannot read '%s': %s", path,
				      file_reason(status, &file));
			return STATUS_ENVIRONMENT;
		}
		const char *missing = csv_text_missing(file.text);
		if (missing) {
			message_error(&session->terminal,
				      "cannot read '%s': %s is not installed",
				      path, missing);
			return STATUS_ENVIRONMENT;
		}
		list[i] = (struct import_file){ path, file.text };
	}
	*files = (struct import_files){ list, count };
	return STATUS_FINE;
}

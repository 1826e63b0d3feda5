/*
 * How another program's file is read: the options that `import` and
 * `reconcile` share, and the files themselves.
 */
#ifndef CMD_IMPORT_READING_H
#define CMD_IMPORT_READING_H

#include <stddef.h>

#include "cmd/exit_status.h"
#include "cmd/option.h"
#include "exchange/import.h"

struct session;

/* What was given. */
struct import_reading {
	const char *preset;
	const char *map;
	struct option_list date_formats;
	int encoding;
	int delimiter;
	int decimal;
};

extern const char *const import_encodings[];
extern const char *const import_delimiters[];
extern const char *const import_marks[];

/* The rows of an option table whose struct has a struct import_reading called
 * `reading`. */
#define IMPORT_READING_OPTIONS(type)                                           \
	{ "preset",                                                            \
	  0,                                                                   \
	  OPTION_TEXT,                                                         \
	  "NAME",                                                              \
	  NULL,                                                                \
	  offsetof(type, reading.preset),                                      \
	  "whose export it is; default: the one whose headers fit" },          \
		{ "map",                                                       \
		  0,                                                           \
		  OPTION_FILE,                                                 \
		  "FILE",                                                      \
		  NULL,                                                        \
		  offsetof(type, reading.map),                                 \
		  "a preset of the shop's own" },                              \
		{ "date-format",                                               \
		  0,                                                           \
		  OPTION_LIST,                                                 \
		  "FORMAT",                                                    \
		  NULL,                                                        \
		  offsetof(type, reading.date_formats),                        \
		  "how dates are written, as in DD/MM/YYYY" },                 \
		{ "encoding",                                                  \
		  0,                                                           \
		  OPTION_CHOICE,                                               \
		  "NAME",                                                      \
		  import_encodings,                                            \
		  offsetof(type, reading.encoding),                            \
		  "of the file; default: found out" },                         \
		{ "delimiter",                                                 \
		  0,                                                           \
		  OPTION_CHOICE,                                               \
		  "NAME",                                                      \
		  import_delimiters,                                           \
		  offsetof(type, reading.delimiter),                           \
		  "between cells; default: found out" },                       \
	{                                                                      \
		"decimal", 0, OPTION_CHOICE, "MARK", import_marks,             \
			offsetof(type, reading.decimal),                       \
			"the mark before decimals; default: found out"         \
	}

/* Fills the presets, dates, encoding, delimiter, mark and today of options.
 * STATUS_FINE, or the status after the message. */
enum exit_status import_reading_fill(struct session *session,
				     const struct import_reading *given,
				     struct import_options *options);

/* Reads the first `count` operands, `-` being stdin. STATUS_FINE, or the
 * status after the message. */
enum exit_status import_reading_load(struct session *session, size_t count,
				     struct import_files *files);

#endif

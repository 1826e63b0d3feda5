/*
 * From the bytes of somebody's file to UTF-8 text: unpacked, its byte-order
 * mark taken off, its encoding changed. What is not text (a workbook, a
 * picture, a damaged archive) is named as what it is, with what to do.
 */
#ifndef EXCHANGE_CSV_TEXT_H
#define EXCHANGE_CSV_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;

enum csv_encoding {
	CSV_ENCODING_FIND, /* find out */
	CSV_UTF_8,
	CSV_UTF_16LE,
	CSV_UTF_16BE,
	CSV_WINDOWS_1252
};

struct csv_text {
	struct slice text;          /* strict UTF-8 without a mark */
	enum csv_encoding encoding; /* what it was */
	bool guessed;               /* nothing declared it: worth a note */
	size_t guessed_line;        /* the first line that is not UTF-8 */
	/* when it cannot be read: why, and what to do about it */
	const char *problem;
	size_t line; /* 1-based, 0: the file as a whole */
};

/* The library that somebody's CSV file, packed or not, cannot be read without
 * and that is not installed: "libz.so.1"; NULL when there is none. Asked
 * before the bytes are read. */
const char *csv_text_missing(struct slice bytes);

/* Reads the bytes as `encoding`. False and a problem when they are not a text
 * of it. The text is in the arena or the bytes themselves. */
bool csv_text_read(struct arena *arena, struct slice bytes,
		   enum csv_encoding encoding, struct csv_text *text);

/* The encoding of a name (utf-8, utf-16le, utf-16be, windows-1252, cp1252,
 * latin1); CSV_ENCODING_FIND when unknown. */
enum csv_encoding csv_encoding_find(struct slice name);

/* Its name. */
const char *csv_encoding_name(enum csv_encoding encoding);

#endif

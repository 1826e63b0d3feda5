/*
 * Reading one JSON object (RFC 8259) of texts, whole numbers, booleans and
 * lists of these: a request of another program. Amounts are texts ("12.50")
 * or whole numbers; a number with a fraction is refused, since JSON readers
 * make binary floating point of it.
 */
#ifndef EXCHANGE_JSON_READER_H
#define EXCHANGE_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct json_reader;

enum json_kind {
	JSON_FIELD_TEXT,
	JSON_FIELD_NUMBER, /* whole; its digits are the text */
	JSON_FIELD_TRUE,
	JSON_FIELD_FALSE,
	JSON_FIELD_NULL,
	JSON_FIELD_LIST
};

struct json_field {
	const char *name;
	enum json_kind kind;
	const char *const *texts; /* of a list all, else one */
	size_t count;
};

struct json_request {
	const struct json_field *fields; /* in the order of the text */
	size_t count;
};

/* The file of jansson, the library that reads, when it is not installed; NULL
 * when it is. */
const char *json_reader_missing(void);

/* Loads it, for as many objects as there are; the reader is in the arena. It
 * may not be missing. */
const struct json_reader *json_reader_init(struct arena *arena);

/*
 * Reads the object; everything lives in the arena, terminated (a NUL within a
 * text is refused). False and *error, a message for people, when the text is
 * no such object or has a name twice.
 */
bool json_reader_object(const struct json_reader *reader, struct arena *arena,
			struct slice text, struct json_request *request,
			const char **error);

/* The field of a name, NULL when there is none. */
const struct json_field *json_reader_find(const struct json_request *request,
					  const char *name);

#endif

/*
 * jansson reads the whole object; what is wanted of it is copied out, and its
 * tree given back.
 */
#include "exchange/json_reader.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/bug.h"
#include "base/library.h"

/* The header does not say this number: it is of jansson 2. */
#define JSON_LIBRARY LIBRARY_FILE("jansson", 4)

#define JSON_NAMES(X)                                                          \
	X(json_array_get)                                                      \
	X(json_array_size)                                                     \
	X(json_delete)                                                         \
	X(json_integer_value)                                                  \
	X(json_loadb)                                                          \
	X(json_object_iter)                                                    \
	X(json_object_iter_key)                                                \
	X(json_object_iter_next)                                               \
	X(json_object_iter_value)                                              \
	X(json_object_size)                                                    \
	X(json_string_length)                                                  \
	X(json_string_value)

struct json_reader {
	JSON_NAMES(LIBRARY_MEMBER)
};

static bool load(struct json_reader *reader)
{
	return library_load(JSON_LIBRARY, JSON_NAMES(LIBRARY_NAME), reader);
}

const char *json_reader_missing(void)
{
	struct json_reader reader;

	return load(&reader) ? NULL : JSON_LIBRARY;
}

const struct json_reader *json_reader_init(struct arena *arena)
{
	struct json_reader *reader = arena_take(arena, sizeof(*reader));

	if (!load(reader))
		BUG("nobody asked whether jansson is installed");
	return reader;
}

/* One value that is no list; false and the error for others. */
static bool read_value(const struct json_reader *reader, struct arena *arena,
		       const json_t *value, const char **text,
		       const char **error)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		*text = arena_copy(arena, reader->json_string_value(value),
				   reader->json_string_length(value));
		return true;
	case JSON_INTEGER:
		*text = arena_print(arena, "%" JSON_INTEGER_FORMAT,
				    reader->json_integer_value(value));
		return true;
	case JSON_REAL:
		*error = "is a number with a fraction: write it as a text, "
			 "\"12.50\", so that no digit is lost";
		return false;
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		*text = "";
		return true;
	case JSON_OBJECT:
	case JSON_ARRAY:
		*error = "is nested too deep: texts, whole numbers, true, "
			 "false and lists of these are read";
		return false;
	}
	return false;
}

static enum json_kind kind_of(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_INTEGER:
		return JSON_FIELD_NUMBER;
	case JSON_TRUE:
		return JSON_FIELD_TRUE;
	case JSON_FALSE:
		return JSON_FIELD_FALSE;
	case JSON_NULL:
		return JSON_FIELD_NULL;
	case JSON_ARRAY:
		return JSON_FIELD_LIST;
	case JSON_STRING:
	case JSON_REAL:
	case JSON_OBJECT:
		break;
	}
	return JSON_FIELD_TEXT;
}

static bool read_field(const struct json_reader *reader, struct arena *arena,
		       const json_t *value, struct json_field *field,
		       const char **error)
{
	bool is_list = json_is_array(value);
	size_t count = is_list ? reader->json_array_size(value) : 1;
	const char **texts = arena_take_array(arena, count, sizeof(*texts));

	field->kind = kind_of(value);
	field->texts = texts;
	field->count = count;
	for (size_t i = 0; i < count; i++) {
		const json_t *one =
			is_list ? reader->json_array_get(value, i) : value;
		const char *wrong = "cannot be read";

		if (read_value(reader, arena, one, &texts[i], &wrong))
			continue;
		*error = arena_print(arena, "'%s' %s", field->name, wrong);
		return false;
	}
	return true;
}

static bool read_fields(const struct json_reader *reader, struct arena *arena,
			json_t *object, struct json_request *request,
			const char **error)
{
	struct json_field *fields = arena_take_array(
		arena, reader->json_object_size(object), sizeof(*fields));

	request->fields = fields;
	request->count = 0;
	for (void *at = reader->json_object_iter(object); at != NULL;
	     at = reader->json_object_iter_next(object, at)) {
		const char *name = reader->json_object_iter_key(at);
		struct json_field *field = &fields[request->count++];

		field->name = arena_copy(arena, name, strlen(name));
		if (!read_field(reader, arena,
				reader->json_object_iter_value(at), field,
				error))
			return false;
	}
	return true;
}

bool json_reader_object(const struct json_reader *reader, struct arena *arena,
			struct slice text, struct json_request *request,
			const char **error)
{
	json_error_t wrong;
	json_t *object = reader->json_loadb(text.text, text.length,
					    JSON_REJECT_DUPLICATES, &wrong);
	bool is_read = false;

	*request = (struct json_request){ NULL, 0 };
	if (!object)
		*error = arena_print(arena, "this is no JSON object: %s",
				     wrong.text);
	else if (!json_is_object(object))
		*error = "this is no JSON object: write {\"do\": …}";
	else
		is_read = read_fields(reader, arena, object, request, error);
	if (object)
		reader->json_delete(object); /* nobody else refers to it */
	return is_read;
}

const struct json_field *json_reader_find(const struct json_request *request,
					  const char *name)
{
	for (size_t i = 0; i < request->count; i++)
		if (strcmp(request->fields[i].name, name) == 0)
			return &request->fields[i];
	return NULL;
}

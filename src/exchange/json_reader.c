/*
 * jansson reads the whole object; what is wanted of it is copied out, and its
 * tree given back.
 */
#include "exchange/json_reader.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"

/* One value that is no list; false and the error for others. */
static bool read_value(struct arena *arena, const json_t *value,
		       const char **text, const char **error)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		*text = arena_copy(arena, json_string_value(value),
				   json_string_length(value));
		return true;
	case JSON_INTEGER:
		*text = arena_print(arena, "%" JSON_INTEGER_FORMAT,
				    json_integer_value(value));
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

static bool read_field(struct arena *arena, const json_t *value,
		       struct json_field *field, const char **error)
{
	bool is_list = json_is_array(value);
	size_t count = is_list ? json_array_size(value) : 1;
	const char **texts = arena_take_array(arena, count, sizeof(*texts));

	field->kind = kind_of(value);
	field->texts = texts;
	field->count = count;
	for (size_t i = 0; i < count; i++) {
		const json_t *one = is_list ? json_array_get(value, i) : value;
		const char *wrong = "cannot be read";

		if (read_value(arena, one, &texts[i], &wrong))
			continue;
		*error = arena_print(arena, "'%s' %s", field->name, wrong);
		return false;
	}
	return true;
}

static bool read_fields(struct arena *arena, json_t *object,
			struct json_request *request, const char **error)
{
	struct json_field *fields = arena_take_array(
		arena, json_object_size(object), sizeof(*fields));
	const char *name;
	json_t *value;

	request->fields = fields;
	request->count = 0;
	json_object_foreach(object, name, value)
	{
		struct json_field *field = &fields[request->count++];

		field->name = arena_copy(arena, name, strlen(name));
		if (!read_field(arena, value, field, error))
			return false;
	}
	return true;
}

bool json_reader_object(struct arena *arena, struct slice text,
			struct json_request *request, const char **error)
{
	json_error_t wrong;
	json_t *object = json_loadb(text.text, text.length,
				    JSON_REJECT_DUPLICATES, &wrong);
	bool is_read = false;

	*request = (struct json_request){ NULL, 0 };
	if (!object)
		*error = arena_print(arena, "this is no JSON object: %s",
				     wrong.text);
	else if (!json_is_object(object))
		*error = "this is no JSON object: write {\"do\": …}";
	else
		is_read = read_fields(arena, object, request, error);
	json_decref(object);
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

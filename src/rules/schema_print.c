/*
 * Records back into YAML: fixed order of keys, one spelling of every value,
 * defaults left out (or spelled out where asked), so that equal programmes are
 * equal bytes and the text loads back to the same record. A key that a later
 * release adds changes no text that does not use it.
 */
#include "rules/schema.h"

#include <string.h>

#include "base/utf8.h"

static bool is_plain_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
	       byte == '.';
}

/* A word that YAML reads as it stands. */
static bool is_plain(struct slice value)
{
	if (value.length == 0 || value.text[0] == '-' || value.text[0] == '.')
		return false;
	for (size_t i = 0; i < value.length; i++) {
		if (!is_plain_byte(value.text[i]))
			return false;
	}
	return true;
}

/* Controls and what an editor hides are written as escapes. */
static void add_escaped(struct text *text, uint32_t code_point)
{
	if (code_point == '"' || code_point == '\\') {
		text_add_char(text, '\\');
		text_add_char(text, (char)code_point);
	} else if (code_point > 0xFFFF) {
		text_add_format(text, "\\U%08X", (unsigned)code_point);
	} else {
		text_add_format(text, "\\u%04X", (unsigned)code_point);
	}
}

static bool must_escape(uint32_t code_point)
{
	return code_point == '"' || code_point == '\\' ||
	       code_point == 0x2028 || code_point == 0x2029 ||
	       (code_point >= 0xFFFE && (code_point & 0xFFFE) == 0xFFFE) ||
	       utf8_is_control(code_point) || utf8_is_invisible(code_point);
}

void schema_add_quoted(struct text *text, struct slice value)
{
	if (is_plain(value)) {
		text_add_slice(text, value);
		return;
	}
	text_add_char(text, '"');
	while (value.length > 0) {
		uint32_t code_point;
		size_t length = utf8_decode(value, &code_point);
		if (length == 0)
			break;
		if (must_escape(code_point))
			add_escaped(text, code_point);
		else
			text_add_bytes(text, value.text, length);
		value = slice_from_offset(value, length);
	}
	text_add_char(text, '"');
}

static void add_name(struct schema_printer *printer, struct slice name)
{
	size_t indent = printer->indent;
	if (printer->begins_entry) {
		text_add_repeat(printer->text, ' ', indent - 2);
		text_add(printer->text, "- ");
		printer->begins_entry = false;
	} else {
		text_add_repeat(printer->text, ' ', indent);
	}
	schema_add_quoted(printer->text, name);
	text_add_char(printer->text, ':');
}

void schema_print_value(struct schema_printer *printer, struct slice name,
			struct slice value)
{
	add_name(printer, name);
	text_add_char(printer->text, ' ');
	text_add_slice(printer->text, value);
	text_add_char(printer->text, '\n');
}

void schema_print_heading(struct schema_printer *printer, struct slice name)
{
	add_name(printer, name);
	text_add_char(printer->text, '\n');
}

void schema_print_entry(const struct schema_printer *printer,
			const struct schema_map *map, const void *record)
{
	struct schema_printer inner = *printer;
	inner.indent += 4;
	inner.begins_entry = true;
	schema_print(&inner, map, record);
}

/* False for what has no meaning here, or was not given and has no default. */
static bool is_printed(const struct schema_key *key, const void *record)
{
	if ((key->flags & SCHEMA_UNPRINTED) != 0 ||
	    (key->applies != NULL && !key->applies(record)))
		return false;
	if (key->given == 0 || key->fallback != NULL)
		return true;
	bool given;
	memcpy(&given, (const char *)record + key->given, sizeof(given));
	return given;
}

/* What a line says behind `name: `; nothing where there are several. */
static struct slice value_of(struct slice line)
{
	struct slice rest;
	struct slice value;
	(void)slice_cut(slice_cut(line, '\n', &rest), ':', &value);
	return rest.length == 0 ? slice_trim(value) : rest;
}

/* Prints a key that has a default aside, and keeps it when it says something
 * else. */
static void print_unless_default(struct schema_printer *printer,
				 const struct schema_key *key,
				 const void *field)
{
	struct text line;
	struct schema_printer aside = *printer;
	text_init(&line, printer->text->arena);
	aside.text = &line;
	key->type->print(&aside, key, field);
	if (slice_is(value_of(text_slice(&line)), key->fallback))
		return;
	text_add_slice(printer->text, text_slice(&line));
	printer->begins_entry = aside.begins_entry;
}

void schema_print(struct schema_printer *printer, const struct schema_map *map,
		  const void *record)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct schema_key *key = &map->keys[i];
		const void *field = (const char *)record + key->offset;
		if (!is_printed(key, record))
			continue;
		if (key->fallback == NULL || printer->defaults)
			key->type->print(printer, key, field);
		else
			print_unless_default(printer, key, field);
	}
}

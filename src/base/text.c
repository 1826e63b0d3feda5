/*
 * A growing string. The space doubles; the byte behind the last one is
 * always a terminator. Everything appended goes through text_add_bytes.
 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/bug.h"

enum {
	FIRST_CAPACITY = 64,
	INTEGER_MAX = 21 /* a sign, 19 digits and one to spare */
};

void text_init(struct text *text, struct arena *arena)
{
	*text = (struct text){ arena, arena_take(arena, FIRST_CAPACITY), 0,
			       FIRST_CAPACITY };
}

void text_clear(struct text *text)
{
	text->length = 0;
	text->bytes[0] = '\0';
}

/* Room for `more` bytes and the terminator; returns where they go. */
static char *make_room(struct text *text, size_t more)
{
	size_t wanted;

	if (__builtin_add_overflow(text->length, more, &wanted) ||
	    wanted == SIZE_MAX)
		BUG("a text longer than memory");
	if (wanted >= text->capacity)
		text->bytes = arena_grow(text->arena, text->bytes, wanted + 1,
					 1, &text->capacity);
	return text->bytes + text->length;
}

void text_add_char(struct text *text, char byte)
{
	char *at = make_room(text, 1);

	at[0] = byte;
	at[1] = '\0';
	text->length++;
}

void text_add(struct text *text, const char *string)
{
	text_add_bytes(text, string, strlen(string));
}

void text_add_slice(struct text *text, struct slice s)
{
	text_add_bytes(text, s.text, s.length);
}

void text_add_bytes(struct text *text, const void *bytes, size_t length)
{
	char *at = make_room(text, length);

	if (length > 0)
		memcpy(at, bytes, length);
	at[length] = '\0';
	text->length += length;
}

void text_add_repeat(struct text *text, char byte, size_t count)
{
	char *at = make_room(text, count);

	memset(at, byte, count);
	at[count] = '\0';
	text->length += count;
}

void text_add_integer(struct text *text, int64_t value)
{
	char digits[INTEGER_MAX];
	size_t at = sizeof(digits);
	uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;

	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (value < 0)
		digits[--at] = '-';
	text_add_bytes(text, digits + at, sizeof(digits) - at);
}

void text_add_format(struct text *text, const char *format, ...)
{
	va_list arguments;
	int length;
	char *at;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		BUG("a text does not fit an int");
	at = make_room(text, (size_t)length);
	va_start(arguments, format);
	vsnprintf(at, (size_t)length + 1, format, arguments);
	va_end(arguments);
	text->length += (size_t)length;
}

struct slice text_slice(const struct text *text)
{
	return (struct slice){ text->bytes, text->length };
}

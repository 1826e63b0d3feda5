/*
 * Texts in an arena: copies and what printf makes, all terminated. A text that
 * is as long as all addresses there are is a mistake of the program, not the
 * end of its memory.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/bug.h"

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		BUG("a text is as long as all memory");
	copy = arena_take(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

struct slice arena_copy_slice(struct arena *arena, struct slice s)
{
	return (struct slice){ arena_copy(arena, s.text, s.length), s.length };
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	int length;
	char *printed;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		BUG("a text does not fit an int");
	printed = arena_take(arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(printed, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return printed;
}

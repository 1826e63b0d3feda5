/*
 * A growing string in an arena. Always terminated, so text.bytes is a C
 * string; it may hold NUL bytes all the same. Appending never fails (out of
 * memory ends the program).
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

struct text {
	struct arena *arena;
	char *bytes;
	size_t length;
	size_t capacity;
};

/* An empty text that grows in this arena. */
void text_init(struct text *text, struct arena *arena);

/* Empties it and keeps its space. */
void text_clear(struct text *text);

/* Appends one byte. */
void text_add_char(struct text *text, char byte);

/* Appends a terminated string. */
void text_add(struct text *text, const char *string);

/* Appends a slice. */
void text_add_slice(struct text *text, struct slice s);

/* Appends bytes. */
void text_add_bytes(struct text *text, const void *bytes, size_t length);

/* Appends `count` times the byte. */
void text_add_repeat(struct text *text, char byte, size_t count);

/* Appends a decimal integer. */
void text_add_integer(struct text *text, int64_t value);

/* Appends printf output. */
void text_add_format(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What has been appended so far, as a slice (valid until the next append). */
struct slice text_slice(const struct text *text);

#endif

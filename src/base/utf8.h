/*
 * Strict UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above
 * U+10FFFF) and what a terminal shows of it.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct text;

/* The length of the valid beginning; s.length when all is valid. ASCII is
 * scanned a word at a time. */
size_t utf8_valid_length(struct slice s);

/* Decodes the code point at the beginning; returns its length in bytes, 0
 * when it is empty or invalid. */
size_t utf8_decode(struct slice s, uint32_t *code_point);

/* Appends a code point. */
void utf8_add(struct text *text, uint32_t code_point);

/* Code points in a valid slice. */
size_t utf8_count(struct slice s);

/* Columns on a terminal: 0 for combining, 2 for wide (East Asian and emoji);
 * independent of the locale. */
int utf8_width(uint32_t code_point);

/* The columns of a slice; a broken byte takes one. */
size_t utf8_display_width(struct slice s);

/* The beginning of a slice that is at most so many columns wide, with what
 * combines with its last character. */
struct slice utf8_cut(struct slice s, size_t columns);

/* C0, DEL and C1 controls. */
bool utf8_is_control(uint32_t code_point);

/* Bidirectional controls, zero-width characters and the byte-order mark:
 * what must not hide in an identifier. */
bool utf8_is_invisible(uint32_t code_point);

/* Appends the bytes with controls, escapes, invisible characters and invalid
 * bytes made visible (\x1b, \u202e, \xff): what may reach a terminal. */
void utf8_add_visible(struct text *text, struct slice s);

/* Appends the bytes with invisible characters made visible and all else as it
 * is, colours too: for a stream that was laid out before. Gives how many bytes
 * were taken: a sequence that the end cuts short is left for the next call. */
size_t utf8_add_shown(struct text *text, struct slice s);

#endif

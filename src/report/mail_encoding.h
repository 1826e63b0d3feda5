/*
 * The two encodings of MIME bodies (RFC 2045, 6.7 and 6.8).
 */
#ifndef REPORT_MAIL_ENCODING_H
#define REPORT_MAIL_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct text;

/* Appends the bytes in base64, in lines of `width` characters, each with its
 * end; width 0: one line without end. */
void mail_add_base64(struct text *text, struct slice bytes, size_t width);

/* Appends a text in quoted-printable: lines of at most 76 characters, soft
 * breaks where they are cut, the text's own line ends kept. */
void mail_add_quoted(struct text *text, struct slice body);

/* True when quoted-printable is the shorter and still readable one: few bytes
 * need quoting. */
bool mail_is_mostly_ascii(struct slice body);

#endif

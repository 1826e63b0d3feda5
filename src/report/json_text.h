/*
 * Writing JSON by hand, streaming (RFC 8259): enough for rows and for the
 * diagnostics of `check`. Reading JSON is jansson's business.
 */
#ifndef REPORT_JSON_TEXT_H
#define REPORT_JSON_TEXT_H

#include "base/slice.h"

struct cell;
struct column;
struct sink;

/* A string with its quotes; control characters and quotes escaped, bytes that
 * are not UTF-8 replaced by U+FFFD. */
void json_text_add(struct sink *sink, struct slice text);

/* `{"column":value,…}` of one row: counts as numbers; points, money and other
 * exact decimals as strings with their fixed scale; nothing as null. */
void json_text_add_row(struct sink *sink, const struct column *columns,
		       const struct cell *cells, size_t count);

#endif

/*
 * A line of the journal out of what a command was given: date and keyword,
 * operands, and the attributes that every recorded event gets (--store,
 * --staff, --with, POINTBOOK_ADD). It need not be canonical; it is read and
 * printed again before it is written.
 */
#ifndef CMD_EVENT_LINE_H
#define CMD_EVENT_LINE_H

#include <stdbool.h>

#include "base/slice.h"

struct session;
struct text;

/* Appends the command's day. */
void event_line_begin_day(struct text *line, const struct session *session);

/* Appends `DATE keyword` of the command's day. */
void event_line_begin(struct text *line, const struct session *session,
		      const char *keyword);

/* Appends a word; what is none (it holds blanks, quotes, `;` or controls) is
 * quoted, so that it can neither be read as further words nor end the line:
 * the parser refuses it where a word must stand. */
void event_line_add_word(struct text *line, struct slice word);

/* Appends a text in quotes. */
void event_line_add_text(struct text *line, struct slice text);

/* Appends `key:value`, quoted where it must be. */
void event_line_add_value(struct text *line, const char *key,
			  struct slice value);

/* Appends an amount of money, `12.50` or `12.50 EUR`; without a currency it is
 * the programme's. */
void event_line_add_money(struct text *line, struct session *session,
			  struct slice amount);

/* What POINTBOOK_ADD says of a key, empty when nothing. */
struct slice event_line_standing(const char *key);

/* Appends the attributes, `^reference` unless that is empty, and the line's
 * end. */
void event_line_finish(struct text *line, struct session *session,
		       struct slice reference);

#endif

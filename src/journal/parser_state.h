/*
 * What the parts of the parser share: the source being read and the line
 * within it. Private to parser*.c.
 *
 * One line is read into `event`; its attributes and further points are
 * appended to the journal's arrays at once and taken back when the line turns
 * out to be wrong. `token` is always the next token that nobody took yet.
 */
#ifndef JOURNAL_PARSER_STATE_H
#define JOURNAL_PARSER_STATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "journal/grammar.h"
#include "journal/journal.h"
#include "journal/lexer.h"
#include "journal/vocabulary.h"

enum {
	ID_CHARACTERS_MAX = 64,
	REFERENCE_CHARACTERS_MAX = 160,
	LINE_ERRORS_MAX = 8,       /* then the next line is read */
	SOURCE_ERRORS_MAX = 10000, /* then the source is given up */
	WARNINGS_MAX = 1000,       /* then they are only counted */
	DATE_LENGTH = 10,
	UNITS_LIMIT = UINT8_MAX + 1, /* the default counts, too */
	SHORT_DIGITS = 10,           /* bytes of a number that certainly fits */
	AWAITED_MAX = 64 /* members that are given numbers at once */
};

struct parser {
	struct journal *journal;
	struct source *source;
	uint16_t number; /* of the source in the journal */
	struct diagnostics *diagnostics;
	struct vocabulary keywords;
	struct vocabulary keys;
	struct day day; /* the latest date read, and its text */
	char day_text[DATE_LENGTH];
	char currency_text[3]; /* the latest currency read */
	uint8_t currency;
	struct slice unit_text; /* the latest unit of points read */
	uint8_t unit;
	struct slice head; /* date and keyword of the line before, or empty */
	uint8_t kind;      /* its directive */
	struct slice awaited[AWAITED_MAX]; /* members without a number yet */
	uint32_t awaiting[AWAITED_MAX];    /* and their events */
	size_t awaited_count;
	size_t plain_until; /* offset up to which all is plain ASCII */
	size_t errors;      /* of the source */
	size_t unreferenced;
	bool in_conflict;  /* a conflict marker was reported */
	atomic_bool *stop; /* of a source's parts: one has complained; NULL */
	/* the line */
	struct slice line;
	struct lexer lexer;
	struct token token;
	size_t line_errors;
	bool plain;                 /* the line is printable ASCII */
	struct event *event;        /* the next one of the journal */
	struct slice member;        /* -> event.member, in number_members */
	const struct operand *slot; /* the next operand of the row */
	bool slot_begun;            /* it has taken something */
	uint64_t keys_seen;
	uint32_t last_rank; /* of the latest attribute */
	bool unordered;     /* attributes are not in canonical order */
	int finest; /* most digits behind the point among amounts that are
		     * to be checked against the currency */
};

/* Parses lines of the source; what is left behind the last newline. In
 * parser.c. */
struct slice parser_take_lines(struct parser *parser, struct slice lines);

/* The number of a line's second member; the first one gets its own before. In
 * parser.c. */
uint32_t parser_number_other(struct parser *parser, struct slice id);

/* A parser at the beginning of a source that is in the journal's list. In
 * parser.c. */
void parser_init(struct parser *parser, struct journal *journal, size_t number,
		 struct diagnostics *diagnostics);

/* Parses the latest sources of the journal's list, from the first on, in so
 * many parts at a time. False, and nothing happened, when something is to be
 * complained about, or when `alone` and one of them has include lines. In
 * parser_parts.c. */
bool parser_take_parts(struct journal *journal, size_t first, size_t count,
		       bool alone);

/* In parser_complaint.c: */

/* Complains about a part of the line; the line will give no event. */
struct diagnostic *parser_complain(struct parser *parser, enum diagnostic_id id,
				   struct slice part, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Adds the fix to a complaint. */
void parser_advise(struct parser *parser, struct diagnostic *to,
		   const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A part of the line for a message: terminated, cut to a moderate length. */
const char *parser_shown(struct parser *parser, struct slice part);

/* Looks closer at the next token: complains when it is malformed, ends the
 * line when it is or when there were too many errors. */
void parser_settle(struct parser *parser);

/* Takes the next token into parser->token. */
static inline void parser_advance(struct parser *parser)
{
	lexer_next(&parser->lexer, &parser->token);
	if (!parser->plain || parser->line_errors > 0 ||
	    parser->token.kind == TOKEN_BAD)
		parser_settle(parser);
}

/* Gives up the rest of the line. */
void parser_give_up(struct parser *parser);

/* The date, if there is one, and the keyword, in parser_head.c: sets day,
 * minute and kind of the event, and the first slot. */
bool parser_take_head(struct parser *parser);

/* The current token as an operand, in parser_operand.c; takes it. */
void parser_take_operand(struct parser *parser);

/* The same for the rarer operands, in parser_special.c. */
void parser_take_special(struct parser *parser);

/* Complains about operands that are still missing at the line's end. */
void parser_finish_operands(struct parser *parser);

/* True when the current attribute token is an operand here all the same. */
bool parser_wants_word(const struct parser *parser);

/* The current token as an attribute, in parser_attribute.c; takes it. */
void parser_take_attribute(struct parser *parser);

/* The current token as a tag; takes it. */
void parser_take_tag(struct parser *parser);

/* Appends an attribute whose value is a part of the line. */
void parser_add_attribute(struct parser *parser, uint32_t key,
			  struct slice value);

/* Sorts the line's attributes and checks what needs the whole line. */
void parser_finish_attributes(struct parser *parser);

/* Values, in parser_value.c. Each complains about `part` and returns false
 * when it is malformed. */

/* An identifier of at most `limit` characters, looked at byte by byte. */
bool parser_check_strange_id(struct parser *parser, struct slice part,
			     size_t limit, enum diagnostic_id id);

/* An identifier of at most `limit` characters, a part of the current token.
 * One the lexer has seen to be a word of plain ASCII needs no closer look. */
static inline bool parser_check_id(struct parser *parser, struct slice part,
				   size_t limit, enum diagnostic_id id)
{
	if (parser->plain && parser->token.detail == 0 && part.length > 0 &&
	    part.length <= limit && *part.text > '.')
		return true;
	return parser_check_strange_id(parser, part, limit, id);
}

/* Complains about blanks of Unicode in the current token, where it is bare;
 * ends the line then. */
void parser_check_blanks(struct parser *parser);

/* An unsigned decimal of any form. */
bool parser_read_long_decimal(struct parser *parser, struct slice part,
			      enum diagnostic_id id, struct decimal *value);

/* An unsigned decimal; the common case, few digits, needs no call. */
static inline bool parser_read_decimal(struct parser *parser, struct slice part,
				       enum diagnostic_id id,
				       struct decimal *value)
{
	const char *at = part.text;
	const char *end = at + part.length;
	int64_t mantissa = 0;
	int scale = 0;

	if (part.length == 0 || part.length > SHORT_DIGITS || *at == '.' ||
	    end[-1] == '.')
		return parser_read_long_decimal(parser, part, id, value);
	for (; at < end && (unsigned char)(*at - '0') < 10; at++)
		mantissa = mantissa * 10 + (*at - '0');
	if (at < end && *at == '.')
		for (at++; at < end && (unsigned char)(*at - '0') < 10; at++) {
			mantissa = mantissa * 10 + (*at - '0');
			scale++;
		}
	if (at < end)
		return parser_read_long_decimal(parser, part, id, value);
	value->mantissa = mantissa;
	value->scale = scale;
	return true;
}

/* A day. */
bool parser_read_day(struct parser *parser, struct slice part, struct day *day);

/* The amount of a decimal in a currency, given by its code. */
bool parser_read_money(struct parser *parser, struct slice number,
		       struct slice code, int64_t *amount, uint8_t *currency);

/* True when it looks like a currency: three capital letters. */
bool parser_is_currency(struct slice part);

/* YYYY-MM and a real month. */
bool parser_is_month(struct slice part);

/* A period: 2026, 2026-Q3, 2026-10, 2026-10-03, or two joined by `..`. */
bool parser_is_period(struct slice part);

#endif

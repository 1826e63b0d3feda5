/*
 * What each directive is made of: its operands in order, as one row of a
 * table. The parser walks the row to read a line, the printer to write it,
 * and messages to say what is missing. Attributes, tags and the reference
 * are recognised by their form and may stand anywhere.
 */
#ifndef JOURNAL_GRAMMAR_H
#define JOURNAL_GRAMMAR_H

#include <stdbool.h>
#include <stdint.h>

#include "journal/journal.h"

struct text;

enum operand_kind {
	OPERAND_NONE,          /* the row ends */
	OPERAND_MEMBER,        /* -> event.member */
	OPERAND_MEMBER_OR_ALL, /* the same, or * */
	OPERAND_OTHER,         /* a second member -> event.operand */
	OPERAND_INTO,          /* into:MEMBER -> event.operand, KEY_INTO */
	OPERAND_WORD,          /* reward, action … -> event.operand */
	OPERAND_STATUS,        /* active, blocked … -> event.operand */
	OPERAND_TARGET,        /* a reference -> event.operand */
	OPERAND_MONEY,         /* -> event.money, currency */
	OPERAND_POINTS,        /* signed -> quantities */
	OPERAND_COUNT,         /* signed whole number -> points */
	OPERAND_BALANCE,       /* unsigned or - -> points */
	OPERAND_UNIT,          /* -> event.unit */
	OPERAND_TEXT,          /* "…" -> KEY_WHY */
	OPERAND_PATH,          /* "…" or bare -> KEY_PATH */
	OPERAND_PERIOD,        /* -> KEY_PERIOD */
	OPERAND_SUBJECT,       /* -> KEY_SUBJECT */
	OPERAND_VINTAGE,       /* -> KEY_VINTAGE */
	OPERAND_RATE,          /* -> KEY_RATE */
	OPERAND_CONSENT        /* +channel -> KEY_CONSENT */
};

enum {
	OPERAND_OPTIONAL = 1,
	OPERAND_MANY = 2,  /* one or more (with OPTIONAL: none or more) */
	OPERAND_PLUS = 4,  /* points not below zero */
	OPERAND_MINUS = 8, /* points not above zero */
	OPERAND_SLOTS = 5  /* operands of the longest row, and its end */
};

struct operand {
	uint8_t kind; /* enum operand_kind */
	uint8_t flags;
	const char *name; /* as the manual writes it: MEMBER */
};

/* The row of a directive, ended by OPERAND_NONE. */
const struct operand *grammar_of(enum event_kind kind);

/* True when the known attribute has a meaning on that directive. */
bool grammar_allows(enum event_kind kind, enum attribute_key key);

/* True when the known attribute may stand several times on a line. */
bool grammar_repeats(enum attribute_key key);

/* Appends the usage: `purchase MEMBER [MONEY] [POINTS …]`. */
void grammar_add_usage(struct text *text, enum event_kind kind);

#endif

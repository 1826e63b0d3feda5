/*
 * The words of the language, for fast look-up: directives by keyword,
 * attributes by name. Built once a source from the tables; a few hundred
 * nanoseconds.
 */
#ifndef JOURNAL_VOCABULARY_H
#define JOURNAL_VOCABULARY_H

#include <stdint.h>

#include "base/intern_head.h"
#include "base/slice.h"

enum {
	VOCABULARY_SLOTS = 128, /* a power of two, more than twice the words */
	VOCABULARY_NONE = 255
};

struct vocabulary {
	struct intern_head words[VOCABULARY_SLOTS]; /* all zero: none */
	uint8_t numbers[VOCABULARY_SLOTS];          /* enum event_kind or key */
};

/* The keywords of all directives. */
void vocabulary_init_directives(struct vocabulary *vocabulary);

/* The names of all attributes. */
void vocabulary_init_attributes(struct vocabulary *vocabulary);

/* The number of a word, VOCABULARY_NONE when it is not in it. */
unsigned vocabulary_find(const struct vocabulary *vocabulary,
			 struct slice word);

#endif

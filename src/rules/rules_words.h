/*
 * The pieces of sentences about rules: amounts, spans, lists, seasons,
 * conditions, limits.
 */
#ifndef RULES_RULES_WORDS_H
#define RULES_RULES_WORDS_H

#include "base/text.h"
#include "rules/program.h"

/* What is being put into words, and where to. */
struct rules_words {
	struct text *text;
	const struct programs *programs;
	const struct program *program;
	struct day day; /* DAY_NONE: any */
};

/* `1 point`, `12 points`, `1.5 points`. */
void rules_words_add_points(const struct rules_words *words, int unit,
			    int64_t amount);

/* `2.50 EUR`. */
void rules_words_add_money(const struct rules_words *words, int64_t amount);

/* `12 months`, `1 day`. */
void rules_words_add_span(const struct rules_words *words, struct span span);

/* `a`, `a or b`, `a, b or c`. */
void rules_words_add_matchers(const struct rules_words *words,
			      const struct matchers *matchers);

/* ` from 2026-01-01`, ` until …`, both, or nothing. */
void rules_words_add_season(const struct rules_words *words, struct day from,
			    struct day until);

/* ` on beans at north on Tuesdays …`, or nothing. */
void rules_words_add_condition(const struct rules_words *words,
			       const struct condition *condition);

/* `; at most 200 points a month`, or nothing. */
void rules_words_add_limit(const struct rules_words *words,
			   const struct limit *limit, int unit);

/* True when the day shown lies in the season, or no day is asked. */
bool rules_words_are_in_season(const struct rules_words *words, struct day from,
			       struct day until);

#endif

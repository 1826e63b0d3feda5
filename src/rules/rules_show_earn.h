/*
 * How points are earned, in words.
 */
#ifndef RULES_RULES_SHOW_EARN_H
#define RULES_RULES_SHOW_EARN_H

#include "rules/rules_words.h"

/* Appends the rules in season and what holds for all of them. */
void rules_show_earn(const struct rules_words *words);

#endif

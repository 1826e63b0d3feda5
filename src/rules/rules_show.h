/*
 * A programme as text: in words that a customer could read, and as canonical
 * YAML for seals.
 */
#ifndef RULES_RULES_SHOW_H
#define RULES_RULES_SHOW_H

#include "base/day.h"
#include "base/text.h"
#include "rules/program.h"

/*
 * Appends what is in force on the day, in words: earning, levels, rewards,
 * expiry, refunds. Rules and rewards out of season that day are left out;
 * DAY_NONE shows them all. What only the shop's books need is not in it.
 */
void rules_show_words(struct text *text, const struct programs *programs,
		      const struct program *program, struct day day);

/*
 * Appends all that has a meaning as YAML that loads back to the same
 * programme: fixed order, one spelling for each value; without comments and
 * examples. Equal programmes give equal bytes. What is as it is by default is
 * left out, so that the text of a file, and the seals on it, stay the same
 * when a release adds keys; with `defaults` it is spelled out.
 */
void rules_show_canonical(struct text *text, const struct programs *programs,
			  const struct program *program, bool defaults);

#endif

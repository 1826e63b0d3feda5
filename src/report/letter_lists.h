/*
 * The lists of a letter: accounts, movements, lots, rewards and requests.
 */
#ifndef REPORT_LETTER_LISTS_H
#define REPORT_LETTER_LISTS_H

#include <stdint.h>

struct letters;
struct template_value;

/* Fills accounts, movements, lots, rewards, near and requests. */
void letter_lists_fill(struct letters *letters, uint32_t member,
		       struct template_value *values);

#endif

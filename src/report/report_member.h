/*
 * One member's card: who, tier and way to the next, balances, what expires
 * when, rewards within reach, last events.
 */
#ifndef REPORT_REPORT_MEMBER_H
#define REPORT_REPORT_MEMBER_H

#include <stdint.h>

struct report_scope;
struct sheet;

/* Adds the card's sections to the page. The book must have been replayed with
 * postings. */
void report_member_add(const struct report_scope *scope, struct sheet *sheet,
		       uint32_t member);

#endif

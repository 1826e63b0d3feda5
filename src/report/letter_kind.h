/*
 * The kinds of letters: whom each is for, how far it looks, and in which
 * period a member gets it once. One row a kind; a template of the shop's own
 * name is the last row's kind.
 */
#ifndef REPORT_LETTER_KIND_H
#define REPORT_LETTER_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct letters;
struct report_scope;

/* How often a member gets one; also what the letter is about. */
enum letter_once {
	ONCE_LAST_MONTH, /* the month before today's; the figures are its */
	ONCE_MONTH,      /* today's month */
	ONCE_OCCASION    /* once for the year of the occasion */
};

struct letter_question {
	const struct report_scope *scope;
	const struct letters *letters;
	uint32_t member;
	int days; /* how far to look */
};

struct letter_kind {
	const char *name; /* of the template; NULL: any other */
	enum letter_once once;
	int days; /* how far it looks where --within is not given */
	/* True when the letter is for the member; *occasion is its day, where
	 * there is one. */
	bool (*is_due)(const struct letter_question *question,
		       struct day *occasion);
	const char *summary;
};

/* The kind of a template's name; never NULL. */
const struct letter_kind *letter_kind_find(struct slice name);

/* The nth kind that has a name, NULL behind the last. */
const struct letter_kind *letter_kind_list(size_t nth);

#endif

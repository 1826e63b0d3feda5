/*
 * Expiries as lines of the journal. An expiry follows from the book whether
 * it is written or not; written down it is on record, and moves nothing.
 */
#ifndef EXCHANGE_EXPIRY_LINE_H
#define EXCHANGE_EXPIRY_LINE_H

#include <stddef.h>

#include "base/day.h"

struct book;
struct text;

/*
 * Appends `DAY expire MEMBER -POINTS ^expire-MEMBER-UNIT-DAY`, each with its
 * end, for all expiries after the day (DAY_NONE: ever) to the book's day that
 * no line records; gives how many. The book has its postings. Points that
 * came back past their last day are not among them: they expire with what
 * brought them back.
 */
size_t expiry_line_add_all(struct text *lines, const struct book *book,
			   struct day after);

#endif

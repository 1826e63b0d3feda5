/*
 * Whose personal data the rules no longer allow to keep.
 */
#ifndef INSIGHT_KEPT_DATA_H
#define INSIGHT_KEPT_DATA_H

#include <stdint.h>

#include "base/day.h"

struct book;

/* The day after which the data of a member should be erased: the rules' `retain`
 * of the book's day after the last activity, or after joining without any;
 * DAY_NEVER when they say nothing, or nothing of the member is kept. */
struct day kept_data_until(const struct book *book, uint32_t member);

#endif

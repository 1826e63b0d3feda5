/*
 * Who was a member when, and how the members of a period grew: the figures of
 * `report enrolment`.
 */
#ifndef INSIGHT_MEMBERSHIP_H
#define INSIGHT_MEMBERSHIP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "engine/book.h"
#include "query/period.h"

struct sample;

enum {
	/* A member who buys within so many days of joining is activated. */
	MEMBERSHIP_ACTIVATION_DAYS = 30,
	/* One is active at an end who bought in so many days to it. */
	MEMBERSHIP_ACTIVE_DAYS = 90
};

struct enrolment {
	int64_t at_start; /* enrolled the day before the period */
	int64_t joined;
	int64_t left; /* net of those who came back */
	int64_t at_end;
	int64_t lately;      /* of them: active at the end */
	int64_t referred;    /* of the joined */
	int64_t activated;   /* of the joined */
	int64_t bought;      /* of the joined, so far */
	struct decimal wait; /* their median days to the first purchase */
};

/* The status a member had at the close of a day, as its lines say;
 * MEMBER_UNKNOWN before it joined. */
enum member_status membership_status(const struct book *book, uint32_t member,
				     struct day day);

/* True when the member had joined by the close of the day, and was neither
 * closed nor erased. */
bool membership_on(const struct book *book, uint32_t member, struct day day);

/* True when the member bought within MEMBERSHIP_ACTIVATION_DAYS of joining, or
 * before. */
bool membership_is_activated(const struct member *member);

/* Counts the members of a sample in each of the periods, whatever its own is; in
 * the arena. */
const struct enrolment *membership_count(const struct sample *sample,
					 const struct period *periods,
					 size_t count);

#endif

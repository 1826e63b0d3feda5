/*
 * Members who brought others, and what became of it.
 */
#ifndef INSIGHT_REFERRALS_H
#define INSIGHT_REFERRALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sample;

struct referrer {
	uint32_t member;
	int64_t referred;  /* who joined in the period by this member */
	int64_t completed; /* of them: the rules' condition came true; without
			    * a rule for referrals, they bought */
	int64_t spend;     /* what they spent to the book's day, minor units */
};

struct referrals {
	struct referrer *list; /* most completed first, then referred, by id */
	size_t count;
	int64_t referred, completed, spend;
	int64_t members; /* at the end of the period */
	bool is_inexact; /* the spend is over 64 bits */
};

/* Those of a sample, which chooses who was brought; in its arena. */
struct referrals referrals_count(const struct sample *sample);

#endif

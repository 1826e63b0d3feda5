/*
 * What a redemption was worth to the member, and what it cost the shop, as the
 * rules of its day say.
 */
#ifndef INSIGHT_REWARD_WORTH_H
#define INSIGHT_REWARD_WORTH_H

#include <stdbool.h>
#include <stdint.h>

struct book;
struct redemption;

/* True when it was applied and not rejected, cancelled or expired. */
bool reward_worth_counts(const struct book *book,
			 const struct redemption *redemption);

/* The money of a payment, else the reward's value, in minor units; -1 when
 * nothing says. */
int64_t reward_worth_value(const struct book *book,
			   const struct redemption *redemption);

/* The reward's cost-price; of a reward without one, and of a payment, its
 * value; -1 when nothing says. */
int64_t reward_worth_cost(const struct book *book,
			  const struct redemption *redemption);

#endif

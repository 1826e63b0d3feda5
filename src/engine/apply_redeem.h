/*
 * What refunds and voids need of redemptions.
 */
#ifndef ENGINE_APPLY_REDEEM_H
#define ENGINE_APPLY_REDEEM_H

#include <stdbool.h>
#include <stdint.h>

struct redemption;
struct replay;

/* The redemption of a redeem or request event. */
struct redemption *redeem_of(struct replay *r, uint32_t event);

/* True when its points are taken at this moment: fulfilled, not ended. */
bool redeem_is_taken(const struct replay *r, uint32_t redemption);

/* Gives points of the redemption back to their lots, because of `event`. */
void redeem_return(struct replay *r, uint32_t target, uint32_t event,
		   int64_t points);

#endif

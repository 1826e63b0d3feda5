/*
 * Until when points live: the last usable day that an expiry rule gives.
 */
#ifndef ENGINE_EXPIRY_H
#define ENGINE_EXPIRY_H

#include <stdbool.h>

#include "base/day.h"
#include "rules/program.h"

/*
 * The last usable day of points that become usable on `usable`, under the
 * rule (NULL: never, DAY_NEVER). For inactivity rules *sliding is set, and
 * the day is the one that holds when no activity follows.
 */
struct day expiry_last_day(const struct expiry_rule *rule, struct day usable,
			   bool *sliding);

#endif

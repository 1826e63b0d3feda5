/*
 * The types of values that only a programme has: units, points, money, tier
 * levels, hours … Reading needs to know the programme so far (its units, its
 * currency, its levels): the context below, which the reader carries.
 */
#ifndef RULES_PROGRAM_TYPES_H
#define RULES_PROGRAM_TYPES_H

#include "rules/program.h"
#include "rules/schema.h"

/* What the types need to know while reading. */
struct program_context {
	struct programs *programs;
	struct program *program;
	int unit;           /* of the entry being read */
	bool levels_failed; /* so an unknown level is no second complaint */
};

/* And while printing. */
struct program_view {
	const struct programs *programs;
	const struct program *program;
	int unit;
};

/* uint8_t: a currency of ISO 4217. */
extern const struct schema_type program_currency;
/* int: a unit of this file; the empty fallback is the first. Points behind
 * it in the same entry are of this unit. */
extern const struct schema_type program_unit;
/* int: the same, -1 when not given. */
extern const struct schema_type program_any_unit;
/* int64_t: points of the entry's unit, of the first unit; 0 not given. */
extern const struct schema_type program_points;
extern const struct schema_type program_first_points;
/* int64_t: money in minor units; -1 when not given; or left as it is. */
extern const struct schema_type program_money;
extern const struct schema_type program_money_shared;
/* int64_t: a whole number of at least 1; 0 when not given. */
extern const struct schema_type program_times;
/* struct slice: the name of a level of this file. */
extern const struct schema_type program_level;
/* int64_t[UNITS_MAX], struct decimal[UNITS_MAX]: a value for each unit, or
 * one for the first; 0 or mantissa -1 when not given. */
extern const struct schema_type program_unit_points;
extern const struct schema_type program_unit_decimals;
extern const struct schema_type program_unit_percents;
/* struct named_text *, with a count: a map of texts; with choices only those
 * keys. */
extern const struct schema_type program_texts;
extern const struct schema_type program_percent_texts;

/* Fields of struct program. */
extern const struct schema_type program_units;
extern const struct schema_type program_country;
extern const struct schema_type program_member_id;
extern const struct schema_type program_duplicates;
extern const struct schema_type program_categories;
/* Fields of struct condition. */
extern const struct schema_type program_weekdays;
extern const struct schema_type program_hours;
extern const struct schema_type program_levels;
extern const struct schema_type program_member;
/* Fields of struct earn_rule. */
extern const struct schema_type program_within;
/* Fields of struct expiry_rule. */
extern const struct schema_type program_activity;
extern const struct schema_type program_month_day;
/* Fields of struct tiers and struct level. */
extern const struct schema_type program_window;
extern const struct schema_type program_threshold;
/* Of struct experiment: arms. */
extern const struct schema_type program_arms;
/* Of struct rules_test: time of day, expected points. */
extern const struct schema_type program_time;
extern const struct schema_type program_expect;

/* The unit of this file by name, or -1. */
int program_types_find_unit(const struct program_context *context,
			    struct slice name);

#endif

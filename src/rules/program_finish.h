/*
 * What only a whole record tells: its place, its kind, and whether its keys
 * go together. Called by the reader behind the keys of each record (struct
 * schema_map.finish); node is NULL when the file does not have it.
 */
#ifndef RULES_PROGRAM_FINISH_H
#define RULES_PROGRAM_FINISH_H

#include "rules/schema.h"

/* struct limit: points or times, not both, above 0. */
void program_finish_limit(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);

/* struct earn_rule: its trigger and kind, and no key that belongs to another. */
void program_finish_earn(struct schema_reader *reader,
			 const struct yaml_tree *node, void *record);

/* struct expiry_rule: exactly one kind. */
void program_finish_expiry(struct schema_reader *reader,
			   const struct yaml_tree *node, void *record);

/* The same inside a level, for every unit. */
void program_finish_level_expiry(struct schema_reader *reader,
				 const struct yaml_tree *node, void *record);

/* struct level: its place, its multiplier when it has none. */
void program_finish_level(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);

/* struct tiers: levels from the lowest up, the lowest at 0, all distinct. */
void program_finish_tiers(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);

/* struct reward: the keys of its kind, and a payment whose steps work out. */
void program_finish_reward(struct schema_reader *reader,
			   const struct yaml_tree *node, void *record);

/* struct refunds: there is always a last day. */
void program_finish_refunds(struct schema_reader *reader,
			    const struct yaml_tree *node, void *record);

/* struct staff: its place. */
void program_finish_staff(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);

/* struct partner: its place. */
void program_finish_partner(struct schema_reader *reader,
			    const struct yaml_tree *node, void *record);

/* struct experiment: its place, at least two arms. */
void program_finish_experiment(struct schema_reader *reader,
			       const struct yaml_tree *node, void *record);

/* struct rules_test: one kind of event. */
void program_finish_test(struct schema_reader *reader,
			 const struct yaml_tree *node, void *record);

#endif

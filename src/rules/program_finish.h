/*
 * What only a whole record tells: its place, its kind, and whether its keys
 * go together. Called by the reader behind the keys of each record (struct
 * schema_map.finish); node is NULL when the file does not have it.
 */
#ifndef RULES_PROGRAM_FINISH_H
#define RULES_PROGRAM_FINISH_H

#include "rules/schema.h"

/* Each completes its record and complains of what contradicts itself. */
void program_finish_limit(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);
void program_finish_earn(struct schema_reader *reader,
			 const struct yaml_tree *node, void *record);
void program_finish_expiry(struct schema_reader *reader,
			   const struct yaml_tree *node, void *record);
void program_finish_level_expiry(struct schema_reader *reader,
				 const struct yaml_tree *node, void *record);
void program_finish_level(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);
void program_finish_tiers(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);
void program_finish_reward(struct schema_reader *reader,
			   const struct yaml_tree *node, void *record);
void program_finish_refunds(struct schema_reader *reader,
			    const struct yaml_tree *node, void *record);
void program_finish_staff(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record);
void program_finish_partner(struct schema_reader *reader,
			    const struct yaml_tree *node, void *record);
void program_finish_experiment(struct schema_reader *reader,
			       const struct yaml_tree *node, void *record);
void program_finish_test(struct schema_reader *reader,
			 const struct yaml_tree *node, void *record);

#endif

/*
 * Complaints that parts of a programme contradict each other (rules_sense),
 * and warnings of what can never happen (rules_never).
 */
#ifndef RULES_PROGRAM_MISFIT_H
#define RULES_PROGRAM_MISFIT_H

#include "base/day.h"
#include "rules/schema.h"

/* A contradiction at a place. */
void program_misfit_say(struct schema_reader *reader, struct place at,
			const char *message);

/* A contradiction when the node has the key; the place is the key's. */
void program_misfit_key(struct schema_reader *reader,
			const struct yaml_tree *node, const char *key,
			const char *message);

/* A contradiction between two places. */
void program_misfit_twice(struct schema_reader *reader, struct place at,
			  struct place before, const char *message);

/* `until` before `from`: a contradiction at `until`. */
void program_misfit_period(struct schema_reader *reader,
			   const struct yaml_tree *node, struct day from,
			   struct day until);

/* A warning: this never happens. */
void program_misfit_never(struct schema_reader *reader, struct place at,
			  const char *message);

#endif

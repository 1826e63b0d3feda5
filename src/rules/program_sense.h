/*
 * Whether the whole of a programme makes sense: names that must be different,
 * names that must be known, days in order, and rules that can never match.
 */
#ifndef RULES_PROGRAM_SENSE_H
#define RULES_PROGRAM_SENSE_H

#include "rules/program.h"
#include "rules/schema.h"

/* Complains of contradictions and warns of what never happens; the tree is
 * the file the programme was read from. */
void program_sense_check(struct schema_reader *reader,
			 const struct program *program,
			 const struct yaml_tree *tree);

#endif

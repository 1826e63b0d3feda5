/* The few shapes in which contradictions are told; no knowledge of any. */
#include "rules/program_misfit.h"

void program_misfit_say(struct schema_reader *reader, struct place at,
			const char *message)
{
	schema_refuse_as(reader, DIAGNOSTIC_rules_sense, at, message);
}

void program_misfit_key(struct schema_reader *reader,
			const struct yaml_tree *node, const char *key,
			const char *message)
{
	const struct yaml_tree *value = yaml_tree_find(node, key);
	if (value != NULL)
		program_misfit_say(reader, value->key->at, message);
}

void program_misfit_twice(struct schema_reader *reader, struct place at,
			  struct place before, const char *message)
{
	struct diagnostic *said =
		schema_refuse_as(reader, DIAGNOSTIC_rules_sense, at, message);
	if (said != NULL)
		diagnostic_note(reader->diagnostics, said, before,
				"the first is here");
}

void program_misfit_period(struct schema_reader *reader,
			   const struct yaml_tree *node, struct day from,
			   struct day until)
{
	if (day_is_real(from) && day_is_real(until) &&
	    day_compare(until, from) < 0)
		program_misfit_key(reader, node, "until",
				   "'until' is before 'from'");
}

void program_misfit_never(struct schema_reader *reader, struct place at,
			  const char *message)
{
	diagnostic_add(reader->diagnostics, DIAGNOSTIC_rules_never, at, "%s",
		       message);
}

/*
 * Questions to one programme: its rewards, levels, segments and actions by
 * name, the expiry of a unit, the category of an item. Reading is in
 * programs.c.
 */
#include "rules/program.h"

int program_find_reward(const struct program *program, struct slice name)
{
	for (size_t i = 0; i < program->reward_count; i++) {
		if (slice_equal(program->rewards[i].name, name))
			return (int)i;
	}
	return -1;
}

int program_find_level(const struct program *program, struct slice name)
{
	for (size_t i = 0; i < program->tiers.level_count; i++) {
		if (slice_equal(program->tiers.levels[i].name, name))
			return (int)i;
	}
	return -1;
}

int program_find_segment(const struct program *program, struct slice name)
{
	for (size_t i = 0; i < program->segment_count; i++) {
		if (slice_equal(program->segments[i].name, name))
			return (int)i;
	}
	return -1;
}

bool program_has_action(const struct program *program, struct slice action)
{
	for (size_t i = 0; i < program->rule_count; i++) {
		if (program->rules[i].on == EARN_ACTION &&
		    slice_equal(program->rules[i].action, action))
			return true;
	}
	return false;
}

const struct expiry_rule *program_expiry(const struct program *program,
					 int unit, int level)
{
	if (level >= 0 && program->tiers.levels[level].has_expiry &&
	    program->tiers.levels[level].expiry.unit == unit)
		return &program->tiers.levels[level].expiry;
	const struct expiry_rule *general = NULL;
	for (size_t i = 0; i < program->expiry_count; i++) {
		if (program->expiry[i].unit == unit)
			return &program->expiry[i];
		if (program->expiry[i].unit < 0)
			general = &program->expiry[i];
	}
	return general;
}

struct slice program_category(const struct program *program,
			      struct slice category, struct slice sku,
			      bool *limit)
{
	if (category.length > 0)
		return category;
	for (size_t i = 0; i < program->category_count; i++) {
		if (matchers_match(&program->categories[i].items, sku, limit))
			return program->categories[i].name;
	}
	return (struct slice){ NULL, 0 };
}

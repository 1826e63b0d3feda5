/*
 * Goals by the names of figures, with - for _. See goals.h.
 */
#include "report/goals.h"

#include "insight/metrics.h"
#include "rules/program.h"

static bool is_named(struct slice goal, const char *figure)
{
	size_t i = 0;

	for (; i < goal.length && figure[i] != '\0'; i++) {
		bool is_dash = figure[i] == '_' && goal.text[i] == '-';

		if (!is_dash && goal.text[i] != figure[i])
			return false;
	}
	return i == goal.length && figure[i] == '\0';
}

static bool read_percent(struct slice text, struct decimal *goal)
{
	if (!slice_ends(text, "%"))
		return false;
	text.length--;
	return decimal_parse(slice_trim(text), goal) == DECIMAL_OK;
}

bool goals_find(const struct program *program, const char *figure,
		struct decimal *goal)
{
	for (size_t i = 0; i < program->goal_count; i++) {
		if (is_named(program->goals[i].name, figure))
			return read_percent(program->goals[i].value, goal);
	}
	return false;
}

static bool names_figure(struct slice goal)
{
	for (size_t i = 0; metrics_list(i); i++) {
		if (is_named(goal, metrics_list(i)->name))
			return true;
	}
	return false;
}

struct slice goals_wrong(const struct program *program)
{
	struct decimal goal;

	for (size_t i = 0; i < program->goal_count; i++) {
		if (!names_figure(program->goals[i].name) ||
		    !read_percent(program->goals[i].value, &goal))
			return program->goals[i].name;
	}
	return (struct slice){ NULL, 0 };
}

/*
 * What `check NAME` may ask for: the id of one diagnostic, or a group of them.
 */
#ifndef CMD_CHECK_NAMES_H
#define CMD_CHECK_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/slice.h"

struct check_names {
	bool wanted[DIAGNOSTIC_COUNT];
};

/* A group: its name, what it is about, and its diagnostics' ids. */
struct check_group {
	const char *name;
	const char *help;
	const char *ids; /* with a blank between */
};

/* Wants what the name says; false when it is neither group nor id. */
bool check_names_add(struct check_names *names, struct slice name);

/* The nth group, NULL behind the last. */
const struct check_group *check_names_group(size_t nth);

/* The group or id nearest to a name, empty when none is near. */
struct slice check_names_suggest(struct slice name);

#endif

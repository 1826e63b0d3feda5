/*
 * The examples of a rules file (`tests:`): each says what a purchase or a
 * bonus earns. They know no past: no limits used, no visits counted.
 */
#ifndef CMD_RULES_EXAMPLES_H
#define CMD_RULES_EXAMPLES_H

#include <stddef.h>

struct arena;
struct diagnostics;
struct program;
struct programs;

/* Runs them all; what differs is the diagnostic rules_test_failed at the
 * example, with the working as notes. Gives how many there are. */
size_t rules_examples_check(struct arena *arena,
			    const struct programs *programs,
			    const struct program *program,
			    struct diagnostics *diagnostics);

#endif

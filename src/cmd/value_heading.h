/*
 * What the commands that value points say above their tables, and what they
 * refuse: the method, the values and the rates of the rules.
 */
#ifndef CMD_VALUE_HEADING_H
#define CMD_VALUE_HEADING_H

#include <stdbool.h>

struct program;
struct session;
struct vintages;

/* False after the message, when the rules of the day the vintages have reached
 * lack a value or a rate that the method needs. */
bool value_heading_check(struct session *session,
			 const struct vintages *vintages);

/* Adds the method, and the values and rates of the units, to the heading. */
void value_heading_add(struct session *session, const struct program *program);

#endif

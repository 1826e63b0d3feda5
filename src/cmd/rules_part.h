/*
 * The parts of `pointbook rules`, each in its own file cmd_rules_NAME.c, and
 * what they share.
 */
#ifndef CMD_RULES_PART_H
#define CMD_RULES_PART_H

#include "cmd/command.h"

struct arena;
struct diagnostics;
struct programs;
struct session;
struct text;

extern const struct command cmd_rules_check;
extern const struct command cmd_rules_test;
extern const struct command cmd_rules_show;
extern const struct command cmd_rules_quote;
extern const struct command cmd_rules_edit;

/* The rules of a file named as the first operand, else those of the book.
 * What is wrong is in session->diagnostics. STATUS_FINE although something is
 * BROKEN. */
enum exit_status rules_part_load(struct session *session);

/* Appends what was found, worst first, up to --max-errors. */
void rules_part_add_findings(struct session *session, struct text *text);

#endif

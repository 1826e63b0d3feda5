/*
 * All that the tables of the program hold, one line each, for the checks of
 * the documentation and for other programs:
 *
 *	command    NAME  GROUP  SUMMARY
 *	option     COMMAND  --long  -s or -  VALUE or -  HELP
 *	diagnostic ID  SEVERITY  SUMMARY
 *	column     REPORT  NAME  TYPE  HELP
 *	field      NAME  TYPE  HELP
 *	preset     NAME
 *	example    COMMAND  ARGUMENTS
 *
 * Tabs separate; COMMAND is - for the options that many commands share.
 */
#ifndef CMD_HELP_DUMP_H
#define CMD_HELP_DUMP_H

struct arena;
struct text;

/* Appends the lines; the arena holds names meanwhile. */
void help_dump(struct text *text, struct arena *arena);

#endif

/*
 * Which program this is.
 */
#ifndef CMD_VERSION_H
#define CMD_VERSION_H

struct text;

/* Appends name and version, the licence, and what it was built with. */
void version_add(struct text *text);

#endif

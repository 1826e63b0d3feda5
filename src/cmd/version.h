/*
 * Which program this is: name, version, licence, and what it was built with.
 */
#ifndef CMD_VERSION_H
#define CMD_VERSION_H

struct text;

/* Appends name and version, the licence, and what it was built with. */
void version_add(struct text *text);

#endif

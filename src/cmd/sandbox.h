/*
 * Giving up what a command that only reads does not need: from the moment the
 * book's files are open, the process (and a pager it starts) may write nothing
 * but devices and the folder of -o, and may open no connection. A fault in
 * reading a hostile file then cannot harm the book. By Landlock, Linux 5.13
 * and later; elsewhere nothing happens.
 */
#ifndef CMD_SANDBOX_H
#define CMD_SANDBOX_H

#include <stdbool.h>

/* Enters it; `output` is the file of -o, NULL for none. The library that makes
 * workbooks needs the folder for temporary files. Nothing is said when the
 * kernel has no Landlock. */
void sandbox_enter(const char *output, bool makes_workbook);

/* The kernel's version of Landlock, 0: it has none. */
int sandbox_version(void);

#endif

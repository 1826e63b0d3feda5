/*
 * A folder of its own for a test, and whole files in it in one line.
 */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include <stddef.h>

/* Makes an empty folder and changes into it; the test's process stays there
 * and folder_release removes it. */
void folder_init(void);

/* Removes the folder with everything in it. */
void folder_release(void);

/* Writes a file; reads one into a static buffer (NULL: there is none). */
void folder_write(const char *name, const char *text);
const char *folder_read(const char *name);

/* How many entries the folder has, `.` and `..` not counted. */
int folder_count(void);

#endif

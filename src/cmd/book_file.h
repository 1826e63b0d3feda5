/*
 * A file of the book as it is named on the command line.
 */
#ifndef CMD_BOOK_FILE_H
#define CMD_BOOK_FILE_H

#include <stddef.h>

struct session;

/* The number of the journal's source that the path names, by its name or as
 * the same file; after a message journal->source_count when there is none. */
size_t book_file_find(struct session *session, const char *path);

#endif

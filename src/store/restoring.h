/*
 * The mark that files of a backup are being put over those of a book: a side
 * file .NAME.restoring beside the root journal, there from before the first
 * file is replaced until the last one is durable. Several files cannot be
 * replaced at once; while the mark is there, what stands in the folder may be
 * some of each book.
 */
#ifndef STORE_RESTORING_H
#define STORE_RESTORING_H

#include <stdbool.h>

struct arena;
struct io;

/* Puts the mark there, durably. 0, or the errno. */
int restoring_save(struct arena *arena, const struct io *io,
		   const char *journal);

/* Takes it away, durably; 0, also when there was none, or the errno. */
int restoring_delete(struct arena *arena, const struct io *io,
		     const char *journal);

/* True when it is there. */
bool restoring_exists(struct arena *arena, const struct io *io,
		      const char *journal);

#endif

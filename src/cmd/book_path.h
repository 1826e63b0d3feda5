/*
 * Which journals a command works on: -f, else POINTBOOK_FILE, else
 * book.points in this folder or the nearest one above.
 */
#ifndef CMD_BOOK_PATH_H
#define CMD_BOOK_PATH_H

#include "cmd/option.h"

struct arena;

/* The paths, in the arena; count 0 when there is no book. */
struct option_list book_path_find(struct arena *arena,
				  const struct option_list *given);

#endif

/*
 * Which of the book's files a new line goes to: the one the caller names,
 * else the included file of its month, else the root journal. What is about
 * a person goes to the private file.
 */
#ifndef STORE_TARGET_H
#define STORE_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"

struct target_book {
	const char *const *paths; /* files of the book, the root first */
	size_t count;
	const char *private_path; /* of an include? line, NULL: there is none */
	const char *into;         /* the path that was asked for, or NULL */
};

/*
 * The path for a line of that day: `into`; for private lines the private
 * file; the file whose path ends in YYYY/MM.points or YYYY-MM.points (the
 * first of several); else the root. Undated lines (DAY_NONE) go to the root.
 * The path is one of those given.
 */
const char *target_find(const struct target_book *book, struct day day,
			bool is_private);

#endif

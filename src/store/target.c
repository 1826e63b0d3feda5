/*
 * Files by the names of their months.
 */
#include "store/target.h"

#include <stdio.h>
#include <string.h>

#include "base/slice.h"

enum {
	ENDING_MAX = sizeof("/9999/12.points")
};

/* True when the path is the ending, or has it behind a slash. */
static bool has_ending(const char *path, const char *ending)
{
	struct slice s = slice_from(path);
	size_t length = strlen(ending);

	return slice_ends(s, ending) &&
	       (s.length == length || s.text[s.length - length - 1] == '/');
}

const char *target_find(const struct target_book *book, struct day day,
			bool is_private)
{
	char nested[ENDING_MAX];
	char flat[ENDING_MAX];
	char text[DAY_TEXT_MAX];

	if (book->into)
		return book->into;
	if (is_private && book->private_path)
		return book->private_path;
	if (!day_is_real(day))
		return book->paths[0];
	day_print(day, text);
	snprintf(nested, sizeof(nested), "%.4s/%.2s.points", text, text + 5);
	snprintf(flat, sizeof(flat), "%.7s.points", text);
	for (size_t i = 1; i < book->count; i++)
		if (has_ending(book->paths[i], nested) ||
		    has_ending(book->paths[i], flat))
			return book->paths[i];
	return book->paths[0];
}

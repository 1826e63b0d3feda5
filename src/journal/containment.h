/*
 * Whether a file lies under a folder, wherever links lead: told by the
 * identity of the folders above it, not by the words of its path.
 */
#ifndef JOURNAL_CONTAINMENT_H
#define JOURNAL_CONTAINMENT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum containment_answer {
	CONTAINMENT_INSIDE,
	CONTAINMENT_OUTSIDE,
	CONTAINMENT_UNKNOWN /* there is no such file */
};

/* A folder. */
struct containment {
	uint64_t device;
	uint64_t inode;
	bool known;
	const char *inside; /* where the latest file inside stands, or NULL */
};

/* The folder that a file stands in (the file itself need not exist). */
void containment_init(struct containment *folder, struct arena *arena,
		      const char *path);

/* Where the file is that the path leads to. The arena must live as long as
 * `folder`. */
enum containment_answer containment_find(struct containment *folder,
					 struct arena *arena, const char *path);

/* The same for a path whose last part is known to be no link. */
enum containment_answer containment_find_file(struct containment *folder,
					      struct arena *arena,
					      const char *path);

#endif

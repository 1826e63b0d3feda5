/*
 * Reads a book's files: the root journals and all they include, each file
 * once, in the order they are named (globs sorted by bytes).
 */
#ifndef JOURNAL_INCLUSION_H
#define JOURNAL_INCLUSION_H

#include <stdbool.h>
#include <stddef.h>

struct journal;
struct diagnostics;
struct file_tree;

struct inclusion_options {
	const char *const *roots; /* paths; "-" is standard input */
	size_t root_count;
	bool allow_outside;     /* includes may leave the root's folder */
	bool copy;              /* copy the bytes, do not map */
	struct file_tree *tree; /* read from there, NULL: from the disk */
	/* Called when many files were found, before they are parsed, which
	 * takes a while: what the journal holds so far will not change, but for
	 * its tables' places. NULL: nobody. */
	void (*found)(void *context);
	void *context;
};

/*
 * Reads everything into the journal; journal_index comes next. Missing
 * and unreadable files, cycles and limits are diagnostics.
 */
void inclusion_load(struct journal *journal,
		    const struct inclusion_options *options,
		    struct diagnostics *diagnostics);

#endif

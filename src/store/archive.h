/*
 * Several files in one: a ustar archive (POSIX.1-2001, pax(1)) whose first
 * member is SHA256SUMS, as `sha256sum --check` reads it, and lists all the
 * others. Reading trusts nothing: whoever made the archive decides neither
 * where files go nor what they replace.
 *
 * Names are relative, of parts without `.`, `..`, control characters or
 * backslashes; no part is hidden, except a last one of archive_is_setting.
 */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;
struct text;

enum {
	ARCHIVE_FILES_MAX = 20000,
	ARCHIVE_NAME_MAX = 255
};

struct archive_file {
	const char *name; /* "2026/10.points" */
	struct slice text;
	uint32_t mode;    /* permission bits alone */
	int64_t modified; /* seconds since 1970, 0 or more */
};

struct archive {
	struct archive_file *files;
	size_t count;
};

/* What is wrong with an archive or a name; reason NULL: nothing. */
struct archive_error {
	const char *reason;  /* "leads out of the folder" … */
	struct slice member; /* which name, empty: the whole */
};

/* True for .gitignore, .gitattributes and .editorconfig. */
bool archive_is_setting(struct slice name);

/* Why a file of this name may not be in an archive; NULL: it may. */
const char *archive_check_name(struct slice name);

/* Appends the archive of the files. False, and why not, when a name may not
 * be in one or stands twice. */
bool archive_print(struct text *text, const struct archive *archive,
		   struct archive_error *error);

/* Appends what SHA256SUMS says of the files. */
void archive_print_sums(struct text *text, const struct archive *archive);

/* Reads and checks all of it; the texts are parts of `bytes`. False, and why,
 * when anything is wrong. */
bool archive_read(struct arena *arena, struct slice bytes,
		  struct archive *archive, struct archive_error *error);

#endif

/*
 * Finding a file of the book. See book_file.h.
 */
#include "cmd/book_file.h"

#include <sys/stat.h>

#include "base/source.h"
#include "cmd/session.h"
#include "journal/journal.h"

size_t book_file_find(struct session *session, const char *path)
{
	const struct journal *journal = session->journal;
	struct stat status;
	bool is_there = stat(path, &status) == 0;

	for (size_t i = 0; i < journal->source_count; i++) {
		const struct source *source = journal->sources[i];
		if (slice_is(slice_from(path), source->name) ||
		    (is_there && source->inode != 0 &&
		     source->inode == (uint64_t)status.st_ino &&
		     source->device == (uint64_t)status.st_dev))
			return i;
	}
	message_error(&session->terminal,
		      "'%s' is no file of this book; -f names another book",
		      path);
	return journal->source_count;
}

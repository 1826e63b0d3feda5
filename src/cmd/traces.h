/*
 * Where a person still is after being taken out of the members' file: texts of
 * the journal, backups, the history of git.
 */
#ifndef CMD_TRACES_H
#define CMD_TRACES_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct session;
struct text;

/* What a person can be found by. */
struct traces {
	struct session *session;
	struct slice *words; /* name, addresses, numbers */
	size_t count, capacity;
	const char **files; /* that had lines about the person */
	size_t file_count;
};

/* Takes the words of a member's profile lines. The book is that before. */
void traces_take(struct traces *traces, uint32_t member);

/* Appends a line for each place, of the book as it is loaded now; nothing when
 * there is none. */
void traces_print(struct text *text, const struct traces *traces);

#endif

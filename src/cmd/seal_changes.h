/*
 * What changed in a closed period, line by line. What the lines were is not
 * in the book: it is found out, and believed only when it has the digest of
 * the seal. Either git has the files as they were, or leaving out what was
 * added behind the close line in its file gives what was sealed.
 */
#ifndef CMD_SEAL_CHANGES_H
#define CMD_SEAL_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct diagnostic;
struct diagnostics;
struct seal;
struct session;

struct seal_change {
	uint32_t event;    /* the line as it is now; EVENT_NONE: missing */
	struct slice was;  /* the line as it was sealed; empty: added */
	const char *place; /* where it stood, FILE:LINE; NULL */
};

struct seal_changes {
	struct session *session;
	const struct seal *seal;
	struct seal_change *list;
	size_t count, capacity;
	bool is_known;       /* the list is all there is */
	const char *version; /* of git, that has the lines as they were */
};

/* Finds those of days after `after`, all in the session's arena. */
void seal_changes_find(struct session *session, const struct seal *seal,
		       struct day after, struct seal_changes *changes);

/* Notes them with a finding; where they are not known, how to find out. */
void seal_changes_add_notes(const struct seal_changes *changes,
			    struct diagnostics *found, struct diagnostic *to);

#endif

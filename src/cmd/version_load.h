/*
 * A version of the book that git has, read as the book of today is: for
 * commands that compare.
 */
#ifndef CMD_VERSION_LOAD_H
#define CMD_VERSION_LOAD_H

#include "cmd/exit_status.h"

struct arena;
struct session;

/*
 * A session of its own on the book of a revision, loaded as `needs` says;
 * what is wrong with it stands in its diagnostics. Its files are called
 * REVISION:NAME. *version is NULL when the revision has no such book.
 * STATUS_FINE, or the status after the message.
 */
enum exit_status version_load(struct session *session, const char *revision,
			      unsigned needs, struct session **version);

/* How a revision is called in messages: as it was named; a full name is cut to
 * its first ten digits. */
const char *version_name(struct arena *arena, const char *revision);

/* Has the session read the book of a revision, or of the index when it is
 * NULL, in place of the files. STATUS_FINE, or the status after the message. */
enum exit_status version_choose(struct session *session, const char *revision);

#endif

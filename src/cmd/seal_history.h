/*
 * The book as it was when a period was closed, out of git: the version that
 * brought the close line, if what it seals has the digest of the seal.
 */
#ifndef CMD_SEAL_HISTORY_H
#define CMD_SEAL_HISTORY_H

#include "base/slice.h"

struct journal;
struct seal;
struct session;

/* The journal of then, in the session's arena, its sources named after their
 * paths from the book's folder; *version is the short name of the commit.
 * NULL where git has no such version. */
struct journal *seal_history_load(struct session *session,
				  const struct seal *seal,
				  const char **version);

#endif

/*
 * The book's folder as a commit, or the index, has it: a tree of files that a
 * session reads in place of those on the disk.
 */
#ifndef CMD_GIT_TREE_H
#define CMD_GIT_TREE_H

#include <stdbool.h>

#include "cmd/exit_status.h"

struct file_tree;
struct session;

/* The tree of a commit (its full name), of the index when it is NULL. The
 * session's journal has been found (session_find). STATUS_FINE, or the status
 * after the message. */
enum exit_status git_tree_open(struct session *session, const char *commit,
			       struct file_tree **opened);

/* True when the tree has the session's journal. */
bool git_tree_has_book(const struct session *session,
		       const struct file_tree *tree);

#endif

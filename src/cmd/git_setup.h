/*
 * What a book wants of the repository it stands in, beyond the files that are
 * committed: a hook that checks it before each commit, and drivers that merge
 * and show its files. Both are of one clone. Hooks, settings and attributes
 * that are there are never replaced.
 */
#ifndef CMD_GIT_SETUP_H
#define CMD_GIT_SETUP_H

#include <stdbool.h>

#include "cmd/exit_status.h"

struct session;

/* Installs the hook `pre-commit`, and says so; where there is one, or hooks
 * are kept outside the repository, the line to add is shown instead.
 * STATUS_FINE, or the status after the message. */
enum exit_status git_setup_hook(struct session *session, const char *folder);

/* Registers the drivers in the settings and attributes of this clone, and says
 * so. As above. */
enum exit_status git_setup_drivers(struct session *session, const char *folder);

/* True when the hook of the repository checks a book. */
bool git_setup_has_hook(struct session *session, const char *folder);

#endif

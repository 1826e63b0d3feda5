/*
 * Changing what the book says about a person: `key=value` puts a value in
 * place of those that are there (an alias is added), `key=` takes them out.
 * A name can be changed only.
 */
#ifndef CMD_PROFILE_EDIT_H
#define CMD_PROFILE_EDIT_H

#include "cmd/exit_status.h"

struct session;

/* Changes the profile of the member that the first operand names, as the
 * others say, in the members' file. Reads the book itself. */
enum exit_status profile_edit_run(struct session *session);

#endif

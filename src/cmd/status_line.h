/*
 * Setting a member's status: from its time on, behind all that the member did
 * that day. Shared by block, unblock, leave and erase.
 */
#ifndef CMD_STATUS_LINE_H
#define CMD_STATUS_LINE_H

#include <stdbool.h>

#include "cmd/exit_status.h"
#include "cmd/option.h"
#include "cmd/recording.h"
#include "engine/book.h"

struct session;

/* The options of commands that do nothing else. */
struct status_line_options {
	const char *why;
};
extern const struct option status_line_table[];

/* Records the status of the member that the only operand names. */
enum exit_status status_line_run(struct session *session,
				 enum member_status status,
				 const struct status_line_options *options);

/* Adds the line of recording->member; why may be NULL. */
void status_line_add(struct recording *recording, enum member_status status,
		     const char *why);

/* True when the member has the status today, and the plan may end with that
 * being said; a --date or --ref asks for the line all the same. */
bool status_line_is_known(struct recording *recording,
			  enum member_status status);

#endif

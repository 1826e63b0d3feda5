/*
 * Letters on their way: to a mailer, and into the book as sent.
 */
#ifndef CMD_LETTER_SEND_H
#define CMD_LETTER_SEND_H

#include <stddef.h>

#include "cmd/exit_status.h"
#include "cmd/letter_plan.h"

/*
 * Hands every letter that may go out to the mailer, on its standard input with
 * the addresses in the headers (`-i -t -f SENDER`), and records those that it
 * took, a few at a time: what was recorded is not sent again. The lock is not
 * held while the mailer runs. A letter the mailer refuses is told and left for
 * the next run (STATUS_ENVIRONMENT).
 */
enum exit_status letter_send_all(struct letter_plan *plan, const char *mailer);

/* Records `count` of the items from `first` on that may go out and that the
 * book does not have yet. */
enum exit_status letter_send_record(struct letter_plan *plan, size_t first,
				    size_t count);

#endif

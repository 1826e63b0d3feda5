/*
 * --pseudonyms: the book as it is, about people nobody knows. Right after the
 * journal is read, and before anything else looks at it, every name, contact
 * and remark about a person is put out of its text, so that no report, export
 * or message can show one. The same member has the same pseudonym in every
 * book and every run; it is made from the id alone.
 */
#ifndef CMD_PSEUDONYMS_H
#define CMD_PSEUDONYMS_H

#include "base/slice.h"
#include "cmd/exit_status.h"

struct session;
struct text;

/* Puts a journal without people in place of the session's, which must not be
 * BROKEN. */
void pseudonyms_apply(struct session *session);

/* For commands that work on the very bytes of the book, or write: STATUS_FINE
 * when --pseudonyms was not given, else STATUS_USAGE after a message that says
 * why, `a seal covers the lines as they are`. */
enum exit_status pseudonyms_refuse(struct session *session, const char *why);

/* Appends the pseudonym of an id, two words: `Rovan Tilek`. */
void pseudonyms_add_name(struct text *text, struct slice id);

#endif

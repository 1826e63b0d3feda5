/*
 * Asking the person at the terminal. The question goes to stderr, the answer
 * is a line of stdin; where nobody can answer, nothing is asked.
 */
#ifndef CMD_ASK_H
#define CMD_ASK_H

#include <stdbool.h>

#include "base/slice.h"
#include "cmd/exit_status.h"

struct session;
struct text;

/* True when somebody sits there and --no-input was not given. */
bool ask_is_possible(const struct session *session);

/* Adds the next line of stdin, without its end; reads not a byte behind it.
 * False at the end of the input. */
bool ask_read(struct text *line);

/*
 * A yes or no question, "repair it?". STATUS_FINE for yes, or with --yes;
 * STATUS_DECLINED for anything else, and, after a message that names --yes,
 * when nobody can be asked.
 */
enum exit_status ask_yes(struct session *session, const char *question);

/* A line, without its end and the blanks around it, in the arena; `otherwise`
 * for an empty one. False when the input ended. */
bool ask_line(struct session *session, const char *question,
	      const char *otherwise, struct slice *answer);

#endif

/*
 * What the shells ask for while somebody types: `pointbook __complete WORD...`
 * prints, for the last word, one `value<TAB>description` a line. It never says
 * anything else, and never fails.
 */
#ifndef CMD_COMPLETE_H
#define CMD_COMPLETE_H

#include <stddef.h>

#include "cmd/exit_status.h"

struct session;

/* Prints the completions of the last of the words. */
enum exit_status complete_words(struct session *session,
				const char *const *words, size_t count);

#endif

/*
 * The rewards that somebody names on the command line.
 */
#ifndef CMD_FIND_REWARD_H
#define CMD_FIND_REWARD_H

#include <stdbool.h>

#include "base/slice.h"

struct session;

/* True when the rules of some day have the reward; else, after a message that
 * names the one that may be meant, false. */
bool find_reward_any(struct session *session, struct slice name);

/* Says that the rules have no such reward, and which may be meant. */
void find_reward_say_unknown(struct session *session, struct slice name);

#endif

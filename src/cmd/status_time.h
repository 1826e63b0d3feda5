/*
 * When within a day a status begins, and that what is recorded later that day
 * stands behind it.
 */
#ifndef CMD_STATUS_TIME_H
#define CMD_STATUS_TIME_H

#include <stdint.h>

#include "base/day.h"

struct event;
struct session;

/* The minute behind all that the member did on the day, but not before the
 * clock; MINUTE_NONE where the day alone says it. */
int status_time_behind(const struct session *session, uint32_t member,
		       struct day day);

/* Gives a new event without a time the one it has where the status of its
 * member changed that day: whoever records now does so behind that. */
void status_time_follow(const struct session *session, struct event *event);

#endif

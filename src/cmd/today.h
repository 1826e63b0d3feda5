/*
 * Which day it is. The one place of the program that reads the clock, and it
 * does so only when nobody said.
 */
#ifndef CMD_TODAY_H
#define CMD_TODAY_H

#include <stdbool.h>

#include "base/day.h"

/* POINTBOOK_TODAY, else the clock's day in the local time zone; *minute is
 * that of the clock, MINUTE_NONE where it was not asked. False when
 * POINTBOOK_TODAY is no day. */
bool today_find(struct day *today, int *minute);

#endif

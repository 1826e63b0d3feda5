/*
 * The pager, as in git: POINTBOOK_PAGER, PAGER or less, with LESS=FRX unless
 * the user set it, so that what fits the screen is simply printed.
 */
#ifndef CMD_PAGER_H
#define CMD_PAGER_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* Starts it; *descriptor is the end to write to. Gives its process, 0 when
 * none is wanted (empty or `cat`) or it cannot be started. `width` is passed
 * on as COLUMNS. SIGPIPE is ignored from then on. */
int64_t pager_start(struct arena *arena, size_t width, int *descriptor);

/* Waits until the person has left it. */
void pager_wait(int64_t process);

#endif

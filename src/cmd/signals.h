/*
 * The signals that the program meets on its way.
 */
#ifndef CMD_SIGNALS_H
#define CMD_SIGNALS_H

#include <stdbool.h>

/*
 * From now on: a reader of the output who has gone ends the program, whatever
 * it was started with; and where a file of the book, which is mapped, is cut
 * short by somebody else while it is read, the program says so and ends with
 * STATUS_ENVIRONMENT instead of just dying.
 */
void signals_init(void);

/* Whether what was asked may be recorded by now: then a file cut short ends
 * the program with STATUS_UNKNOWN, and the words say it. */
void signals_recording(bool may_be_recorded);

#endif

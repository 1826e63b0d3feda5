/*
 * Descriptors 0 to 2 belong to nobody else, even when the program is started
 * without them: a file opened later must not become its output.
 */
#ifndef CMD_STANDARD_STREAMS_H
#define CMD_STANDARD_STREAMS_H

/* Opens those that are closed, the wrong way round, so that using them fails. */
void standard_streams_open(void);

#endif

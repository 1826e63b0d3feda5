/*
 * Parts of `pointbook export` that have a file of their own, and the way
 * their text takes to the sink.
 */
#ifndef CMD_EXPORT_PART_H
#define CMD_EXPORT_PART_H

#include "base/slice.h"
#include "cmd/command.h"

extern const struct command cmd_export_gl;

/* Adds a piece of text to a struct sink: for struct export_output. */
void export_part_write(void *sink, struct slice piece);

#endif

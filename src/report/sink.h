/*
 * Where output goes: a buffer in front of a function that writes. Below cmd/
 * nothing knows whether that is standard output, a pager, a file that will be
 * renamed into place, or a string of a test. A failed write is remembered,
 * what follows is dropped, and the caller asks once at the end.
 */
#ifndef REPORT_SINK_H
#define REPORT_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

/* Writes all the bytes or returns false (the writer keeps errno's value for
 * whoever asks it). */
typedef bool sink_writer(void *context, const char *bytes, size_t length);

enum {
	SINK_SIZE = 64 * 1024
};

struct sink {
	char *bytes;
	size_t used;
	uint64_t written; /* handed to the writer so far */
	sink_writer *write;
	void *context;
	bool failed;
};

/* An empty sink; its buffer lives in the arena. */
void sink_init(struct sink *sink, struct arena *arena, sink_writer *write,
	       void *context);

/* Appends bytes. */
void sink_add_bytes(struct sink *sink, const char *bytes, size_t length);

/* Appends a terminated string. */
void sink_add(struct sink *sink, const char *string);

/* Appends a slice. */
void sink_add_slice(struct sink *sink, struct slice s);

/* Appends one byte. */
void sink_add_char(struct sink *sink, char byte);

/* Appends a decimal integer. */
void sink_add_integer(struct sink *sink, int64_t value);

/* Appends `count` times the byte. */
void sink_add_repeat(struct sink *sink, char byte, size_t count);

/* Hands everything on; false when any write failed so far. */
bool sink_flush(struct sink *sink);

#endif

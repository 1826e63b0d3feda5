/*
 * Where the data goes: stdout, a pager in front of a terminal, or a file that
 * appears whole or not at all (written beside, synced, renamed). Devices and
 * pipes named by -o are written to as they are. While a file is being written
 * signals wait: one that comes ends the output, and then the program, with the
 * half-written file gone. What goes to a terminal hides nothing: invisible and
 * bidirectional characters are made visible.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "report/sink.h"
#include "store/quiet.h"

struct arena;
struct terminal;

struct output_request {
	const char *path; /* NULL and "-": stdout */
	bool pages;       /* a terminal may get a pager */
};

struct output {
	struct arena *arena;
	const struct terminal *terminal;
	struct sink sink;
	int descriptor;
	int error;             /* errno of the write that failed */
	int64_t pager;         /* process, 0: none */
	bool is_left;          /* the pager was closed: the rest is dropped */
	const char *path;      /* of the file, NULL for stdout */
	const char *temporary; /* written so far, NULL: straight to it */
	struct quiet quiet;    /* what was before, while there is one */
	struct text shown;     /* what a terminal gets */
	char cut[4];           /* the beginning of a character, not shown yet */
	size_t cut_length;
};

/* Opens it; lives in the arena. NULL after the message. */
struct output *output_open(struct arena *arena, const struct terminal *terminal,
			   const struct output_request *request);

/* Completes it: what is buffered is written, the pager waited for, the file
 * put in place when `keep`, thrown away otherwise. False after the message. */
bool output_close(struct output *output, bool keep);

#endif

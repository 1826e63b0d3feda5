/*
 * `import --guess`: which presets fit a file, and one to start from.
 */
#ifndef CMD_IMPORT_GUESS_H
#define CMD_IMPORT_GUESS_H

#include "cmd/exit_status.h"

struct import_files;
struct import_options;
struct session;

/* Names the presets that fit on stderr, and prints a preset for the file to
 * stdout: what is understood as roles, the rest as comments. */
enum exit_status import_guess(struct session *session,
			      const struct import_options *options,
			      const struct import_files *files);

#endif

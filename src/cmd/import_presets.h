/*
 * The presets an import may use: those in share/presets, or the shop's own.
 */
#ifndef CMD_IMPORT_PRESETS_H
#define CMD_IMPORT_PRESETS_H

#include <stddef.h>

#include "cmd/exit_status.h"

struct preset;
struct session;

struct import_presets {
	const struct preset *const *list; /* `generic` is the last */
	size_t count;
};

/* Reads the preset of a name, or the file of the shop's own, or (both NULL)
 * all that are shipped. Otherwise the message has been printed. */
enum exit_status import_presets_load(struct session *session, const char *name,
				     const char *map,
				     struct import_presets *presets);

#endif

/*
 * What the program comes with: demo book, starter rules, import presets. Run
 * from its tree it uses the tree's share/, else the installed one.
 */
#ifndef CMD_SHARE_H
#define CMD_SHARE_H

#include "cmd/option.h"

struct arena;

/* The path of a file or folder of share/ ("presets/generic.yaml"), in the
 * arena; NULL when it is nowhere. */
const char *share_find(struct arena *arena, const char *name);

/* The names in a folder of share/ that end so ("presets", ".yaml"), without
 * the ending, sorted by bytes; in the arena. */
struct option_list share_list(struct arena *arena, const char *folder,
			      const char *ending);

#endif

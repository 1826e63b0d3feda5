/*
 * Texts made alike for comparing, never for showing: two texts that a person
 * would call the same give the same bytes.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

/* What does not matter. */
enum fold_kind {
	FOLD_FORM,   /* case and Unicode form: full-width letters, 'é' written
		      * as one character or as two */
	FOLD_LETTERS /* accents as well, and strokes: 'Łukasz' as 'lukasz' */
};

/* Room that is used again by every text. */
struct fold {
	struct arena *arena;
	int32_t *letters;
	size_t capacity;
};

/* Nothing is allocated before the first text that is not ASCII. */
void fold_init(struct fold *fold, struct arena *arena);

/*
 * The text made alike: Unicode's compatibility decomposition with full case
 * folding (UAX 15, UTS 10). It may be the text itself, and lives until the
 * next call. Bytes that are no UTF-8 stay as they are.
 */
struct slice fold_text(struct fold *fold, enum fold_kind kind, struct slice s);

/* The same in the arena, for keeping. */
struct slice fold_copy(struct arena *arena, enum fold_kind kind,
		       struct slice s);

#endif

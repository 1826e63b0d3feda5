/*
 * A member as a person would name one: id, alias, card, e-mail, phone (by its
 * digits), an id in another case or Unicode form, the whole name, whole words of
 * it, and those without their accents. An exact id wins over everything; the
 * next kinds are tried in that order, and the first kind that finds anybody
 * decides. Merged accounts are followed to where they went.
 */
#ifndef CMD_FIND_MEMBER_H
#define CMD_FIND_MEMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "cmd/exit_status.h"

struct arena;
struct book;
struct session;

/* How the text named the member; FOUND_ID is the only exact one, and what
 * stands before FOUND_WHOLE is somebody's alone. */
enum found_by {
	FOUND_ID,
	FOUND_ALIAS,
	FOUND_CARD,
	FOUND_EMAIL,
	FOUND_PHONE,
	FOUND_ALIKE,   /* the id, but for its case and Unicode form */
	FOUND_WHOLE,   /* all of the name */
	FOUND_NAME,    /* words of it */
	FOUND_LETTERS, /* the name, but for accents and strokes */
	FOUND_NOBODY
};

struct member_search {
	enum found_by by;
	const uint32_t *members; /* in order of ids, each once */
	size_t count;
	struct slice suggestion; /* an id or name near the text, may be empty */
};

/* Looks for members; the lists live in the arena. */
void find_member_search(struct arena *arena, const struct book *book,
			struct slice text, struct member_search *found);

/*
 * The one member meant: *member is set and STATUS_FINE. Otherwise the message
 * has been printed (nobody, with a did-you-mean; several, listed with id and
 * name) and STATUS_NO is given. When the match was not by id, the full name
 * is said on stderr.
 */
enum exit_status find_member_one(struct session *session, struct slice text,
				 uint32_t *member);

#endif

/*
 * The judgement of new lines: read behind the journal, replayed with the book,
 * refused when something is BROKEN or a finding because of them.
 */
#ifndef CMD_RECORDING_JUDGE_H
#define CMD_RECORDING_JUDGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/intern.h"
#include "base/slice.h"
#include "cmd/exit_status.h"

struct book;
struct session;

struct judgement {
	struct session *session;
	size_t first;            /* of the new events in the journal */
	size_t first_source;     /* of the new lines */
	struct intern known;     /* references of lines the book has already */
	struct intern again;     /* and whose they are */
	struct day again_from;   /* and the earliest day of them */
	struct intern before;    /* findings and due bonuses there were */
	const struct book *book; /* with the new lines */
	uint32_t retried; /* an event that was recorded without the lines, and
			   * whose points must be right with them; EVENT_NONE */
};

/* Notes what is there without the lines: findings and due bonuses. */
void recording_judge_begin(struct judgement *judgement,
			   struct session *session);

/* Reads lines behind the journal. STATUS_FINE, or the status after a message;
 * STATUS_DECLINED without one when more of the book is to be looked at. */
enum exit_status recording_judge_read(struct judgement *judgement,
				      struct slice lines);

/* Replays them with the book, with the bonuses that fall due by them. The
 * statuses are those of recording_judge_read. */
enum exit_status recording_judge_settle(struct judgement *judgement);

#endif

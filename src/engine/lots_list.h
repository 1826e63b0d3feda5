/*
 * The lists of open lots, their expiry and the record of what was taken;
 * shared by lots and lots_return, nobody else.
 */
#ifndef ENGINE_LOTS_LIST_H
#define ENGINE_LOTS_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

struct account;
struct book;
struct lot;
struct lot_list;
struct lot_move;
struct replay;

/* The last usable day of a lot, with its account's activity. */
struct day lots_list_last_day(const struct account *account,
			      const struct lot *lot);

/* True when the lot cannot be used yet on the replay's day. */
bool lots_list_pending(const struct replay *r, const struct lot *lot);

/* The order of a list: last usable day, earned, number. */
bool lots_list_before(const struct replay *r, uint32_t a, uint32_t b);

/* Puts a lot in its place in the account's list. */
void lots_list_insert(struct replay *r, struct account *account,
		      uint32_t number);
/* Takes a lot out of its list. */
void lots_list_remove(struct replay *r, struct account *account,
		      uint32_t number);

/* Forgets the fences of a list whose lots are about to be re-hung. */
void lots_list_drop_fences(struct replay *r, struct account *account,
			   int which);

/* Renews what a list knows of its ends, after its lots were re-hung. */
void lots_list_note_ends(const struct replay *r, struct lot_list *list);

/* Puts points of a lot aside: LOT_HELD or LOT_EXPIRED; negative: takes them
 * from there. Not what is free, nor lists. (Only a book replayed as a whole
 * has requests, so no part has a lot with both.) */
void lots_list_put_aside(struct book *book, struct lot *lot, unsigned kind,
			 int64_t points);

/* What is left of a lot (in no list) expires, on the day after last_day. */
void lots_list_expire(struct replay *r, uint32_t account, uint32_t number,
		      struct day last_day);

/* Keeps a change of a lot's points, of today, where moves are kept. */
void lots_list_move(struct replay *r, const struct lot_move *move);

/* Keeps that the event took points from the lot (NONE: a debt). */
uint32_t lots_list_consume(struct replay *r, uint32_t event, uint32_t lot,
			   int64_t points);

#endif

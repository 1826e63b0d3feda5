/*
 * The tables of `export sql`, each with the function that writes its rows.
 * What a table refers to is written before it.
 */
#ifndef EXCHANGE_SQL_TABLES_H
#define EXCHANGE_SQL_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "exchange/sql_script.h"

struct arena;
struct book;
struct event;

struct sql_export {
	struct arena *arena;
	const struct book *book;
	struct sql_script script;
};

struct sql_table_kind {
	struct sql_table table;
	void (*add)(struct sql_export *export);
};

/* sql_people.c */
extern const struct sql_table_kind sql_book, sql_unit, sql_currency, sql_member,
	sql_account;
/* sql_events.c */
extern const struct sql_table_kind sql_event, sql_attribute, sql_item;
/* sql_points.c */
extern const struct sql_table_kind sql_lot, sql_movement, sql_redemption;

/* A member's id, empty for NONE. */
struct slice sql_member_id(const struct sql_export *export, uint32_t member);

/* A unit's name. */
struct slice sql_unit_name(const struct sql_export *export, int unit);

/* Fills a cell with a number that counts from 1: of an event (in the order
 * read) or a lot; NULL for NONE. */
void sql_add_event(struct sql_export *export, uint32_t event);

/* True for undated lines, and for those up to the book's day; of lines that
 * say the same once. */
bool sql_tells(const struct sql_export *export, const struct event *e);

#endif

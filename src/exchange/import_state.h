/*
 * The working state of one import, shared by the files import_*.c and by
 * those that compare a file with the book (reconcile_*.c). Nothing outside of
 * them sees it.
 */
#ifndef EXCHANGE_IMPORT_STATE_H
#define EXCHANGE_IMPORT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/text.h"
#include "engine/book.h"
#include "exchange/csv_layout.h"
#include "exchange/csv_reader.h"
#include "exchange/import.h"
#include "journal/journal.h"

/* One file being read. */
struct import_source {
	const struct import_file *given;
	struct source *source; /* its text */
	struct csv_layout layout;
	char marks[ROLE_COUNT]; /* decimal mark of each role's column */
	struct date_style dates[ROLE_COUNT];
	uint32_t number;
	size_t first_ticket, ticket_count;
	bool joins_store, joins_till; /* receipts alone are not unique */
};

/* Attributes of an event that are words; an index into import.words. */
enum ticket_word {
	WORD_STORE,
	WORD_TILL,
	WORD_CHANNEL,
	WORD_CAMPAIGN,
	WORD_PARTNER,
	WORD_STAFF,
	WORD_COUNT
};

/* Attributes that are amounts. */
enum ticket_amount {
	AMOUNT_TAX,
	AMOUNT_SHIPPING,
	AMOUNT_DISCOUNT,
	AMOUNT_GIFT_CARD,
	AMOUNT_COUNT
};

struct ticket_amounts {
	int64_t of[AMOUNT_COUNT]; /* minor units, 0: not given */
};

struct ticket_item {
	struct slice name; /* CATEGORY/SKU as it stands in an item */
	struct decimal quantity;
	int64_t amount; /* minor units */
	bool has_amount;
	uint32_t next; /* of the same ticket, NONE */
};

enum {
	TICKET_HAS_MONEY = 1,
	TICKET_HAS_POINTS = 2,
	TICKET_SPOILT = 4,     /* one of its rows is wrong */
	TICKET_RETURNS = 8,    /* a row takes something back: no items */
	TICKET_SETTLED = 16,   /* it has its outcome */
	TICKET_DAY_GIVEN = 32, /* the file states the day */
	TICKET_HAS_EARNED = 64
};

/* What a row, or the rows of a receipt, say. */
struct ticket {
	struct day day; /* DAY_NONE: not stated yet */
	int16_t minute;
	uint8_t kind; /* enum event_kind: PURCHASE, REFUND, REDEEM, OPENING */
	uint8_t outcome; /* enum import_outcome */
	uint8_t flags;   /* TICKET_… */
	uint16_t file;   /* import.sources */
	uint32_t line;   /* of its first row */
	uint32_t rows;
	size_t offset;   /* of its first row in the text */
	uint32_t person; /* import.people, NONE: names nobody */
	int64_t money;   /* minor units, never negative in the end */
	int64_t points;  /* smallest parts of the first unit */
	int64_t earned;  /* the same: what the till printed */
	int64_t refunded;
	struct slice receipt; /* as in the reference, empty: none */
	struct slice of;      /* of a refund: the receipt of its sale */
	struct slice reward;
	uint32_t words[WORD_COUNT]; /* NONE: not stated */
	uint32_t amounts;           /* import.amounts, NONE */
	uint32_t items;             /* import.items, NONE */
	struct slice reference;     /* once it is made */
	struct slice target;        /* of a refund: its sale's reference */
	struct day sold;            /* of a late one: the true day */
};

enum person_state {
	PERSON_KNOWN,  /* member is set */
	PERSON_ERASED, /* the same */
	PERSON_NEW,    /* not in the book */
	PERSON_BAD     /* problem says why */
};

/* Somebody a file names, by whatever it names people by. */
struct person {
	uint8_t state;
	bool joins;       /* a line is written */
	bool numbered;    /* id is to be drawn */
	bool named;       /* the name is whole */
	bool has_profile; /* a customer list gives it one */
	uint32_t member;
	struct slice id;
	struct slice card, email, phone, name, birthday, address;
	struct day earliest; /* row of this import, DAY_NONE */
	struct day joined;   /* stated by the file */
	const char *problem;
	struct slice suggestion; /* a member that may be meant */
	uint32_t line;           /* of a list's first row, 0: none yet */
	uint16_t file;           /* and the list: import.sources */
};

/* The first row of a customer list that has a name. */
struct namesake {
	uint32_t line;
	uint16_t file; /* import.sources */
	bool by_name;  /* it has nothing else to know somebody by */
};

struct import {
	struct arena *keep;  /* what the plan is made of */
	struct arena *arena; /* rows, people, references: released once they
			      * have become lines */
	const struct import_base *base;
	struct journal *journal;
	const struct book *book;
	const struct import_options *options;
	struct diagnostics *diagnostics;
	struct import_plan *plan;
	uint8_t currency;
	int scale;         /* of the currency */
	int point_scale;   /* decimals of the first unit */
	struct slice unit; /* its name */
	size_t listed;     /* complaints so far */
	size_t wrong;      /* rows that refuse the plan */
	size_t conflicts;
	struct import_source *sources;
	size_t source_count;
	struct ticket *tickets;
	size_t ticket_count, ticket_capacity;
	struct ticket_amounts *amounts;
	size_t amount_count, amount_capacity;
	struct ticket_item *items;
	size_t item_count, item_capacity;
	struct intern words;
	struct intern receipts; /* keys of tickets with several rows */
	uint32_t *receipt_tickets;
	size_t receipt_capacity;
	size_t line_capacity;
	struct intern from_lists; /* ids of those who came by a list */
	struct intern due_before; /* references */
	struct person *people;
	size_t person_count, person_capacity;
	struct intern identities; /* what rows say of somebody */
	uint32_t *identity_people;
	size_t identity_capacity;
	struct intern names; /* "id:M1", "email:…" of people */
	uint32_t *name_people;
	size_t name_capacity;
	struct intern row_names;    /* in customer lists */
	struct namesake *namesakes; /* by number in row_names */
	size_t namesake_capacity;
	struct intern contacts; /* of members in the book */
	uint32_t *contact_members;
	size_t contact_capacity;
	struct text scratch;
};

/* A row while it is read. */
struct import_row {
	struct import *import;
	struct import_source *file;
	struct csv_row csv;
	bool is_wrong; /* it was complained of */
};

/* ---- from files to tickets (import_plan.c) ---- */

/* Begins with what the caller filled: keep, arena, base, options and
 * diagnostics. False when no programme is in force. */
bool import_begin(struct import *import);

/* Reads the files into tickets; what is wrong was said. */
void import_read_files(struct import *import, const struct import_files *files);

/* ---- complaints (import_cells.c) ---- */

/* The row is wrong at a cell: import_row, with the column's header before the
 * message; the cell's own text is cut to a readable length by `shown`. */
void import_refuse_cell(struct import_row *row, size_t column,
			const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A complaint at the ticket's first row. NULL when there were too many. */
struct diagnostic *import_complain(struct import *import,
				   const struct ticket *ticket,
				   enum diagnostic_id id, const char *format,
				   ...) __attribute__((format(printf, 4, 5)));

/* A file as a whole cannot be read. */
void import_refuse_file(struct import *import, struct import_source *file,
			size_t line, const char *problem);

/* At most 60 characters of a cell, for messages. */
const char *import_shown(struct import *import, struct slice cell);

/* Where an earlier row stands, seen from a later one: `line 3`, of another file
 * `line 3 of 'may.csv'`. */
const char *import_shown_row(struct import *import, const struct ticket *from,
			     size_t file, uint32_t line);

/* A line of the book, cut to a readable length, for messages. */
const char *import_shown_line(struct import *import, const struct event *event);

/* ---- cells (import_cells.c) ---- */

/* Judges the columns of numbers and dates over the whole file; false when
 * they contradict themselves (which was said). */
bool import_judge(struct import *import, struct import_source *file);

/* The cell of a column, empty behind the row's end. */
struct slice import_cell(const struct import_row *row, size_t column);

/* The first of the role's columns that has something, its pattern applied;
 * *column is that column. False when none has. */
bool import_text(struct import_row *row, enum preset_role role,
		 struct slice *text, size_t *column);

/* A number of the role in 10^-scale parts, signed. False when the cell is
 * empty, or wrong (then it was said). */
bool import_number(struct import_row *row, enum preset_role role, int scale,
		   int64_t *value);

/* The same as an exact decimal. */
bool import_decimal(struct import_row *row, enum preset_role role,
		    struct decimal *value);

/* A day of the role, and its minute or -1. */
bool import_day(struct import_row *row, enum preset_role role, struct day *day,
		int *minute);

/* A text as an identifier: blanks become `-`, what ids may not have is
 * refused at the column. */
bool import_word(struct import_row *row, enum preset_role role,
		 struct slice *word);

/* ---- rows (import_rows.c, import_ticket.c, import_finish.c) ---- */

/* Reads all rows of a file into tickets. */
void import_read_rows(struct import *import, struct import_source *file);

/* True for a row without any text. */
bool import_is_blank(const struct csv_row *row);

/* False, and a complaint, when the row has not as many cells as the header. */
bool import_check_count(struct import_row *row);

/* Complains of a row that libcsv refused, and counts it. */
void import_refuse_row(struct import *import, struct import_source *file,
		       struct csv_problem problem);

/* Adds a row to its ticket (a new one, or that of its receipt). */
void import_add_row(struct import_row *row, enum event_kind kind,
		    bool is_excluded);

/* Adds the row's article to the ticket. */
void import_add_item(struct import_row *row, struct ticket *ticket);

/* Says what a ticket lacks once all its rows are read. */
void import_finish_tickets(struct import *import, struct import_source *file);

/* Gives a ticket its outcome and counts it. */
void import_settle(struct import *import, struct ticket *ticket,
		   enum import_outcome outcome);

/* ---- people (import_people.c, import_check.c) ---- */

/* Who the row names: a person, or NONE. */
uint32_t import_find_person(struct import_row *row);

/* The person of a member of the book. */
uint32_t import_known_person(struct import *import, uint32_t member);

/* Takes over name, contacts and address of the row, for a profile; what is
 * there already stays. */
void import_add_details(struct import_row *row, struct person *person);

/* A person of a list who has only a name, and is found by it alone. */
uint32_t import_find_name(struct import_row *row);

/* How the file calls somebody: the id, else a contact or the name. */
struct slice import_person_called(const struct person *person);

/* Numbers those who join, once all rows are read. */
void import_number_people(struct import *import);

/* Settles tickets whose person stands against them. */
void import_check_people(struct import *import);

/* ---- references (import_reference.c, import_compare.c) ---- */

/* Makes the reference of every ticket that is open. */
void import_make_references(struct import *import);

/* Settles those the book, or this import, already has. */
void import_compare_all(struct import *import);

/* ---- refunds (import_refund.c) ---- */

/* Finds the sales of new refunds, and settles those that have none. */
void import_match_refunds(struct import *import);

/* ---- lines (import_lines.c, import_fill.c, import_due.c) ---- */

/* Makes the lines of what is new. */
void import_make_lines(struct import *import);

/* Adds a line at the end of the plan. */
void import_add_line(struct import *import, struct import_line line);

/* Notes what is due on the book as it is: before a line is read. */
void import_find_due(struct import *import);

/* Appends the bonuses that fall due with the new lines and were not due
 * before; how many. The book is with the lines so far. */
size_t import_add_due(struct import *import, const struct book *book);

/* Reads and replays the lines, fills in points, reads them once more. */
void import_fill_points(struct import *import);

/* ---- customer lists (import_customers.c) ---- */

/* Reads all rows of a list. */
void import_read_customers(struct import *import, struct import_source *file);

#endif

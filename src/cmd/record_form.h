/*
 * Events whose line is the command's own operands, one after the other: which
 * parts there are is a row, and all else is the same.
 */
#ifndef CMD_RECORD_FORM_H
#define CMD_RECORD_FORM_H

#include <stdbool.h>

#include "cmd/exit_status.h"
#include "cmd/option.h"

struct session;

enum record_part {
	PART_END,
	PART_MEMBER, /* an operand that names a member: its id */
	PART_OTHER,  /* the same, of the other member */
	PART_INTO,   /* the same, written into:MEMBER */
	PART_EVENT,  /* an operand that names an event: its reference */
	PART_WORD,   /* an operand as it is */
	PART_TEXT    /* an operand in quotes */
};

enum {
	RECORD_PARTS_MAX = 4
};

enum record_why {
	WHY_NONE,     /* the line has no reason */
	WHY_OPTIONAL, /* --why */
	WHY_NEEDED
};

struct record_form {
	const char *keyword;
	enum record_part parts[RECORD_PARTS_MAX]; /* ended by PART_END */
	const char *word; /* behind the parts: a status; NULL: none */
	enum record_why why;
	bool has_reference;   /* also where --ref does not give one */
	const char *question; /* asked of whoever sits at the terminal, behind
			       * the line; NULL: nothing */
};

/* The option of forms with a reason. */
struct record_form_options {
	const char *why;
};
extern const struct option record_form_table[];

/* Records the event of a form; options is NULL for one without a reason. */
enum exit_status record_form_run(struct session *session,
				 const struct record_form *form,
				 const struct record_form_options *options);

#endif

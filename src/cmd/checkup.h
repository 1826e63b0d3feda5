/*
 * The parts of `doctor`: each looks at one thing and notes what it found.
 */
#ifndef CMD_CHECKUP_H
#define CMD_CHECKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "report/report_doctor.h"

struct session;

struct checkup {
	struct session *session;
	bool mends; /* --fix */
	struct doctor_row *rows;
	size_t count, capacity;
	bool is_sick; /* a row is wrong */
};

/* Notes a row; found and fix are printf-formatted, fix may be NULL. */
void checkup_add(struct checkup *checkup, const char *subject,
		 enum doctor_state state, const char *found, const char *fix);

/* The book's files: can they be read, may others write them, are they whole?
 * The journal has been read, broken or not. */
void checkup_look_at_files(struct checkup *checkup);

/* The private file: is it there, and its owner's alone? */
void checkup_look_at_members(struct checkup *checkup);

/* Who holds the lock, or died with it? */
void checkup_look_at_lock(struct checkup *checkup);

/* Is the book in git, does it merge there, and is the private file out? */
void checkup_look_at_git(struct checkup *checkup);

/* The program's surroundings: locale, helper programs, what it comes with. */
void checkup_look_at_machine(struct checkup *checkup);

#endif

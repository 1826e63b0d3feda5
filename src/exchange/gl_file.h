/*
 * The postings of one account from a file of the books: CSV as accounting
 * programs write it, with a date, and an amount or a debit and a credit.
 * Columns are found by their names, in several languages and programs; rows
 * of other accounts are passed over.
 */
#ifndef EXCHANGE_GL_FILE_H
#define EXCHANGE_GL_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "value/gl_match.h"

struct arena;

struct gl_file_request {
	struct slice account; /* with those below it; where rows name theirs */
	int scale;            /* digits of the currency */
};

struct gl_file {
	struct slice bytes; /* of the file itself, not set by gl_file_read */
	struct gl_posted *list; /* in the order of the file */
	size_t count;
	bool names_accounts; /* its rows name their account */
	size_t rows;         /* of all accounts */
	/* when it cannot be read: why, and the line, 0: the whole file */
	const char *problem;
	size_t problem_line;
};

/* Reads the text (UTF-8). False and a problem when it cannot. Everything is
 * in the arena. */
bool gl_file_read(struct arena *arena, struct slice text,
		  const struct gl_file_request *request, struct gl_file *file);

#endif

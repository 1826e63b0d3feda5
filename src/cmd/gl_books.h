/*
 * The liability's account out of the books: a CSV file as it is, a journal of
 * hledger, ledger or beancount through that program.
 */
#ifndef CMD_GL_BOOKS_H
#define CMD_GL_BOOKS_H

#include "base/slice.h"
#include "cmd/exit_status.h"
#include "exchange/gl_file.h"

struct session;

/* Words for the programs, ended by NULL. */
extern const char *const gl_books_programs[];

/*
 * Reads the file; `program` is an index into the words, -1 to tell by the
 * file's name. STATUS_FINE, or the status after the message: a file that
 * cannot be read, a program that is not installed, no row of the account.
 */
enum exit_status gl_books_read(struct session *session, const char *path,
			       int program,
			       const struct gl_file_request *request,
			       struct gl_file *file);

#endif

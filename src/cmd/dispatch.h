/*
 * From the command line to a command and back to an exit status.
 */
#ifndef CMD_DISPATCH_H
#define CMD_DISPATCH_H

#include <stddef.h>

#include "cmd/exit_status.h"

struct open_book;
struct workbook_sheet;

/* Runs what the words say; the result is the program's exit status. */
int dispatch_run(int argc, char **argv);

/*
 * Runs a command for another one, which goes on: as pack does, or on a book
 * that is kept open (cmd/request.h; `open` is NULL otherwise): then it must
 * look at the book or record an event. The words are those of a command line
 * without the program's name.
 */
enum exit_status dispatch_request(const char *const *words, size_t count,
				  struct open_book *open);

/* The same, with its table as the sheet of a workbook; -O says xlsx. */
enum exit_status dispatch_sheet(const char *const *words, size_t count,
				const struct workbook_sheet *sheet);

#endif

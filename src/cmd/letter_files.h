/*
 * Letters as files of a folder, each written whole, for its owner alone: they
 * are about people.
 */
#ifndef CMD_LETTER_FILES_H
#define CMD_LETTER_FILES_H

#include <stdbool.h>

#include "cmd/exit_status.h"
#include "cmd/letter_plan.h"

/* The mail to a letter's address. */
struct slice letter_files_mail(const struct letter_plan *plan,
			       const struct letter_item *item, bool is_file);

/* Writes .txt, .html and, to those who may be written to, .eml of every letter
 * into the folder; with `pdf` a .pdf of the HTML. STATUS_FINE, or the status
 * after the message. */
enum exit_status letter_files_write(const struct letter_plan *plan,
				    const char *folder, bool pdf);

/* Writes one .eml of each letter that may go out into the outbox. */
enum exit_status letter_files_outbox(const struct letter_plan *plan,
				     const char *folder);

#endif

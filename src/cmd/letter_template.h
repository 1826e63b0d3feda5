/*
 * The templates of a letter: the shop's own where the rules name one, else
 * those that come with the program.
 */
#ifndef CMD_LETTER_TEMPLATE_H
#define CMD_LETTER_TEMPLATE_H

#include "cmd/exit_status.h"

struct session;
struct template;

struct letter_template {
	struct template *subject, *plain;
	struct template *html; /* NULL: none beside the text */
	struct template *sms;  /* NULL: none beside the text */
};

/*
 * Reads NAME.txt, whose first line is `Subject: …`, and NAME.html and NAME.sms
 * beside it where they are. The session must hold the rules. STATUS_FINE; or
 * the status after the message: STATUS_USAGE for a name that is none,
 * STATUS_BROKEN for a template that is not written as templates are.
 */
enum exit_status letter_template_load(struct session *session, const char *name,
				      struct letter_template *templates);

#endif

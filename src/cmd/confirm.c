/*
 * One question on the terminal, answered by y, yes or anything else for no.
 */
#include "cmd/confirm.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/session.h"

enum {
	ANSWER_MAX = 64
};

/* One line from standard input. */
static struct slice read_answer(char answer[ANSWER_MAX])
{
	size_t length = 0;

	while (length < ANSWER_MAX) {
		ssize_t n = read(STDIN_FILENO, answer + length, 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || answer[length] == '\n')
			break;
		length++;
	}
	return slice_trim((struct slice){ answer, length });
}

enum exit_status confirm_ask(struct session *session, const char *question)
{
	char answer[ANSWER_MAX];
	struct text text;
	struct slice given;

	if (session->global.yes)
		return STATUS_FINE;
	if (session->global.no_input || !session->terminal.input_is_tty) {
		message_error(&session->terminal,
			      "%s nobody can be asked: --yes answers",
			      question);
		return STATUS_DECLINED;
	}
	text_init(&text, session->arena);
	text_add_format(&text, "%s [y/N] ", question);
	message_print(&text);
	given = read_answer(answer);
	if (slice_is(given, "y") || slice_is(given, "Y") ||
	    slice_is(given, "yes") || slice_is(given, "Yes"))
		return STATUS_FINE;
	message_error(&session->terminal, "nothing was recorded");
	return STATUS_DECLINED;
}

/*
 * Reading an answer byte by byte, so that nothing behind its line is taken
 * from the terminal.
 */
#include "cmd/ask.h"

#include <errno.h>
#include <unistd.h>

#include "base/text.h"
#include "cmd/session.h"

bool ask_is_possible(const struct session *session)
{
	return session->terminal.input_is_tty &&
	       session->terminal.error_is_tty && !session->global.no_input;
}

bool ask_read(struct text *line)
{
	for (;;) {
		char byte;
		ssize_t got = read(STDIN_FILENO, &byte, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return line->length > 0;
		if (byte == '\n')
			return true;
		text_add_char(line, byte);
	}
}

/* The question, and the line behind it. */
static bool put_question(struct session *session, const char *question,
			 const char *hint, struct slice *answer)
{
	struct text prompt;
	struct text line;

	text_init(&prompt, session->arena);
	text_init(&line, session->arena);
	text_add_format(&prompt, "%s [%s] ", question, hint);
	message_print(&prompt);
	if (!ask_read(&line)) {
		text_clear(&prompt);
		text_add_char(&prompt, '\n');
		message_print(&prompt);
		return false;
	}
	*answer = slice_trim(text_slice(&line));
	return true;
}

enum exit_status ask_yes(struct session *session, const char *question)
{
	struct slice answer;

	if (session->global.yes)
		return STATUS_FINE;
	if (!ask_is_possible(session)) {
		message_error(&session->terminal,
			      "nobody is there to be asked '%s'; run it again "
			      "with --yes",
			      question);
		return STATUS_DECLINED;
	}
	if (put_question(session, question, "y/N", &answer) &&
	    (slice_is(answer, "y") || slice_is(answer, "Y") ||
	     slice_is(answer, "yes")))
		return STATUS_FINE;
	message_note(&session->terminal, "nothing was done");
	return STATUS_DECLINED;
}

bool ask_line(struct session *session, const char *question,
	      const char *otherwise, struct slice *answer)
{
	if (!put_question(session, question, otherwise, answer))
		return false;
	if (answer->length == 0)
		*answer = slice_from(otherwise);
	return true;
}

/*
 * Writing to stderr: a message is put together whole and written at once, so
 * that two programs on one terminal do not mix. What cannot be written to
 * stderr is lost; there is nobody left to tell.
 */
#include "cmd/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cmd/terminal.h"
#include "store/io.h"

void message_print(const struct text *text)
{
	size_t done = 0;
	int interruptions = 0;
	while (done < text->length) {
		ssize_t written = write(STDERR_FILENO, text->bytes + done,
					text->length - done);
		if (written < 0 && errno == EINTR &&
		    ++interruptions <= IO_INTERRUPTIONS_MAX)
			continue;
		if (written <= 0)
			return;
		done += (size_t)written;
	}
}

/* The message, formatted and made visible line by line. */
__attribute__((format(printf, 2, 0))) static void
add_message(struct text *text, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return;
	size_t size = (size_t)length + 1;
	char *bytes = arena_take(text->arena, size);
	(void)vsnprintf(bytes, size, format, arguments);
	struct slice rest = { bytes, (size_t)length };
	while (rest.length > 0) {
		bool has_end = slice_find(rest, '\n') < rest.length;
		utf8_add_visible(text, slice_cut(rest, '\n', &rest));
		if (has_end)
			text_add_char(text, '\n');
	}
}

/* `pointbook: WORD: message`, the word in colour. */
__attribute__((format(printf, 4, 0))) static void
print_titled(const struct terminal *terminal, const char *word,
	     const char *colour, const char *format, va_list arguments)
{
	struct arena arena;
	struct text text;
	arena_init(&arena);
	text_init(&text, &arena);
	text_add(&text, "pointbook: ");
	if (terminal->error_colour)
		text_add_format(&text, "\x1b[%sm%s:\x1b[0m ", colour, word);
	else
		text_add_format(&text, "%s: ", word);
	add_message(&text, format, arguments);
	text_add_char(&text, '\n');
	message_print(&text);
	arena_release(&arena);
}

__attribute__((format(printf, 1, 0))) static void
print_plain(const char *format, va_list arguments)
{
	struct arena arena;
	struct text text;
	arena_init(&arena);
	text_init(&text, &arena);
	add_message(&text, format, arguments);
	text_add_char(&text, '\n');
	message_print(&text);
	arena_release(&arena);
}

void message_error(const struct terminal *terminal, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	print_titled(terminal, "error", "1;31", format, arguments);
	va_end(arguments);
}

void message_warning(const struct terminal *terminal, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	print_titled(terminal, "warning", "1;33", format, arguments);
	va_end(arguments);
}

void message_note(const struct terminal *terminal, const char *format, ...)
{
	va_list arguments;
	if (terminal->quiet)
		return;
	va_start(arguments, format);
	print_plain(format, arguments);
	va_end(arguments);
}

void message_detail(const struct terminal *terminal, int level,
		    const char *format, ...)
{
	va_list arguments;
	if (terminal->verbose < level)
		return;
	va_start(arguments, format);
	print_plain(format, arguments);
	va_end(arguments);
}

/*
 * What the program says to people, all of it on stderr: one line a message,
 * lower case, what is wrong first, the subject in '', then the fix. Bytes that
 * came from elsewhere are made visible.
 */
#ifndef CMD_MESSAGE_H
#define CMD_MESSAGE_H

struct terminal;
struct diagnostics;
struct text;

/* `pointbook: error: …`; never silenced. */
void message_error(const struct terminal *terminal, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* `pointbook: warning: …`; never silenced. */
void message_warning(const struct terminal *terminal, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A plain line; silenced by -q. */
void message_note(const struct terminal *terminal, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A plain line, only with -v (level 1) or -vv (2). */
void message_detail(const struct terminal *terminal, int level,
		    const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Text as it is, as a whole, to stderr. */
void message_print(const struct text *text);

#endif

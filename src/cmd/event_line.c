/*
 * Options are stronger than POINTBOOK_ADD, which is stronger than the login
 * name.
 */
#include "cmd/event_line.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/currency.h"
#include "base/text.h"
#include "cmd/session.h"
#include "rules/program.h"

static void add_quoted(struct text *line, struct slice text)
{
	text_add_char(line, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '"' || text.text[i] == '\\')
			text_add_char(line, '\\');
		text_add_char(line, text.text[i]);
	}
	text_add_char(line, '"');
}

/* True when the bytes are one word to the parser. */
static bool is_word(struct slice word)
{
	for (size_t i = 0; i < word.length; i++) {
		unsigned char byte = (unsigned char)word.text[i];

		if (byte <= ' ' || byte == 0x7f || byte == '"' || byte == ';')
			return false;
	}
	return word.length > 0;
}

static void add_word(struct text *line, struct slice word)
{
	if (is_word(word))
		text_add_slice(line, word);
	else
		add_quoted(line, word);
}

void event_line_begin_day(struct text *line, const struct session *session)
{
	char day[DAY_TEXT_MAX];

	if (session->record.date) {
		add_word(line, slice_from(session->record.date));
	} else {
		day_print(session->today, day);
		text_add(line, day);
	}
}

void event_line_begin(struct text *line, const struct session *session,
		      const char *keyword)
{
	event_line_begin_day(line, session);
	text_add_char(line, ' ');
	text_add(line, keyword);
}

void event_line_add_word(struct text *line, struct slice word)
{
	text_add_char(line, ' ');
	add_word(line, word);
}

void event_line_add_text(struct text *line, struct slice text)
{
	text_add_char(line, ' ');
	add_quoted(line, text);
}

/* True when an option of the command says the key already. */
static bool is_given(const struct session *session, struct slice key)
{
	const struct record_options *given = &session->record;

	if ((given->store && slice_is(key, "store")) ||
	    (given->staff && slice_is(key, "staff")))
		return true;
	for (size_t i = 0; i < given->with.count; i++) {
		struct slice rest;

		if (slice_equal(slice_cut(slice_from(given->with.values[i]),
					  ':', &rest),
				key))
			return true;
	}
	return false;
}

void event_line_add_value(struct text *line, const char *key,
			  struct slice value)
{
	text_add_format(line, " %s:", key);
	add_word(line, value);
}

/* `key:value` as somebody typed it; a tag, or anything else, is a word. */
static void add_attribute(struct text *line, struct slice given)
{
	struct slice value;
	struct slice key = slice_cut(given, ':', &value);

	text_add_char(line, ' ');
	if (key.length == given.length || !is_word(key)) {
		add_word(line, given);
		return;
	}
	text_add_slice(line, key);
	text_add_char(line, ':');
	add_word(line, value);
}

void event_line_add_money(struct text *line, struct session *session,
			  struct slice amount)
{
	const struct program *program =
		programs_on(session->programs, session->today);
	struct slice number = slice_trim(amount);
	size_t end = 0;

	while (end < number.length &&
	       !(number.text[end] >= 'A' && number.text[end] <= 'Z') &&
	       number.text[end] != ' ')
		end++;
	struct slice currency = slice_trim(slice_from_offset(number, end));

	event_line_add_word(line, (struct slice){ number.text, end });
	if (currency.length > 0)
		event_line_add_word(line, currency);
	else if (program)
		text_add_format(line, " %s", currency_code(program->currency));
}

struct slice event_line_standing(const char *key)
{
	struct slice rest = slice_from(getenv("POINTBOOK_ADD"));

	while (rest.length > 0) {
		struct slice value;
		struct slice word = slice_cut(rest, ' ', &rest);

		if (slice_is(slice_cut(word, ':', &value), key))
			return value;
	}
	return (struct slice){ NULL, 0 };
}

/* Who is at the keyboard. */
static const char *login_name(void)
{
	const char *name = getenv("LOGNAME");
	const struct passwd *user;

	if (!name || !*name)
		name = getenv("USER");
	if (name && *name)
		return name;
	user = getpwuid(geteuid());
	return user ? user->pw_name : NULL;
}

static void add_login_name(struct text *line)
{
	const char *name = login_name();

	if (name)
		event_line_add_value(line, "staff", slice_from(name));
}

/* What POINTBOOK_ADD says, or who is at the keyboard. */
static void add_standing(struct text *line, struct session *session)
{
	struct slice rest = slice_from(getenv("POINTBOOK_ADD"));

	if (rest.length == 0) {
		if (!is_given(session, SLICE("staff")))
			add_login_name(line);
		return;
	}
	while (rest.length > 0) {
		struct slice word = slice_cut(rest, ' ', &rest);
		struct slice value;

		if (word.length > 0 &&
		    !is_given(session, slice_cut(word, ':', &value)))
			add_attribute(line, word);
	}
}

void event_line_finish(struct text *line, struct session *session,
		       struct slice reference)
{
	const struct record_options *given = &session->record;

	if (given->store)
		event_line_add_value(line, "store", slice_from(given->store));
	if (given->staff)
		event_line_add_value(line, "staff", slice_from(given->staff));
	for (size_t i = 0; i < given->with.count; i++)
		add_attribute(line, slice_from(given->with.values[i]));
	add_standing(line, session);
	if (reference.length > 0) {
		text_add(line, " ^");
		add_word(line, reference);
	}
	text_add_char(line, '\n');
}

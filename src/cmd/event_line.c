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

void event_line_begin(struct text *line, struct session *session,
		      const char *keyword)
{
	char day[DAY_TEXT_MAX];

	if (session->record.date) {
		text_add(line, session->record.date);
	} else {
		day_print(session->today, day);
		text_add(line, day);
	}
	text_add_char(line, ' ');
	text_add(line, keyword);
}

void event_line_add_word(struct text *line, struct slice word)
{
	text_add_char(line, ' ');
	text_add_slice(line, word);
}

void event_line_add_text(struct text *line, struct slice text)
{
	text_add(line, " \"");
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '"' || text.text[i] == '\\')
			text_add_char(line, '\\');
		text_add_char(line, text.text[i]);
	}
	text_add_char(line, '"');
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
	bool is_plain = value.length > 0;

	for (size_t i = 0; i < value.length; i++)
		is_plain = is_plain && value.text[i] != ' ' &&
			   value.text[i] != '"' && value.text[i] != ';';
	text_add_format(line, " %s:", key);
	if (is_plain) {
		text_add_slice(line, value);
		return;
	}
	struct text quoted;
	text_init(&quoted, line->arena);
	event_line_add_text(&quoted, value);
	text_add_slice(line, slice_from_offset(text_slice(&quoted), 1));
}

void event_line_add_money(struct text *line, struct session *session,
			  struct slice amount)
{
	const struct program *program =
		programs_on(session->programs, session->today);
	bool has_currency = false;

	for (size_t i = 0; i < amount.length; i++)
		has_currency |= amount.text[i] >= 'A' && amount.text[i] <= 'Z';
	event_line_add_word(line, amount);
	if (!has_currency && program)
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

/* What POINTBOOK_ADD says, or who is at the keyboard. */
static void add_standing(struct text *line, struct session *session)
{
	struct slice rest = slice_from(getenv("POINTBOOK_ADD"));
	const char *name = login_name();

	if (rest.length == 0) {
		if (name && !is_given(session, SLICE("staff")))
			event_line_add_value(line, "staff", slice_from(name));
		return;
	}
	while (rest.length > 0) {
		struct slice word = slice_cut(rest, ' ', &rest);
		struct slice value;

		if (word.length > 0 &&
		    !is_given(session, slice_cut(word, ':', &value)))
			event_line_add_word(line, word);
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
		event_line_add_word(line, slice_from(given->with.values[i]));
	add_standing(line, session);
	if (reference.length > 0)
		text_add_format(line, " ^%.*s", SLICE_ARGS(reference));
	text_add_char(line, '\n');
}

/*
 * Encoding header values. A line with encoded words has at most 76 characters
 * (RFC 2047, 2), with the header's name or the blank it begins with; a word is
 * cut between code points.
 */
#include "report/mail_header.h"

#include <string.h>

#include "base/bug.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/mail_encoding.h"

enum {
	ADDRESS_MAX = 254,
	LOCAL_MAX = 64,
	LABEL_MAX = 63,
	PLAIN_MAX = 60, /* longer values are folded as encoded words */
	ENCODED_LINE = 76,
	WORD_MARKS = 12 /* =?UTF-8?B? and ?= */
};

static bool is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* atext of RFC 5322, 3.2.3. */
static bool is_atom_char(char c)
{
	return is_letter_or_digit(c) ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool is_local_part(struct slice local)
{
	if (local.length == 0 || local.length > LOCAL_MAX)
		return false;
	while (local.length > 0) {
		bool has_dot = slice_find(local, '.') < local.length;
		struct slice atom = slice_cut(local, '.', &local);
		if (atom.length == 0 || (has_dot && local.length == 0))
			return false;
		for (size_t i = 0; i < atom.length; i++)
			if (!is_atom_char(atom.text[i]))
				return false;
	}
	return true;
}

static bool is_domain(struct slice domain)
{
	size_t labels = 0;

	while (domain.length > 0) {
		bool has_dot = slice_find(domain, '.') < domain.length;
		struct slice label = slice_cut(domain, '.', &domain);
		if (label.length == 0 || label.length > LABEL_MAX ||
		    (has_dot && domain.length == 0) || label.text[0] == '-' ||
		    label.text[label.length - 1] == '-')
			return false;
		for (size_t i = 0; i < label.length; i++)
			if (!is_letter_or_digit(label.text[i]) &&
			    label.text[i] != '-')
				return false;
		labels++;
	}
	return labels > 0;
}

bool mail_address_is_plain(struct slice address)
{
	struct slice domain;
	struct slice local = slice_cut(address, '@', &domain);

	return address.length <= ADDRESS_MAX && local.text != NULL &&
	       local.text[0] != '-' && is_local_part(local) &&
	       is_domain(domain);
}

bool mailbox_parse(struct slice text, struct mailbox *mailbox)
{
	size_t open = slice_find(text, '<');
	struct slice name = slice_trim((struct slice){ text.text, open });

	if (open == text.length) {
		*mailbox = (struct mailbox){ .address = name };
		return mail_address_is_plain(name);
	}
	struct slice rest;
	struct slice address =
		slice_cut(slice_from_offset(text, open + 1), '>', &rest);
	if (name.length >= 2 && name.text[0] == '"' &&
	    name.text[name.length - 1] == '"')
		name = (struct slice){ name.text + 1, name.length - 2 };
	*mailbox = (struct mailbox){ name, slice_trim(address) };
	return slice_trim(rest).length == 0 &&
	       mail_address_is_plain(mailbox->address);
}

/* --- words ------------------------------------------------------------------*/

/* True when it may stand in a header as it is. */
static bool is_plain(struct slice value)
{
	for (size_t i = 0; i < value.length; i++)
		if (value.text[i] < ' ' || value.text[i] > '~' ||
		    slice_starts(slice_from_offset(value, i), "=?"))
			return false;
	return value.length <= PLAIN_MAX;
}

/* How many bytes of the value fit one encoded word behind `used` columns of its
 * line. */
static size_t word_length(struct slice value, size_t used)
{
	size_t most = (ENCODED_LINE - WORD_MARKS - used) / 4 * 3;
	size_t length = 0;

	while (length < value.length) {
		uint32_t point;
		size_t next =
			utf8_decode(slice_from_offset(value, length), &point);
		if (length + (next == 0 ? 1 : next) > most)
			break;
		length += next == 0 ? 1 : next;
	}
	return length;
}

/* Adds encoded words; the first one's line has `used` columns already. */
static void add_encoded(struct text *text, struct slice value, size_t used)
{
	while (value.length > 0) {
		struct slice word = { value.text, word_length(value, used) };
		used = 1;
		text_add(text, "=?UTF-8?B?");
		mail_add_base64(text, word, 0);
		text_add(text, "?=");
		value = slice_from_offset(value, word.length);
		if (value.length > 0)
			text_add(text, "\n ");
	}
}

/* The value without controls, which could begin a line. */
static struct slice without_controls(struct text *clean, struct slice value)
{
	while (value.length > 0) {
		uint32_t point;
		size_t length = utf8_decode(value, &point);
		if (length == 0 || utf8_is_control(point))
			text_add_char(clean, ' ');
		else
			text_add_bytes(clean, value.text, length);
		value = slice_from_offset(value, length == 0 ? 1 : length);
	}
	return slice_trim(text_slice(clean));
}

void mail_add_words(struct text *text, const char *header, struct slice value)
{
	struct text clean;

	text_init(&clean, text->arena);
	value = without_controls(&clean, value);
	text_add_format(text, "%s: ", header);
	if (is_plain(value))
		text_add_slice(text, value);
	else
		add_encoded(text, value, strlen(header) + 2);
	text_add_char(text, '\n');
}

/* A display name: atoms and blanks as they are, other ASCII in quotes. */
static void add_name(struct text *text, struct slice name, size_t used)
{
	bool is_phrase = true;

	if (!is_plain(name)) {
		add_encoded(text, name, used);
		return;
	}
	for (size_t i = 0; i < name.length; i++)
		if (name.text[i] != ' ' && !is_atom_char(name.text[i]))
			is_phrase = false;
	if (is_phrase) {
		text_add_slice(text, name);
		return;
	}
	text_add_char(text, '"');
	for (size_t i = 0; i < name.length; i++) {
		if (name.text[i] == '"' || name.text[i] == '\\')
			text_add_char(text, '\\');
		text_add_char(text, name.text[i]);
	}
	text_add_char(text, '"');
}

void mail_add_mailbox(struct text *text, const char *header,
		      struct mailbox mailbox)
{
	struct text clean;

	if (!mail_address_is_plain(mailbox.address))
		BUG("a mail to an address that was not checked");
	text_init(&clean, text->arena);
	struct slice name = without_controls(&clean, mailbox.name);
	text_add_format(text, "%s: ", header);
	if (name.length > 0) {
		add_name(text, name, strlen(header) + 2);
		text_add(text, "\n ");
	}
	text_add_format(text, "<%.*s>\n", SLICE_ARGS(mailbox.address));
}

/*
 * Putting a mail together. The boundary and the id are of the letter's digest,
 * so that they are stable, and no body can hold the boundary: encoded bodies
 * have no line that begins with --=_.
 */
#include "report/mail_message.h"

#include "base/digest.h"
#include "base/text.h"
#include "report/mail_encoding.h"

enum {
	ID_DIGITS = 16,
	BOUNDARY_DIGITS = 32,
	BASE64_WIDTH = 76
};

static void add_date(struct text *text, struct day day)
{
	static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu",
						"Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	struct civil civil = day_civil(day);

	text_add_format(text, "Date: %s, %d %s %04d 00:00:00 +0000\n",
			weekdays[day_weekday(day)], civil.day,
			months[civil.month - 1], civil.year);
}

static void add_id(struct text *text, const struct mail_message *message,
		   const char *digest)
{
	struct slice domain;

	(void)slice_cut(message->from.address, '@', &domain);
	text_add(text, "Message-ID: <");
	for (size_t i = 0; i < message->reference.length; i++) {
		char c = message->reference.text[i];
		bool is_word = (c >= '0' && c <= '9') ||
			       (c >= 'a' && c <= 'z') ||
			       (c >= 'A' && c <= 'Z') || c == '-';
		if (is_word)
			text_add_char(text, c);
		else
			text_add_char(text, '_');
	}
	text_add_format(text, ".%.*s@%.*s>\n", ID_DIGITS, digest,
			SLICE_ARGS(domain));
}

static void add_body(struct text *text, const char *type, struct slice body)
{
	bool is_quoted = mail_is_mostly_ascii(body);

	text_add_format(text,
			"Content-Type: %s; charset=utf-8\n"
			"Content-Transfer-Encoding: %s\n\n",
			type, is_quoted ? "quoted-printable" : "base64");
	if (is_quoted)
		mail_add_quoted(text, body);
	else
		mail_add_base64(text, body, BASE64_WIDTH);
}

/* The digest of all that the letter is. */
static void find_digest(struct text *text, const struct mail_message *message,
			char digest[DIGEST_TEXT_MAX])
{
	const struct slice parts[] = {
		message->reference,  message->from.address, message->to.name,
		message->to.address, message->subject,      message->plain,
		message->html,
	};
	struct text all;

	text_init(&all, text->arena);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		text_add_slice(&all, parts[i]);
		text_add_char(&all, '\0');
	}
	digest_print(text_slice(&all), digest);
}

void mail_message_print(const struct mail_message *message, struct text *text)
{
	char digest[DIGEST_TEXT_MAX];

	find_digest(text, message, digest);
	mail_add_mailbox(text, "From", message->from);
	mail_add_mailbox(text, "To", message->to);
	mail_add_words(text, "Subject", message->subject);
	add_date(text, message->day);
	add_id(text, message, digest);
	text_add_format(text,
			"Auto-Submitted: auto-generated\n"
			"List-Unsubscribe: "
			"<mailto:%.*s?subject=unsubscribe>\n"
			"MIME-Version: 1.0\n",
			SLICE_ARGS(message->from.address));
	if (message->html.length == 0) {
		add_body(text, "text/plain", message->plain);
		return;
	}
	text_add_format(text,
			"Content-Type: multipart/alternative;\n"
			" boundary=\"=_%.*s\"\n\n--=_%.*s\n",
			BOUNDARY_DIGITS, digest, BOUNDARY_DIGITS, digest);
	add_body(text, "text/plain", message->plain);
	text_add_format(text, "\n--=_%.*s\n", BOUNDARY_DIGITS, digest);
	add_body(text, "text/html", message->html);
	text_add_format(text, "\n--=_%.*s--\n", BOUNDARY_DIGITS, digest);
}

void mail_message_print_file(const struct mail_message *message,
			     struct text *text)
{
	struct text lines;

	text_init(&lines, text->arena);
	mail_message_print(message, &lines);
	struct slice rest = text_slice(&lines);
	while (rest.length > 0) {
		text_add_slice(text, slice_cut(rest, '\n', &rest));
		text_add(text, "\r\n");
	}
}

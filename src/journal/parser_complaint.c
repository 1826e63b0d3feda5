/*
 * How the parser complains: each message with its exact place, parts of the
 * line shown at a moderate length; and what becomes of the line then.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "journal/parser_state.h"

enum {
	SHOWN_MAX = 60 /* bytes of a part in a message */
};

const char *parser_shown(struct parser *parser, struct slice part)
{
	struct arena *arena = parser->diagnostics->arena;

	if (part.length <= SHOWN_MAX)
		return arena_copy(arena, part.text, part.length);
	part.length = SHOWN_MAX;
	while (part.length > 0 &&
	       ((unsigned char)part.text[part.length] & 0xc0U) == 0x80U)
		part.length--;
	return arena_print(arena, "%.*s…", SLICE_ARGS(part));
}

/* printf into the arena of the diagnostics. */
static __attribute__((format(printf, 2, 0))) const char *
print_message(struct arena *arena, const char *format, va_list arguments)
{
	char buffer[1024];

	vsnprintf(buffer, sizeof(buffer), format, arguments);
	return arena_copy(arena, buffer, strlen(buffer));
}

struct diagnostic *parser_complain(struct parser *parser, enum diagnostic_id id,
				   struct slice part, const char *format, ...)
{
	struct diagnostic *added;
	const char *message;
	va_list arguments;

	va_start(arguments, format);
	message = print_message(parser->diagnostics->arena, format, arguments);
	va_end(arguments);
	added = diagnostic_add(parser->diagnostics, id,
			       source_place(parser->source, part), "%s",
			       message);
	parser->errors++;
	parser->line_errors++;
	return added;
}

void parser_advise(struct parser *parser, struct diagnostic *to,
		   const char *format, ...)
{
	const char *message;
	va_list arguments;

	va_start(arguments, format);
	message = print_message(parser->diagnostics->arena, format, arguments);
	va_end(arguments);
	diagnostic_note(parser->diagnostics, to, PLACE_NONE, "%s", message);
}

void parser_give_up(struct parser *parser)
{
	parser->token.kind = TOKEN_END;
}

static void complain_of_token(struct parser *parser)
{
	struct slice part = token_text(&parser->token);

	switch ((enum token_fault)parser->token.detail) {
	case FAULT_NONE:
		break;
	case FAULT_OPEN_STRING:
		parser_complain(parser, DIAGNOSTIC_bad_string, part,
				"a quoted text is not closed: end it with \" "
				"on the same line");
		break;
	case FAULT_ESCAPE:
		parser_complain(parser, DIAGNOSTIC_bad_string, part,
				"'%s' means nothing: only \\\" and \\\\ may "
				"stand in a quoted text",
				parser_shown(parser, part));
		break;
	case FAULT_GLUED:
		parser_complain(parser, DIAGNOSTIC_bad_string, part,
				"something stands directly behind a quoted "
				"text: put a blank between, or \\\" for a "
				"quote within it");
		break;
	case FAULT_QUOTE:
		parser_complain(parser, DIAGNOSTIC_bad_string, part,
				"a quote stands within a word: quote the "
				"whole, as in \"some words\"");
		break;
	}
	parser_give_up(parser);
}

void parser_settle(struct parser *parser)
{
	if (parser->line_errors >= LINE_ERRORS_MAX)
		parser_give_up(parser);
	else if (parser->token.kind == TOKEN_BAD)
		complain_of_token(parser);
	else if (!parser->plain)
		parser_check_blanks(parser);
}

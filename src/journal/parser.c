/*
 * Lines: their ends, their characters, the date and the keyword; then the
 * tokens go to parser_operand.c and parser_attribute.c by their form. A line
 * with an error gives no event, and the next one is read all the same.
 */
#include "journal/parser.h"

#include <string.h>

#include "base/arena.h"
#include "base/bug.h"
#include "base/currency.h"
#include "base/file.h"
#include "base/parallel.h"
#include "journal/parser_state.h"

enum {
	PARTS_FROM = 4 << 20, /* bytes of a source that is worth threads */
	PLAIN_AHEAD = 32768,  /* bytes looked over at once */
	MORE_MAX = 1 << 21,   /* events foreseen at once */
	CONFLICT_MARK = 7     /* length of git's conflict markers */
};

/* Reads ^REFERENCE. */
static void take_reference(struct parser *parser)
{
	struct slice whole = token_text(&parser->token);
	struct slice id = { whole.text + 1, whole.length - 1 };

	if (parser->event->reference_length > 0) {
		parser_complain(parser, DIAGNOSTIC_surplus_operand, whole,
				"a second reference '%s': a line has one",
				parser_shown(parser, whole));
	} else if (id.length == 0) {
		parser_complain(parser, DIAGNOSTIC_bad_id, whole,
				"'^' without a reference behind it");
	} else if (parser_check_id(parser, id, REFERENCE_CHARACTERS_MAX,
				   DIAGNOSTIC_bad_id)) {
		parser->event->reference =
			(uint16_t)(id.text - parser->line.text);
		parser->event->reference_length = (uint16_t)id.length;
	}
	parser_advance(parser);
}

/* Reads all behind the keyword. */
static void take_tokens(struct parser *parser)
{
	for (;;) {
		switch ((enum token_kind)parser->token.kind) {
		case TOKEN_END:
		case TOKEN_BAD:
			return;
		case TOKEN_REFERENCE:
			take_reference(parser);
			break;
		case TOKEN_TAG:
			parser_take_tag(parser);
			break;
		case TOKEN_ATTRIBUTE:
			if (parser_wants_word(parser))
				parser_take_operand(parser);
			else
				parser_take_attribute(parser);
			break;
		case TOKEN_WORD:
		case TOKEN_NUMBER:
		case TOKEN_SIGNED:
		case TOKEN_STRING:
			parser_take_operand(parser);
			break;
		}
	}
}

/* What is only known at the line's end. */
static void finish_line(struct parser *parser)
{
	parser_finish_operands(parser);
	if (parser->line_errors == 0)
		parser_finish_attributes(parser);
	if (parser->line_errors > 0 || parser->event->reference_length > 0 ||
	    !directive_of((enum event_kind)parser->event->kind)->moves)
		return;
	if (++parser->unreferenced > WARNINGS_MAX)
		return;
	diagnostic_add(parser->diagnostics, DIAGNOSTIC_missing_reference,
		       source_place(parser->source, parser->line),
		       "a line that counts has no reference: add one as in "
		       "^A-17, or run fmt --fill");
}

/* The lines of so many bytes, estimated from the beginning of a text. */
static size_t estimate_lines(struct slice text, size_t bytes)
{
	struct slice sample = text;
	size_t lines = 1;
	size_t length;

	if (sample.length > PLAIN_AHEAD)
		sample.length = PLAIN_AHEAD;
	length = sample.length + 1;
	while (sample.length > 0) {
		slice_cut(sample, '\n', &sample);
		lines++;
	}
	return bytes / length * lines + bytes % length * lines / length + lines;
}

/* Room for at least one more event: what the rest of the source and those
 * behind it are likely to hold, so that little is left over at the end. */
static void make_room(struct parser *parser)
{
	struct journal *journal = parser->journal;
	size_t size = sizeof(*journal->events);
	size_t done = (size_t)(parser->line.text - parser->source->text.text);
	size_t old = journal->event_capacity;
	struct slice rest = slice_from_offset(parser->source->text, done);
	size_t more = estimate_lines(rest, rest.length + journal->ahead);

	more += more / 32 + old / 16;
	if (more > MORE_MAX && more > old)
		more = old > MORE_MAX ? old : MORE_MAX;
	journal->events = arena_resize(journal->arena, journal->events,
				       old * size, (old + more) * size);
	journal->event_capacity = old + more;
}

/* Gives the members of the latest events their numbers, all at once, so that
 * the table's memory is fetched for all of them together. */
static void number_members(struct parser *parser)
{
	struct journal *journal = parser->journal;
	uint32_t numbers[AWAITED_MAX];

	intern_add_all(&journal->members, parser->awaited,
		       parser->awaited_count, numbers);
	for (size_t i = 0; i < parser->awaited_count; i++)
		journal->events[parser->awaiting[i]].member = numbers[i];
	parser->awaited_count = 0;
}

uint32_t parser_number_other(struct parser *parser, struct slice id)
{
	struct intern *members = &parser->journal->members;

	number_members(parser);
	if (parser->member.length > 0)
		intern_add(members, parser->member);
	return intern_add(members, id);
}

/* Notes that the event about to be appended has a member. */
static void await_member(struct parser *parser)
{
	if (parser->awaited_count == AWAITED_MAX)
		number_members(parser);
	parser->awaited[parser->awaited_count] = parser->member;
	parser->awaiting[parser->awaited_count] =
		(uint32_t)parser->journal->event_count;
	parser->awaited_count++;
}

/* Reads one directive line; its characters have been checked. */
static void take_line(struct parser *parser)
{
	struct journal *journal = parser->journal;
	size_t attributes = journal->attribute_count;
	size_t quantities = journal->quantity_count;

	parser->lexer.next = parser->line.text;
	parser->member.length = 0;
	parser->slot_begun = false;
	parser->keys_seen = 0;
	parser->last_rank = 0;
	parser->unordered = false;
	parser->finest = 0;
	if (parser_take_head(parser)) {
		parser_advance(parser);
		take_tokens(parser);
		finish_line(parser);
	}
	if (parser->line_errors > 0) {
		journal->attribute_count = attributes;
		journal->quantity_count = quantities;
		return;
	}
	parser->event->attribute_count =
		(uint16_t)(journal->attribute_count - attributes);
	if (parser->member.length > 0)
		await_member(parser);
	journal->kinds |= UINT64_C(1) << parser->event->kind;
	journal->event_count++;
}

/* True for the lines git leaves around a conflict. */
static bool is_conflict_marker(struct slice line)
{
	char first = line.text[0];
	size_t count = 0;

	if (first != '<' && first != '=' && first != '>' && first != '|')
		return false;
	while (count < line.length && line.text[count] == first)
		count++;
	return count == CONFLICT_MARK &&
	       (line.length == count || line.text[count] == ' ');
}

static void complain_of_conflict(struct parser *parser)
{
	struct diagnostic *added;

	if (parser->in_conflict)
		return;
	parser->in_conflict = true;
	added = parser_complain(parser, DIAGNOSTIC_conflict_marker,
				parser->line,
				"a conflict marker of a merge is left over");
	parser_advise(parser, added,
		      "keep the lines of both sides and delete the marker "
		      "lines: the order of lines means nothing");
}

/* Complains about a character; true when all are fine. */
static bool check_characters(struct parser *parser)
{
	size_t start = (size_t)(parser->line.text - parser->source->text.text);
	struct slice ahead;
	struct slice wrong = { NULL, 0 };
	enum line_fault fault;

	parser->plain = true;
	if (start + parser->line.length <= parser->plain_until)
		return true;
	ahead = slice_from_offset(parser->source->text, start);
	if (ahead.length > PLAIN_AHEAD)
		ahead.length = PLAIN_AHEAD;
	parser->plain_until = start + lexer_plain_length(ahead);
	if (start + parser->line.length <= parser->plain_until)
		return true;
	fault = lexer_check(parser->line, &wrong, &parser->plain);
	switch (fault) {
	case LINE_FINE:
		return true;
	case LINE_NOT_UTF8:
		parser_complain(parser, DIAGNOSTIC_invalid_utf8, wrong,
				"a byte that is not UTF-8: save the file as "
				"UTF-8");
		break;
	case LINE_CONTROL:
		parser_complain(parser, DIAGNOSTIC_control_character, wrong,
				*wrong.text ? "a control character: delete it"
					    : "a NUL byte: the file was "
					      "damaged; run repair");
		break;
	case LINE_LONE_RETURN:
		parser_complain(parser, DIAGNOSTIC_control_character, wrong,
				"a carriage return within a line: end lines "
				"with a newline");
		break;
	}
	return false;
}

/* One physical line, without its end. */
static void parse_line(struct parser *parser)
{
	struct slice line = parser->line;
	const char *first = line.text;

	parser->line_errors = 0;
	if (line.length > LINE_SIZE_MAX) {
		parser->line.length = 80;
		parser_complain(parser, DIAGNOSTIC_line_too_long, parser->line,
				"a line of %zu bytes: at most %d are read",
				line.length, LINE_SIZE_MAX);
		return;
	}
	if (!check_characters(parser))
		return;
	while (*first == ' ' || *first == '\t')
		first++;
	if (first == line.text + line.length || *first == ';')
		return;
	if (first != line.text) {
		parser_complain(parser, DIAGNOSTIC_indented_line,
				(struct slice){ line.text,
						(size_t)(first - line.text) },
				"a line begins with a blank: directives start "
				"in column 1");
		return;
	}
	if (is_conflict_marker(line)) {
		complain_of_conflict(parser);
		return;
	}
	if (parser->journal->event_count == parser->journal->event_capacity)
		make_room(parser);
	parser->event = &parser->journal->events[parser->journal->event_count];
	*parser->event = (struct event){
		.day = DAY_NONE,
		.minute = MINUTE_NONE,
		.start = (uint32_t)(line.text - parser->source->text.text),
		.source = parser->number,
		.length = (uint16_t)line.length,
		.member = INTERN_NONE,
		.operand = INTERN_NONE,
		.currency = CURRENCY_NONE,
		.attributes = (uint32_t)parser->journal->attribute_count,
	};
	take_line(parser);
}

/* True when another part of the source or this one has complained. */
static bool is_stopped(const struct parser *parser)
{
	return parser->stop &&
	       (parser->diagnostics->first ||
		atomic_load_explicit(parser->stop, memory_order_relaxed));
}

/* The lines that end with a newline; what is behind the last one. */
static struct slice parse_lines(struct parser *parser, struct slice rest)
{
	while (parser->errors < SOURCE_ERRORS_MAX) {
		const char *end = rest.length
					  ? memchr(rest.text, '\n', rest.length)
					  : NULL;
		size_t length;

		if (!end || is_stopped(parser))
			return rest;
		length = (size_t)(end - rest.text);
		parser->line = (struct slice){ rest.text, length };
		if (length > 0 && end[-1] == '\r')
			parser->line.length--;
		parse_line(parser);
		rest.text += length + 1;
		rest.length -= length + 1;
	}
	diagnostic_add(parser->diagnostics, DIAGNOSTIC_unknown_directive,
		       source_place(parser->source, parser->line),
		       "more than %d errors: the rest of '%s' was not read",
		       SOURCE_ERRORS_MAX, parser->source->name);
	return (struct slice){ NULL, 0 };
}

struct slice parser_take_lines(struct parser *parser, struct slice lines)
{
	struct slice tail = parse_lines(parser, lines);

	number_members(parser);
	return tail;
}

static void complain_of_tail(struct parser *parser, struct slice tail)
{
	struct diagnostic *added;

	if (tail.length > LINE_SIZE_MAX)
		tail.length = LINE_SIZE_MAX;
	added = parser_complain(parser, DIAGNOSTIC_missing_newline, tail,
				"the last line does not end with a newline: "
				"it may have been cut short");
	parser_advise(parser, added,
		      "'pointbook repair' sets it aside; when it is whole, "
		      "'repair --keep' adds the newline");
}

/* Puts the source at the end of the journal's list. */
static void add_source(struct journal *journal, struct source *source)
{
	size_t capacity = journal->source_count;

	if (journal->source_count > UINT16_MAX)
		BUG("more sources than an event can name");
	if ((capacity & (capacity - 1)) == 0)
		journal->sources =
			arena_resize(journal->arena, journal->sources,
				     capacity * sizeof(struct source *),
				     (capacity ? capacity * 2 : 1) *
					     sizeof(struct source *));
	journal->sources[journal->source_count++] = source;
}

/* All of a text in one go. */
static void take_whole(struct parser *parser, struct slice text)
{
	struct slice tail = parser_take_lines(parser, text);

	if (tail.length > 0)
		complain_of_tail(parser, tail);
	if (parser->unreferenced > WARNINGS_MAX)
		diagnostic_add(parser->diagnostics,
			       DIAGNOSTIC_missing_reference,
			       (struct place){ parser->source, 0, 0 },
			       "%zu lines that count have no reference; only "
			       "the first %d are shown: run fmt --fill",
			       parser->unreferenced, WARNINGS_MAX);
}

void parser_init(struct parser *parser, struct journal *journal, size_t number,
		 struct diagnostics *diagnostics)
{
	struct source *source = journal->sources[number];

	*parser = (struct parser){ .journal = journal,
				   .source = source,
				   .number = (uint16_t)number,
				   .diagnostics = diagnostics,
				   .lexer.end = source->text.text +
						source->text.length,
				   .currency = CURRENCY_NONE };
	vocabulary_init_directives(&parser->keywords);
	vocabulary_init_attributes(&parser->keys);
}

void parser_parse_in(struct journal *journal, struct source *source,
		     struct diagnostics *diagnostics, size_t parts)
{
	struct parser parser;
	struct slice text = source->text;

	add_source(journal, source);
	if (text.length > FILE_SIZE_MAX) {
		diagnostic_add(diagnostics, DIAGNOSTIC_file_too_large,
			       (struct place){ source, 0, 0 },
			       "'%s' is larger than 2 GiB", source->name);
		return;
	}
	if (parts > 1 &&
	    parser_take_parts(journal, journal->source_count - 1, parts, false))
		return;
	parser_init(&parser, journal, journal->source_count - 1, diagnostics);
	if (slice_starts(text, "\xef\xbb\xbf"))
		text = slice_from_offset(text, 3);
	take_whole(&parser, text);
}

bool parser_parse_together(struct journal *journal,
			   struct source *const *sources, size_t count,
			   size_t parts)
{
	size_t first = journal->source_count;

	for (size_t i = 0; i < count; i++) {
		if (sources[i]->text.length > FILE_SIZE_MAX)
			return false;
	}
	for (size_t i = 0; i < count; i++)
		add_source(journal, sources[i]);
	if (parser_take_parts(journal, first, parts, true))
		return true;
	journal->source_count = first;
	return false;
}

void parser_parse_more(struct journal *journal, size_t number, size_t offset,
		       struct diagnostics *diagnostics)
{
	struct parser parser;

	parser_init(&parser, journal, number, diagnostics);
	take_whole(&parser, slice_from_offset(parser.source->text, offset));
}

void parser_parse(struct journal *journal, struct source *source,
		  struct diagnostics *diagnostics)
{
	parser_parse_in(journal, source, diagnostics,
			source->text.length < PARTS_FROM ? 1
							 : parallel_width());
}

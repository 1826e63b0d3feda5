/*
 * Every source is written anew, line by line: comments go, values about people
 * are replaced where they stand, all other bytes stay. Line numbers are as they
 * were. The day of a birthday stays, as bonuses rest on it; so do the shop's
 * own keys with a plain word, as rules may. A reason is hidden when it holds a
 * word of somebody's name, an address or a number.
 */
#include "cmd/pseudonyms.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "journal/lexer.h"
#include "journal/parser.h"
#include "journal/private_data.h"
#include "journal/reference.h"

enum {
	NAME_WORD_MIN = 3, /* bytes of a word that is looked for */
	BIRTHDAY = 5,      /* bytes of MM-DD */
	SEED = 0
};

struct hiding {
	struct session *session;
	const struct journal *journal; /* as it was read */
	struct intern words;           /* of names */
};

/* A stretch of a line and what stands there instead. */
struct hole {
	size_t start, end;
	const char *text;
};

/* ---- pseudonyms ---- */

static int nibble(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Syllables out of the digits of a digest, the first letter a capital. */
static void add_word(struct text *text, const char *digits, size_t count)
{
	static const char capitals[] = "BDFGKLMNPRSTVZHJ";
	static const char consonants[] = "bdfgklmnprstvzhj";
	static const char vowels[] = "aeioaeiuaeouaeio";

	for (size_t i = 0; i < count; i++) {
		const char *letters = i % 2 == 0 ? consonants : vowels;
		if (i == 0)
			letters = capitals;
		text_add_char(text, letters[nibble(digits[i])]);
	}
}

void pseudonyms_add_name(struct text *text, struct slice id)
{
	enum {
		FIRST = 5,
		LAST = 5
	};
	char digest[DIGEST_TEXT_MAX];

	digest_print(id, digest);
	add_word(text, digest, FIRST);
	text_add_char(text, ' ');
	add_word(text, digest + FIRST, LAST);
}

/* ---- names in other texts ---- */

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

/* Takes the next word off the text; empty at the end. */
static struct slice next_word(struct slice *text)
{
	size_t start = 0;
	size_t end;

	while (start < text->length && !is_word_byte(text->text[start]))
		start++;
	end = start;
	while (end < text->length && is_word_byte(text->text[end]))
		end++;
	struct slice word = { text->text + start, end - start };
	*text = slice_from_offset(*text, end);
	return word;
}

static void take_names(struct hiding *hiding)
{
	const struct journal *journal = hiding->journal;

	for (size_t i = 0; i < journal->profile_count; i++) {
		struct slice name = event_value(
			journal, &journal->events[journal->profiles[i]],
			KEY_WHY);
		for (;;) {
			struct slice word = next_word(&name);
			if (word.length == 0)
				break;
			if (word.length >= NAME_WORD_MIN)
				(void)intern_add(&hiding->words, word);
		}
	}
}

static bool tells(const struct hiding *hiding, struct slice text)
{
	struct slice part;

	if (private_data_find(text, &part) != PRIVATE_DATA_NONE)
		return true;
	for (;;) {
		struct slice word = next_word(&text);
		if (word.length == 0)
			return false;
		if (word.text[0] < 'a' &&
		    intern_find(&hiding->words, word) != INTERN_NONE)
			return true;
	}
}

/* ---- values ---- */

static const char *hide_address(struct hiding *hiding,
				const struct event *event)
{
	struct text text;

	text_init(&text, hiding->session->arena);
	pseudonyms_add_name(&text, event_member(hiding->journal, event));
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] == ' ')
			text.bytes[i] = '.';
	text_add(&text, "@example.org");
	return text.bytes;
}

/* What stands for a value of a profile; NULL: it goes, with its key. */
static const char *hide_profile(struct hiding *hiding,
				const struct event *event,
				const struct attribute *one)
{
	struct arena *arena = hiding->session->arena;
	struct slice raw = attribute_raw(hiding->journal, event, one);
	struct text text;

	switch (one->key) {
	case KEY_WHY:
		text_init(&text, arena);
		text_add_char(&text, '"');
		if (raw.length > 0)
			pseudonyms_add_name(
				&text, event_member(hiding->journal, event));
		text_add_char(&text, '"');
		return text.bytes;
	case KEY_EMAIL:
		return hide_address(hiding, event);
	case KEY_BIRTHDAY:
		raw = slice_from_offset(
			raw, raw.length > BIRTHDAY ? raw.length - BIRTHDAY : 0);
		return arena_copy(arena, raw.text, raw.length);
	default:
		break;
	}
	if (one->key < KEY_COUNT || slice_find(raw, ' ') < raw.length ||
	    tells(hiding, raw))
		return NULL;
	return arena_copy(arena, raw.text, raw.length);
}

static const char *hide_value(struct hiding *hiding, const struct event *event,
			      const struct attribute *one, bool *changes)
{
	struct slice raw = attribute_raw(hiding->journal, event, one);
	bool is_private = directive_of((enum event_kind)event->kind)->private;

	*changes = true;
	if (event->kind == EVENT_PROFILE)
		return hide_profile(hiding, event, one);
	if ((one->key == KEY_WHY && is_private) ||
	    ((one->key == KEY_WHY || one->key == KEY_OVERRIDE ||
	      one->key >= KEY_COUNT) &&
	     tells(hiding, raw)))
		return "\"(hidden)\"";
	*changes = false;
	return NULL;
}

/* ---- lines ---- */

static int compare_holes(const void *left, const void *right)
{
	const struct hole *a = left;
	const struct hole *b = right;

	return a->start < b->start ? -1 : a->start > b->start;
}

/* What changes of a line, in the order of its bytes. */
static struct hole *find_holes(struct hiding *hiding, const struct event *event,
			       size_t *count)
{
	const struct journal *journal = hiding->journal;
	struct slice line = event_line(journal, event);
	struct hole *holes =
		arena_take_array(hiding->session->arena,
				 event->attribute_count + 1, sizeof(*holes));

	*count = 0;
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];
		bool changes;
		const char *text = hide_value(hiding, event, one, &changes);
		size_t start = one->start;
		if (!changes)
			continue;
		while (text == NULL && start > 0 && line.text[start - 1] != ' ')
			start--; /* the key */
		holes[(*count)++] =
			(struct hole){ start, (size_t)one->start + one->length,
				       text == NULL ? "" : text };
	}
	if (*count > 1)
		qsort(holes, *count, sizeof(*holes), compare_holes);
	return holes;
}

static void add_line(struct hiding *hiding, struct text *text,
		     const struct event *event)
{
	struct slice line = event_line(hiding->journal, event);
	struct slice comment = lexer_comment(line);
	size_t end = comment.length > 0 ? (size_t)(comment.text - line.text)
					: line.length;
	size_t count;
	const struct hole *holes = find_holes(hiding, event, &count);
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		text_add_bytes(text, line.text + at, holes[i].start - at);
		text_add(text, holes[i].text);
		at = holes[i].end;
	}
	if (at < end)
		text_add_bytes(text, line.text + at, end - at);
}

/* The whole source; *next is its first event, and then the next one's. */
static struct slice hide_source(struct hiding *hiding, size_t number,
				size_t *next)
{
	const struct journal *journal = hiding->journal;
	struct slice old = journal->sources[number]->text;
	struct text text;
	size_t at = 0;

	text_init(&text, hiding->session->arena);
	while (at < old.length) {
		struct slice rest = slice_from_offset(old, at);
		size_t length = slice_find(rest, '\n');
		const struct event *event = *next < journal->event_count
						    ? &journal->events[*next]
						    : NULL;
		bool is_event = event != NULL && event->source == number &&
				event->start < at + length;
		if (is_event) {
			add_line(hiding, &text, event);
			(*next)++;
		}
		text_add_char(&text, '\n');
		at += length + 1;
	}
	return text_slice(&text);
}

void pseudonyms_apply(struct session *session)
{
	const struct journal *old = session->journal;
	struct hiding hiding = { .session = session, .journal = old };
	struct journal *journal = arena_take(session->arena, sizeof(*journal));
	size_t next = 0;

	intern_init(&hiding.words, session->arena, SEED);
	take_names(&hiding);
	journal_init(journal, session->arena, old->seed);
	diagnostics_init(&session->diagnostics, session->arena);
	for (size_t i = 0; i < old->source_count; i++) {
		struct slice text = hide_source(&hiding, i, &next);
		struct source *source =
			source_new(session->arena, old->sources[i]->name, text);
		source->device = old->sources[i]->device;
		source->inode = old->sources[i]->inode;
		parser_parse(journal, source, &session->diagnostics);
	}
	journal->members_absent = old->members_absent;
	journal_index(journal, &session->diagnostics);
	session->journal = journal;
}

enum exit_status pseudonyms_refuse(struct session *session, const char *why)
{
	if (!session->global.pseudonyms)
		return STATUS_FINE;
	message_error(&session->terminal, "%s: leave out --pseudonyms", why);
	return STATUS_USAGE;
}

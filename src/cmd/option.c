/*
 * Reading a command line by tables of options. Scanning and applying are two
 * steps: the words are first split into matches and operands, so that --today
 * and --help are known before any day is read; only then values are judged.
 */
#include "cmd/option.h"

#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "query/period.h"

/* Where a scan is: the words, and how far it got. */
struct option_cursor {
	struct arena *arena;
	struct option_line *line;
	const char *const *words;
	size_t count;
	size_t at;
};

/* An option found by name in one of the sets. */
struct option_hit {
	const struct option *option;
	const struct option_set *set;
	bool negated;
};

bool option_takes_value(const struct option *option)
{
	return option->kind != OPTION_FLAG && option->kind != OPTION_COUNT;
}

const struct option *option_find(const struct option *table, struct slice name)
{
	for (; table && table->name; table++) {
		if (slice_is(name, table->name))
			return table;
	}
	return NULL;
}

const struct option *option_find_letter(const struct option *table, char letter)
{
	for (; table && table->name; table++) {
		if (table->letter == letter && letter != '\0')
			return table;
	}
	return NULL;
}

/* The flag that this name takes back: `color` of `no-color` and the other way
 * round; NULL when it takes back none. */
static const struct option *find_negated(const struct option *table,
					 struct slice name)
{
	for (; table && table->name; table++) {
		struct slice own = slice_from(table->name);
		bool is_no = slice_starts(own, "no-");
		bool is_match =
			is_no ? slice_equal(slice_from_offset(own, 3), name)
			      : slice_starts(name, "no-") &&
					slice_equal(slice_from_offset(name, 3),
						    own);
		if (table->kind == OPTION_FLAG && is_match)
			return table;
	}
	return NULL;
}

static bool find_hit(const struct option_set *sets, size_t set_count,
		     struct slice name, struct option_hit *hit)
{
	for (size_t i = 0; i < set_count; i++) {
		hit->set = &sets[i];
		hit->negated = false;
		hit->option = option_find(sets[i].options, name);
		if (hit->option)
			return true;
	}
	for (size_t i = 0; i < set_count; i++) {
		hit->set = &sets[i];
		hit->negated = true;
		hit->option = find_negated(sets[i].options, name);
		if (hit->option)
			return true;
	}
	return false;
}

static bool find_letter_hit(const struct option_set *sets, size_t set_count,
			    char letter, struct option_hit *hit)
{
	for (size_t i = 0; i < set_count; i++) {
		hit->set = &sets[i];
		hit->negated = false;
		hit->option = option_find_letter(sets[i].options, letter);
		if (hit->option)
			return true;
	}
	return false;
}

/* True for words that are operands although they begin with `-`. */
static bool is_operand(const char *word)
{
	return word[0] != '-' || word[1] == '\0' ||
	       (word[1] >= '0' && word[1] <= '9');
}

/* `-sms` of consent: no letter of an option, and more than one. */
static bool is_signed(const struct option_line *line, const char *word)
{
	struct option_hit hit;
	return line->takes_signed && word[0] == '-' && word[1] != '-' &&
	       word[1] != '\0' && word[2] != '\0' &&
	       !find_letter_hit(line->sets, line->set_count, word[1], &hit);
}

/* --- scanning ---------------------------------------------------------------*/

static bool fail(struct option_cursor *cursor, const char *error,
		 const char *fix)
{
	cursor->line->error = error;
	cursor->line->fix = fix;
	return false;
}

static void add_operand(struct option_cursor *cursor, const char *word)
{
	struct option_line *line = cursor->line;
	line->operands = arena_grow(
		cursor->arena, line->operands, line->operand_count + 1,
		sizeof(*line->operands), &line->operand_capacity);
	line->operands[line->operand_count++] = word;
}

static void add_match(struct option_cursor *cursor,
		      const struct option_hit *hit, const char *text)
{
	struct option_line *line = cursor->line;
	line->matches =
		arena_grow(cursor->arena, line->matches, line->match_count + 1,
			   sizeof(*line->matches), &line->match_capacity);
	line->matches[line->match_count++] =
		(struct option_match){ hit->option, hit->set, text,
				       hit->negated };
}

/* "there is no option '--formt'; did you mean '--format'?" */
static bool fail_unknown(struct option_cursor *cursor, struct slice name)
{
	const struct option_line *line = cursor->line;
	struct suggest search;
	struct text text;
	suggest_init(&search, name);
	for (size_t i = 0; i < line->set_count; i++) {
		const struct option *option = line->sets[i].options;
		for (; option && option->name; option++)
			suggest_add(&search, slice_from(option->name));
	}
	struct slice near = suggest_take(&search);
	const char *fix = NULL;
	if (near.length > 0)
		fix = arena_print(cursor->arena, "did you mean '--%.*s'?",
				  SLICE_ARGS(near));
	text_init(&text, cursor->arena);
	text_add(&text, "there is no option '--");
	utf8_add_visible(&text, name);
	text_add_char(&text, '\'');
	return fail(cursor, text.bytes, fix);
}

/* --name, --name=value, --name value. */
static bool scan_long(struct option_cursor *cursor)
{
	struct slice value;
	struct slice word = slice_from(cursor->words[cursor->at] + 2);
	struct slice name = slice_cut(word, '=', &value);
	bool has_value = name.length < word.length;
	struct option_hit hit;
	if (!find_hit(cursor->line->sets, cursor->line->set_count, name, &hit))
		return fail_unknown(cursor, name);
	if (!option_takes_value(hit.option)) {
		if (has_value)
			return fail(cursor,
				    arena_print(cursor->arena,
						"option '--%.*s' takes no "
						"value",
						SLICE_ARGS(name)),
				    NULL);
		add_match(cursor, &hit, NULL);
		return true;
	}
	if (!has_value && ++cursor->at == cursor->count)
		return fail(cursor,
			    arena_print(cursor->arena,
					"option '--%.*s' needs a value",
					SLICE_ARGS(name)),
			    arena_print(cursor->arena, "write --%.*s %s",
					SLICE_ARGS(name), hit.option->value));
	add_match(cursor, &hit,
		  has_value ? value.text : cursor->words[cursor->at]);
	return true;
}

/* -n, -nv, -fFILE, -f FILE. */
static bool scan_letters(struct option_cursor *cursor)
{
	const char *letters = cursor->words[cursor->at] + 1;
	for (; *letters; letters++) {
		struct option_hit hit;
		if (!find_letter_hit(cursor->line->sets,
				     cursor->line->set_count, *letters, &hit)) {
			struct text text;
			text_init(&text, cursor->arena);
			text_add(&text, "there is no option '-");
			utf8_add_visible(&text, (struct slice){ letters, 1 });
			text_add_char(&text, '\'');
			return fail(cursor, text.bytes,
				    "write -- before an operand that begins "
				    "with -");
		}
		if (!option_takes_value(hit.option)) {
			add_match(cursor, &hit, NULL);
			continue;
		}
		if (letters[1] != '\0') {
			add_match(cursor, &hit, letters + 1);
			return true;
		}
		if (++cursor->at == cursor->count)
			return fail(cursor,
				    arena_print(cursor->arena,
						"option '-%c' needs a value",
						*letters),
				    arena_print(cursor->arena, "write -%c %s",
						*letters, hit.option->value));
		add_match(cursor, &hit, cursor->words[cursor->at]);
	}
	return true;
}

bool option_scan(struct arena *arena, struct option_line *line,
		 const char *const *words, size_t count)
{
	struct option_cursor cursor = { arena, line, words, count, 0 };
	bool is_ended = false;
	for (; cursor.at < count; cursor.at++) {
		const char *word = words[cursor.at];
		if (is_ended || is_operand(word) || is_signed(line, word))
			add_operand(&cursor, word);
		else if (strcmp(word, "--") == 0)
			is_ended = true;
		else if (word[1] == '-') {
			if (!scan_long(&cursor))
				return false;
		} else if (!scan_letters(&cursor)) {
			return false;
		}
	}
	return true;
}

/* True when the option word takes the next word as its value. */
static bool takes_next(const struct option_set *sets, size_t set_count,
		       const char *word)
{
	struct option_hit hit;
	if (word[1] == '-')
		return !strchr(word, '=') &&
		       find_hit(sets, set_count, slice_from(word + 2), &hit) &&
		       option_takes_value(hit.option);
	for (const char *letter = word + 1; *letter; letter++) {
		if (find_letter_hit(sets, set_count, *letter, &hit) &&
		    option_takes_value(hit.option))
			return letter[1] == '\0';
	}
	return false;
}

size_t option_lead(const struct option_set *sets, size_t set_count,
		   const char *const *words, size_t count)
{
	size_t at = 0;
	while (at < count && !is_operand(words[at]) &&
	       strcmp(words[at], "--") != 0)
		at += takes_next(sets, set_count, words[at]) ? 2 : 1;
	return at < count ? at : count;
}

const char *option_given(const struct option_line *line, const char *name)
{
	const char *text = NULL;
	for (size_t i = 0; i < line->match_count; i++) {
		const struct option_match *match = &line->matches[i];
		if (strcmp(match->option->name, name) != 0)
			continue;
		if (match->negated)
			text = NULL;
		else
			text = match->text ? match->text : "";
	}
	return text;
}

/* --- applying ---------------------------------------------------------------*/

/* The member of the set's struct that the option fills. */
static void *member_of(const struct option_set *set,
		       const struct option *option)
{
	return (char *)set->values + option->offset;
}

static void clear_member(const struct option_set *set,
			 const struct option *option)
{
	void *member = member_of(set, option);
	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)member = false;
		break;
	case OPTION_COUNT:
		*(int *)member = 0;
		break;
	case OPTION_TEXT:
	case OPTION_FILE:
		*(const char **)member = NULL;
		break;
	case OPTION_NUMBER:
		*(int64_t *)member = -1;
		break;
	case OPTION_DAY:
		*(struct day *)member = DAY_NONE;
		break;
	case OPTION_PERIOD:
		*(struct period *)member = PERIOD_ALWAYS;
		break;
	case OPTION_SPAN:
		*(struct span *)member = (struct span){ -1, SPAN_DAYS };
		break;
	case OPTION_CHOICE:
		*(int *)member = -1;
		break;
	case OPTION_LIST:
		*(struct option_list *)member = (struct option_list){ NULL, 0 };
		break;
	}
}

static bool read_number(struct slice text, int64_t *number)
{
	uint64_t value;
	if (!slice_parse_unsigned(text, &value) || value > INT64_MAX)
		return false;
	*number = (int64_t)value;
	return true;
}

static bool read_choice(const struct option *option, struct slice text,
			int *choice)
{
	for (int i = 0; option->choices[i]; i++) {
		if (slice_is(text, option->choices[i])) {
			*choice = i;
			return true;
		}
	}
	return false;
}

/* Lists grow by one; they are short. */
static void add_to_list(struct arena *arena, struct option_list *list,
			const char *text)
{
	const char **values =
		arena_take_array(arena, list->count + 1, sizeof(*values));
	for (size_t i = 0; i < list->count; i++)
		values[i] = list->values[i];
	values[list->count++] = text;
	list->values = values;
}

/* Fills the member; false when the text is none of the kind. */
static bool fill_member(struct arena *arena, const struct option_match *match,
			struct day today)
{
	void *member = member_of(match->set, match->option);
	struct slice text = slice_from(match->text);
	switch (match->option->kind) {
	case OPTION_FLAG:
		*(bool *)member = !match->negated;
		return true;
	case OPTION_COUNT:
		++*(int *)member;
		return true;
	case OPTION_TEXT:
	case OPTION_FILE:
		*(const char **)member = match->text;
		return true;
	case OPTION_NUMBER:
		return read_number(text, member);
	case OPTION_DAY:
		return period_parse_day(text, today, member);
	case OPTION_PERIOD:
		return period_parse(text, today, member);
	case OPTION_SPAN:
		return span_parse(text, member);
	case OPTION_CHOICE:
		return read_choice(match->option, text, member);
	case OPTION_LIST:
		add_to_list(arena, member, match->text);
		return true;
	}
	return false;
}

/* What a value of the kind looks like. */
static const char *describe_kind(struct arena *arena,
				 const struct option *option,
				 struct slice wanted)
{
	struct suggest search;
	struct text text;
	switch (option->kind) {
	case OPTION_NUMBER:
		return "write digits: 20";
	case OPTION_DAY:
		return "write a day: 2026-10-31, today, yesterday";
	case OPTION_PERIOD:
		return arena_print(arena, "write %s", period_forms());
	case OPTION_SPAN:
		return "write a number and days, weeks, months or years: 30d";
	case OPTION_CHOICE:
		break;
	case OPTION_FLAG:
	case OPTION_COUNT:
	case OPTION_TEXT:
	case OPTION_FILE:
	case OPTION_LIST:
		return NULL;
	}
	suggest_init(&search, wanted);
	text_init(&text, arena);
	for (int i = 0; option->choices[i]; i++) {
		suggest_add(&search, slice_from(option->choices[i]));
		text_add(&text, i == 0 ? "it is one of " : ", ");
		text_add(&text, option->choices[i]);
	}
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		return arena_print(arena, "did you mean '%.*s'?",
				   SLICE_ARGS(near));
	return text.bytes;
}

static bool fail_value(struct arena *arena, struct option_line *line,
		       const struct option_match *match)
{
	struct text text;
	struct slice value = slice_from(match->text);
	text_init(&text, arena);
	text_add_char(&text, '\'');
	utf8_add_visible(&text, value);
	text_add_format(&text, "' is no value for --%s", match->option->name);
	line->error = text.bytes;
	line->fix = describe_kind(arena, match->option, value);
	return false;
}

bool option_apply(struct arena *arena, struct option_line *line,
		  struct day today)
{
	for (size_t i = 0; i < line->set_count; i++) {
		const struct option *option = line->sets[i].options;
		for (; option && option->name; option++)
			clear_member(&line->sets[i], option);
	}
	for (size_t i = 0; i < line->match_count; i++) {
		if (!fill_member(arena, &line->matches[i], today))
			return fail_value(arena, line, &line->matches[i]);
	}
	return true;
}

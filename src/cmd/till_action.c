/*
 * What is typed at a member's prompt, as the words of a command; and what may
 * be typed there.
 */
#include <string.h>

#include "base/arena.h"
#include "cmd/till.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"

static void add(struct till_action *action, const char *word)
{
	if (action->count < sizeof(action->words) / sizeof(*action->words))
		action->words[action->count++] = word;
}

static void add_option(struct till_action *action, const char *option,
		       const char *value)
{
	add(action, option);
	add(action, value);
}

static const char *copy(struct arena *arena, struct slice word)
{
	return arena_copy(arena, word.text, word.length);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* True for 4, 4.50, 4,50 and .50; *amount is the same with a point. */
static bool read_amount(struct arena *arena, struct slice word,
			const char **amount)
{
	char *text = arena_take(arena, word.length + 2);
	size_t points = 0;
	size_t digits = 0;

	memcpy(text, word.text, word.length);
	for (size_t i = 0; i < word.length; i++) {
		if (text[i] == ',')
			text[i] = '.';
		points += text[i] == '.';
		digits += is_digit(text[i]);
	}
	if (digits == 0 || points > 1 || digits + points != word.length)
		return false;
	*amount = text[0] == '.' ? arena_print(arena, "0%s", text) : text;
	return true;
}

/* `4.50 pay 50 ^B-17`: what may stand behind an amount. False when it is
 * something else. */
static bool read_sale_rest(struct arena *arena, struct slice rest,
			   struct till_action *action)
{
	while (rest.length > 0) {
		struct slice word = slice_cut(rest, ' ', &rest);

		if (slice_is(word, "pay")) {
			word = slice_cut(rest, ' ', &rest);
			add_option(action, "--pay", copy(arena, word));
		} else if (slice_starts(word, "^") && word.length > 1) {
			add_option(action, "--ref",
				   copy(arena, slice_from_offset(word, 1)));
		} else if (word.length > 0) {
			return false;
		}
	}
	return true;
}

static bool read_sale(const struct till *till, struct arena *arena,
		      struct slice line, struct till_action *action)
{
	struct slice rest = { NULL, 0 };
	struct slice word = slice_cut(line, ' ', &rest);
	const char *amount;

	if (!read_amount(arena, word, &amount))
		return false;
	add(action, "sale");
	add(action, copy(arena, till->member));
	add(action, amount);
	return read_sale_rest(arena, rest, action);
}

static bool read_stamp(const struct till *till, struct arena *arena,
		       struct slice line, struct till_action *action)
{
	struct slice rest = { NULL, 0 };

	if (!slice_is(slice_cut(line, ' ', &rest), "stamp"))
		return false;
	add(action, "stamp");
	add(action, copy(arena, till->member));
	if (rest.length > 0)
		add(action, copy(arena, slice_trim(rest)));
	return true;
}

static const struct program *program_now(const struct till *till)
{
	const struct open_book *open = &till->requests.open;

	return open->is_open
		       ? programs_on(&open->programs, till->session->today)
		       : NULL;
}

static bool read_reward(const struct till *till, struct arena *arena,
			struct slice line, struct till_action *action)
{
	const struct program *program = program_now(till);

	if (!program || program_find_reward(program, line) < 0)
		return false;
	add(action, "redeem");
	add(action, copy(arena, till->member));
	add(action, copy(arena, line));
	return true;
}

bool till_action_read(const struct till *till, struct arena *arena,
		      struct slice line, struct till_action *action)
{
	static bool (*const readers[])(
		const struct till *, struct arena *, struct slice,
		struct till_action *) = { read_sale, read_stamp, read_reward };

	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		action->count = 0;
		if (readers[i](till, arena, line, action))
			return true;
	}
	return false;
}

/* ---- completion -------------------------------------------------------------*/

static const char *const words_always[] = { "undo", "q", "new", "?" };

/* The nth of all words, in no order; empty behind the last. */
static struct slice word_at(const struct till *till, size_t nth)
{
	const size_t fixed = sizeof(words_always) / sizeof(*words_always);
	const struct book *people = till->requests.open.people;
	const struct program *program = program_now(till);

	if (nth < fixed)
		return slice_from(words_always[nth]);
	nth -= fixed;
	if (till->member.length > 0) {
		if (nth == 0)
			return SLICE("stamp");
		if (program && nth - 1 < program->reward_count)
			return program->rewards[nth - 1].name;
		return SLICE("");
	}
	if (!people || nth / 2 >= people->member_count)
		return SLICE("");
	uint32_t member = (uint32_t)(nth / 2);
	struct slice id = intern_text(&people->journal->members, member);
	struct slice name = book_member_name(people, member);

	return nth % 2 == 0 || name.length == 0 ? id : name;
}

const char *till_word(void *context, const char *line, const char *start,
		      size_t nth)
{
	const struct till *till = context;
	struct slice wanted = slice_from(start);

	if (*line)
		return NULL; /* only the first word is one of a list */
	for (size_t i = 0;; i++) {
		struct slice word = word_at(till, i);

		if (word.length == 0)
			return NULL;
		if (word.length >= wanted.length &&
		    memcmp(word.text, wanted.text, wanted.length) == 0 &&
		    nth-- == 0)
			return copy(till->session->arena, word);
	}
}

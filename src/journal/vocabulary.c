/*
 * A small open table; the home of a word comes from its length and three of
 * its bytes, which keeps the words of the language nearly all apart.
 */
#include "journal/vocabulary.h"

#include <string.h>

#include "base/bug.h"
#include "journal/journal.h"

_Static_assert(EVENT_KIND_COUNT * 2 < VOCABULARY_SLOTS &&
		       KEY_COUNT * 2 < VOCABULARY_SLOTS,
	       "the table must stay half empty");

static size_t home_of(struct slice word)
{
	size_t first = (unsigned char)word.text[0];
	size_t middle = (unsigned char)word.text[word.length / 2];
	size_t last = (unsigned char)word.text[word.length - 1];

	return (first * 5 + middle * 3 + last * 17 + word.length) &
	       (VOCABULARY_SLOTS - 1);
}

static void add(struct vocabulary *vocabulary, const char *word,
		unsigned number)
{
	struct slice text = slice_from(word);
	size_t at;

	if (text.length == 0)
		return;
	if (text.length >= INTERN_LONG)
		BUG("a word of the language that is too long");
	at = home_of(text);
	while (vocabulary->words[at].last != 0)
		at = (at + 1) & (VOCABULARY_SLOTS - 1);
	vocabulary->words[at] = intern_head_of(text);
	vocabulary->numbers[at] = (uint8_t)number;
}

void vocabulary_init_directives(struct vocabulary *vocabulary)
{
	memset(vocabulary, 0, sizeof(*vocabulary));
	for (unsigned i = 0; i < EVENT_KIND_COUNT; i++)
		add(vocabulary, directive_of((enum event_kind)i)->keyword, i);
}

void vocabulary_init_attributes(struct vocabulary *vocabulary)
{
	memset(vocabulary, 0, sizeof(*vocabulary));
	for (unsigned i = 0; i < KEY_COUNT; i++)
		add(vocabulary, attribute_name((enum attribute_key)i), i);
}

unsigned vocabulary_find(const struct vocabulary *vocabulary, struct slice word)
{
	struct intern_head head;
	size_t at;

	if (word.length == 0 || word.length >= INTERN_LONG)
		return VOCABULARY_NONE;
	head = intern_head_of(word);
	at = home_of(word);
	while (vocabulary->words[at].last != 0) {
		if (vocabulary->words[at].first == head.first &&
		    vocabulary->words[at].last == head.last)
			return vocabulary->numbers[at];
		at = (at + 1) & (VOCABULARY_SLOTS - 1);
	}
	return VOCABULARY_NONE;
}

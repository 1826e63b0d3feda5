/*
 * Looking a member up, kind by kind: the first kind that finds anybody
 * decides. Profiles are walked as they stand in the journal; a shop has some
 * ten thousand of them at most, and this runs once a command.
 */
#include "cmd/find_member.h"

#include "base/arena.h"
#include "base/fold.h"
#include "base/intern.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/member_row.h"

enum {
	DIGITS_MIN = 6, /* of a phone number: fewer are no number */
	LISTED_MAX = 10
};

struct search {
	struct arena *arena;
	const struct book *book;
	struct slice text;
	struct slice folded[FOLD_LETTERS + 1];
	struct fold fold; /* of what is compared with it */
	struct member_search *found;
	size_t capacity;
	uint32_t *members;
};

/* True when the text is the one searched, but for case and Unicode form. */
static bool is_same(struct search *search, struct slice text)
{
	return slice_equal(fold_text(&search->fold, FOLD_FORM, text),
			   search->folded[FOLD_FORM]);
}

/* The digits of a text that is a phone number, without the zeros and the plus
 * that say where the call comes from; empty for other texts. */
static struct slice phone_digits(struct arena *arena, struct slice text)
{
	char *digits = arena_take(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.text[i];
		bool is_digit = byte >= '0' && byte <= '9';
		bool is_filler = byte == ' ' || byte == '-' || byte == '/' ||
				 byte == '(' || byte == ')' || byte == '.' ||
				 byte == '+';
		if (!is_digit && !is_filler)
			return (struct slice){ NULL, 0 };
		if (is_digit && (length > 0 || byte != '0'))
			digits[length++] = byte;
	}
	return (struct slice){ digits, length };
}

/* True when one number ends with the other: with or without country code. */
static bool is_same_phone(struct arena *arena, struct slice a, struct slice b)
{
	a = phone_digits(arena, a);
	b = phone_digits(arena, b);
	struct slice longer = a.length > b.length ? a : b;
	struct slice shorter = a.length > b.length ? b : a;
	return shorter.length >= DIGITS_MIN &&
	       slice_equal(shorter,
			   slice_from_offset(longer,
					     longer.length - shorter.length));
}

static bool ends_word(struct slice name, size_t at)
{
	return at == name.length || name.text[at] == ' ' ||
	       name.text[at] == '-' || name.text[at] == ',';
}

/* True when the word is a whole word of the name. */
static bool has_word(struct slice name, struct slice word)
{
	for (size_t i = 0; i + word.length <= name.length; i++) {
		struct slice part = { name.text + i, word.length };
		if ((i == 0 || ends_word(name, i - 1)) &&
		    ends_word(name, i + word.length) && slice_equal(part, word))
			return true;
	}
	return false;
}

/* True when every word of the text is a word of the name, both folded. */
static bool has_words(struct search *search, enum fold_kind kind,
		      struct slice name)
{
	struct slice text = search->folded[kind];
	bool has_any = false;

	name = fold_text(&search->fold, kind, name);
	while (text.length > 0) {
		struct slice word = slice_cut(text, ' ', &text);
		if (word.length == 0)
			continue;
		if (!has_word(name, word))
			return false;
		has_any = true;
	}
	return has_any;
}

static bool key_matches(struct search *search, uint32_t member, uint32_t key,
			bool is_phone)
{
	struct member_row row = { .arena = search->arena,
				  .book = search->book,
				  .member = member };
	struct slice value;
	for (size_t nth = 0; member_row_profile(&row, key, nth, &value);
	     nth++) {
		if (is_phone ? is_same_phone(search->arena, value, search->text)
			     : is_same(search, value))
			return true;
	}
	return false;
}

static bool is_named(struct search *search, uint32_t member, enum found_by by)
{
	const struct book *book = search->book;

	switch (by) {
	case FOUND_ID:
		return slice_equal(intern_text(&book->journal->members, member),
				   search->text);
	case FOUND_ALIAS:
		return key_matches(search, member, KEY_ALIAS, false);
	case FOUND_CARD:
		return key_matches(search, member, KEY_CARD, false);
	case FOUND_EMAIL:
		return key_matches(search, member, KEY_EMAIL, false);
	case FOUND_PHONE:
		return key_matches(search, member, KEY_PHONE, true);
	case FOUND_ALIKE:
		return is_same(search,
			       intern_text(&book->journal->members, member));
	case FOUND_WHOLE:
		return is_same(search, book_member_name(book, member));
	case FOUND_NAME:
		return has_words(search, FOLD_FORM,
				 book_member_name(book, member));
	case FOUND_LETTERS:
		return has_words(search, FOLD_LETTERS,
				 book_member_name(book, member));
	case FOUND_NOBODY:
		break;
	}
	return false;
}

/* Adds the member, or where it went, once. */
static void add_member(struct search *search, uint32_t member)
{
	struct member_search *found = search->found;
	member = book_member_now(search->book, member);
	for (size_t i = 0; i < found->count; i++) {
		if (search->members[i] == member)
			return;
	}
	search->members =
		arena_grow(search->arena, search->members, found->count + 1,
			   sizeof(*search->members), &search->capacity);
	search->members[found->count++] = member;
	found->members = search->members;
}

/* Insertion by id: lists are short. */
static void sort_members(struct search *search)
{
	const struct intern *ids = &search->book->journal->members;
	for (size_t i = 1; i < search->found->count; i++) {
		uint32_t member = search->members[i];
		struct slice id = intern_text(ids, member);
		size_t at = i;
		while (at > 0 &&
		       slice_compare(intern_text(ids, search->members[at - 1]),
				     id) > 0) {
			search->members[at] = search->members[at - 1];
			at--;
		}
		search->members[at] = member;
	}
}

static struct slice suggest_member(const struct search *search)
{
	const struct book *book = search->book;
	struct suggest near;
	suggest_init(&near, search->text);
	for (uint32_t i = 0; i < book->member_count; i++) {
		suggest_add(&near, intern_text(&book->journal->members, i));
		suggest_add(&near, book_member_name(book, i));
	}
	return suggest_take(&near);
}

void find_member_search(struct arena *arena, const struct book *book,
			struct slice text, struct member_search *found)
{
	struct search search = { .arena = arena,
				 .book = book,
				 .text = slice_trim(text),
				 .found = found };
	*found = (struct member_search){ .by = FOUND_NOBODY };
	if (search.text.length == 0)
		return;
	for (unsigned kind = FOLD_FORM; kind <= FOLD_LETTERS; kind++)
		search.folded[kind] =
			fold_copy(arena, (enum fold_kind)kind, search.text);
	fold_init(&search.fold, arena);
	for (unsigned by = FOUND_ID; by < FOUND_NOBODY; by++) {
		for (uint32_t i = 0; i < book->member_count; i++) {
			if (book->members[i].status != MEMBER_UNKNOWN &&
			    is_named(&search, i, (enum found_by)by))
				add_member(&search, i);
		}
		if (found->count > 0) {
			found->by = (enum found_by)by;
			sort_members(&search);
			return;
		}
	}
	found->suggestion = suggest_member(&search);
}

static void add_known_as(struct text *text, const struct book *book,
			 uint32_t member)
{
	struct slice name = book_member_name(book, member);
	utf8_add_visible(text, intern_text(&book->journal->members, member));
	text_add(text, name.length > 0 ? " " : "");
	utf8_add_visible(text, name);
}

static void say_several(struct session *session, const struct book *book,
			struct slice wanted, const struct member_search *found)
{
	struct text text;
	text_init(&text, session->arena);
	message_error(&session->terminal,
		      "'%.*s' may be any of %zu members; say which by its id",
		      SLICE_ARGS(wanted), found->count);
	for (size_t i = 0; i < found->count && i < LISTED_MAX; i++) {
		text_add(&text, "  ");
		add_known_as(&text, book, found->members[i]);
		text_add_char(&text, '\n');
	}
	if (found->count > LISTED_MAX)
		text_add_format(&text, "  and %zu more\n",
				found->count - LISTED_MAX);
	message_print(&text);
}

static enum exit_status say_nobody(struct session *session, struct slice wanted,
				   const struct member_search *found)
{
	if (found->suggestion.length > 0)
		message_error(&session->terminal,
			      "there is no member '%.*s'; did you mean "
			      "'%.*s'?",
			      SLICE_ARGS(wanted),
			      SLICE_ARGS(found->suggestion));
	else
		message_error(&session->terminal,
			      "there is no member '%.*s'; 'pointbook members' "
			      "lists them",
			      SLICE_ARGS(wanted));
	return STATUS_NO;
}

/* Says who was found, once. */
static void say_name(struct session *session, uint32_t member)
{
	struct slice id = intern_text(&session->journal->members, member);
	struct text known;
	uint32_t number = session->whole
				  ? intern_find(&session->whole->members, id)
				  : member;

	if (!concern_wish_member(&session->told, session->arena, number))
		return;
	text_init(&known, session->arena);
	add_known_as(&known, session->book, member);
	message_note(&session->terminal, "%s", known.bytes);
}

/* The number, in the part of the book, of a member of the whole; false when
 * the part lacks him: then he is wished for. */
static bool is_in_part(struct session *session, const struct book *people,
		       uint32_t *member)
{
	struct slice id = intern_text(&people->journal->members, *member);
	uint32_t number = intern_find(&session->journal->members, id);

	if (number != INTERN_NONE &&
	    session->book->members[number].status != MEMBER_UNKNOWN) {
		*member = number;
		return true;
	}
	session->wants_more =
		concern_wish_member(&session->wish, session->arena,
				    intern_find(&session->whole->members, id));
	return false;
}

/* True when the part of the book has a member of that id. */
static bool is_id_in_part(const struct session *session, struct slice text)
{
	uint32_t number =
		intern_find(&session->journal->members, slice_trim(text));

	return number != INTERN_NONE && number < session->book->member_count &&
	       session->book->members[number].status != MEMBER_UNKNOWN;
}

enum exit_status find_member_one(struct session *session, struct slice text,
				 uint32_t *member)
{
	struct member_search found;
	const struct book *book = session->book;

	if (session->whole && !is_id_in_part(session, text))
		book = session_people(session);
	find_member_search(session->arena, book, text, &found);
	if (found.count > 1) {
		say_several(session, book, text, &found);
		return STATUS_NO;
	}
	if (found.count == 0)
		return say_nobody(session, text, &found);
	*member = found.members[0];
	if (book != session->book && !is_in_part(session, book, member))
		return STATUS_DECLINED;
	if (found.by != FOUND_ID)
		say_name(session, *member);
	return STATUS_FINE;
}

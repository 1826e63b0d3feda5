/*
 * One term of a query: which field, which comparison, where the value ends.
 * A value ends at a blank or parenthesis; quotes and slashes hold both. What
 * the value means for its field stands in query_value.c.
 */
#include "query/query_tree.h"

#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"

static bool ends_word(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' ||
	       byte == '(' || byte == ')';
}

static struct slice rest_of(const struct query_reader *reader)
{
	return slice_from_offset(reader->text, reader->at);
}

/* A message or fix with the subject in it. */
static const char *worded(struct query_reader *reader, const char *before,
			  struct slice subject, const char *after)
{
	struct text text;
	text_init(&text, reader->arena);
	text_add(&text, before);
	utf8_add_visible(&text, subject);
	text_add(&text, after);
	return text.bytes;
}

/* Behind a quoted text or pattern the word must end. */
static bool check_end(struct query_reader *reader)
{
	struct slice rest = rest_of(reader);
	if (rest.length == 0 || ends_word(rest.text[0]))
		return true;
	return query_fail(reader, (struct slice){ rest.text, 1 },
			  "a blank is missing here", NULL);
}

/* "…" with \" and \\; *text is without them: of the query itself when there
 * was nothing to take out. */
static bool read_quoted(struct query_reader *reader, struct slice *text)
{
	struct slice rest = rest_of(reader);
	char *bytes = arena_take(reader->arena, rest.length + 1);
	size_t length = 0;
	for (size_t i = 1; i < rest.length; i++) {
		if (rest.text[i] == '"') {
			*text = (struct slice){ length == i - 1 ? rest.text + 1
								: bytes,
						length };
			reader->at += i + 1;
			return check_end(reader);
		}
		if (rest.text[i] == '\\' && i + 1 < rest.length &&
		    (rest.text[i + 1] == '"' || rest.text[i + 1] == '\\'))
			i++;
		bytes[length++] = rest.text[i];
	}
	return query_fail(reader, (struct slice){ rest.text, 1 },
			  "this quote is never closed", "add a '\"'");
}

/* /…/ where \/ is a slash; *expression is what stands between. */
static bool read_slashed(struct query_reader *reader, struct slice *expression)
{
	struct slice rest = rest_of(reader);
	for (size_t i = 1; i < rest.length; i++) {
		if (rest.text[i] == '\\') {
			i++;
			continue;
		}
		if (rest.text[i] != '/')
			continue;
		*expression = (struct slice){ rest.text + 1, i - 1 };
		reader->at += i + 1;
		return check_end(reader);
	}
	return query_fail(reader, (struct slice){ rest.text, 1 },
			  "this pattern is never closed", "add a '/'");
}

/* The bytes up to a blank or parenthesis. */
static struct slice read_raw(struct query_reader *reader)
{
	struct slice rest = rest_of(reader);
	size_t length = 0;
	while (length < rest.length && !ends_word(rest.text[length]))
		length++;
	reader->at += length;
	return (struct slice){ rest.text, length };
}

bool query_read_pattern(struct query_reader *reader, struct query_term *term,
			struct slice expression)
{
	struct pattern_error error;
	term->test = TEST_PATTERN;
	term->text = expression;
	term->pattern = pattern_parse(reader->arena, expression, 0, &error);
	if (term->pattern)
		return true;
	struct slice part = slice_from_offset(expression, error.offset);
	if (part.length > 1)
		part.length = 1;
	return query_fail(reader, part, error.message, NULL);
}

void query_read_found(struct query_reader *reader, struct query_term *term,
		      struct slice text)
{
	term->test = TEST_FOUND;
	term->text = text;
	term->folded = fold_copy(reader->arena, FOLD_LETTERS, text);
	if (term->folded.length == 0)
		term->folded = text;
}

/* A word, quoted text or pattern that names no field. */
static bool read_bare(struct query_reader *reader, struct query_term *term)
{
	struct slice text = { NULL, 0 };
	struct slice start = rest_of(reader);
	term->field = QUERY_FIELD_COUNT;
	if ((reader->scope->fields & QUERY_NAMING_BITS) == 0)
		return query_fail(reader, read_raw(reader),
				  "a word alone has nothing to match here",
				  "write field:value");
	if (start.text[0] == '"') {
		if (!read_quoted(reader, &text))
			return false;
		query_read_found(reader, term, text);
		return true;
	}
	if (start.text[0] == '/')
		return read_slashed(reader, &text) &&
		       query_read_pattern(reader, term, text);
	text = read_raw(reader);
	query_read_found(reader, term, text);
	term->test = TEST_BARE;
	struct slice rest = rest_of(reader);
	if (rest.length > 0 && rest.text[0] == '(')
		return query_fail(reader, (struct slice){ rest.text, 1 },
				  "a blank is missing here", NULL);
	return true;
}

/* The length of the comparison that stands at the beginning, 0: none. */
static size_t comparison_length(struct slice text)
{
	static const char *const signs[] = { "<=", ">=", "<", ">", "=" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (slice_starts(text, signs[i]))
			return slice_from(signs[i]).length;
	}
	return 0;
}

static size_t blanks_length(struct slice text)
{
	size_t length = 0;
	while (length < text.length &&
	       (text.text[length] == ' ' || text.text[length] == '\t'))
		length++;
	return length;
}

/*
 * Looks for `name:`, `name:>=` or `name >=` and goes behind it; the name and
 * the comparison (may be empty) are set. False when there is none: then it is
 * a bare word.
 */
static bool take_field(struct query_reader *reader, struct slice *name,
		       struct slice *comparison)
{
	struct slice rest = rest_of(reader);
	size_t at = 0;
	while (at < rest.length &&
	       ((rest.text[at] >= 'a' && rest.text[at] <= 'z') ||
		rest.text[at] == '-'))
		at++;
	if (at == 0)
		return false;
	*name = (struct slice){ rest.text, at };
	bool is_colon = at < rest.length && rest.text[at] == ':';
	if (is_colon)
		at++;
	else
		at += blanks_length(slice_from_offset(rest, at));
	struct slice sign = slice_from_offset(rest, at);
	sign.length = comparison_length(sign);
	if (!is_colon &&
	    (sign.length == 0 || query_field_find(*name) == QUERY_FIELD_COUNT))
		return false;
	at += sign.length;
	if (sign.length > 0)
		at += blanks_length(slice_from_offset(rest, at));
	*comparison = sign;
	reader->at += at;
	return true;
}

/* "member, name, tier": the fields of the scope. */
static const char *list_fields(struct query_reader *reader, const char *before)
{
	struct text text;
	const char *separator = "";
	text_init(&text, reader->arena);
	text_add(&text, before);
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		if ((reader->scope->fields >> i & 1) == 0)
			continue;
		text_add(&text, separator);
		text_add(&text, query_field_info((enum query_field)i)->name);
		separator = ", ";
	}
	return text.bytes;
}

static bool fail_field(struct query_reader *reader, struct slice name)
{
	struct suggest search;
	suggest_init(&search, name);
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		if (reader->scope->fields >> i & 1)
			suggest_add(
				&search,
				slice_from(query_field_info((enum query_field)i)
						   ->name));
	}
	struct slice near = suggest_take(&search);
	const char *fix =
		near.length > 0 ? worded(reader, "did you mean '", near, ":'?")
				: list_fields(reader, "fields here: ");
	return query_fail(reader, name,
			  worded(reader, "'", name, "' is not a field here"),
			  fix);
}

/* key=value of attr:, or key alone. */
static bool read_pair(struct query_reader *reader, struct query_term *term)
{
	struct slice rest = rest_of(reader);
	size_t length = 0;
	while (length < rest.length && !ends_word(rest.text[length]) &&
	       rest.text[length] != '=')
		length++;
	term->key = (struct slice){ rest.text, length };
	reader->at += length;
	if (length == 0)
		return query_fail(reader, (struct slice){ rest.text, 0 },
				  "an attribute's name is missing",
				  "write attr:key=value");
	if (length == rest.length || rest.text[length] != '=') {
		term->test = TEST_PRESENT;
		return true;
	}
	term->test = TEST_EXACT;
	reader->at++;
	return true;
}

/* What stands behind the field: a pattern, a quoted text or plain bytes. */
static bool read_value(struct query_reader *reader, struct query_term *term,
		       struct slice name, struct slice comparison)
{
	struct slice value = { NULL, 0 };
	struct slice rest = rest_of(reader);
	char first = ' ';
	if (rest.length > 0)
		first = rest.text[0];
	if (first == '/') {
		if (!read_slashed(reader, &value) ||
		    !query_read_pattern(reader, term, value))
			return false;
	} else if (first == '"') {
		if (!read_quoted(reader, &value))
			return false;
	} else {
		value = read_raw(reader);
	}
	term->written = (struct slice){
		rest.text, (size_t)(reader->text.text + reader->at - rest.text)
	};
	if (term->written.length == 0)
		return query_fail(
			reader, name,
			worded(reader, "nothing stands behind '", name, "'"),
			NULL);
	return query_read_value(reader, term, comparison, value);
}

bool query_read_term(struct query_reader *reader, struct query_term *term)
{
	struct slice name;
	struct slice comparison;
	if (!take_field(reader, &name, &comparison))
		return read_bare(reader, term);
	term->field = query_field_find(name);
	if (term->field == QUERY_FIELD_COUNT ||
	    (reader->scope->fields >> term->field & 1) == 0)
		return fail_field(reader, name);
	if (term->field == QUERY_attr &&
	    (!read_pair(reader, term) || term->test == TEST_PRESENT))
		return !reader->failed;
	return read_value(reader, term, name, comparison);
}

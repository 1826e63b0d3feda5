/*
 * Text to query, by recursive descent:
 *
 *	any  := all { "or" all }
 *	all  := one { ["and"] one }
 *	one  := "not" one | "(" any ")" | term
 *
 * What a term is stands in query_term.c. Only the first error is kept; the
 * depth of parentheses and of `not` is limited.
 */
#include "query/query.h"

#include "base/arena.h"
#include "query/query_tree.h"

static struct query_node *read_any(struct query_reader *reader);

bool query_fail(struct query_reader *reader, struct slice part,
		const char *message, const char *fix)
{
	if (!reader->failed) {
		reader->failed = true;
		reader->error->offset = (size_t)(part.text - reader->text.text);
		reader->error->length = part.length;
		reader->error->message = message;
		reader->error->fix = fix;
	}
	return false;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void skip_blanks(struct query_reader *reader)
{
	while (reader->at < reader->text.length &&
	       is_blank(reader->text.text[reader->at]))
		reader->at++;
}

/* The byte that comes next behind blanks, 0 at the end. */
static char peek(struct query_reader *reader)
{
	skip_blanks(reader);
	if (reader->at == reader->text.length)
		return '\0';
	return reader->text.text[reader->at];
}

/* The stretch from the current place, `length` bytes at most. */
static struct slice here(const struct query_reader *reader, size_t length)
{
	struct slice rest = slice_from_offset(reader->text, reader->at);
	if (rest.length > length)
		rest.length = length;
	return rest;
}

/* True, and past it, when the next word is this operator. */
static bool take_word(struct query_reader *reader, const char *word)
{
	skip_blanks(reader);
	struct slice rest = slice_from_offset(reader->text, reader->at);
	size_t length = slice_from(word).length;
	if (!slice_starts(rest, word))
		return false;
	if (rest.length > length && !is_blank(rest.text[length]) &&
	    rest.text[length] != '(' && rest.text[length] != ')')
		return false;
	reader->at += length;
	return true;
}

static struct query_node *new_node(struct query_reader *reader,
				   enum query_node_kind kind)
{
	struct query_node *node = arena_take(reader->arena, sizeof(*node));
	node->kind = kind;
	return node;
}

/* A pair of parentheses and what is between them. */
static struct query_node *read_group(struct query_reader *reader)
{
	struct slice open = here(reader, 1);
	reader->at++;
	if (peek(reader) == ')') {
		query_fail(reader, here(reader, 1),
			   "nothing stands between the parentheses", NULL);
		return NULL;
	}
	struct query_node *inside = read_any(reader);
	if (reader->failed)
		return NULL;
	if (peek(reader) != ')') {
		query_fail(reader, open, "this parenthesis is never closed",
			   "add a ')'");
		return NULL;
	}
	reader->at++;
	return inside;
}

static struct query_node *read_one(struct query_reader *reader)
{
	struct query_node *node = NULL;
	if (++reader->depth > QUERY_DEPTH_MAX) {
		query_fail(reader, here(reader, 1),
			   "the query is nested too deep", NULL);
		return NULL;
	}
	if (take_word(reader, "not")) {
		node = new_node(reader, NODE_NOT);
		node->first = read_one(reader);
		if (!node->first)
			return NULL;
	} else if (peek(reader) == '(') {
		node = read_group(reader);
	} else if (peek(reader) == ')' || peek(reader) == '\0') {
		query_fail(reader, here(reader, 1),
			   "a condition is missing here",
			   "quote and, or, not and parentheses to look for "
			   "them as text");
	} else {
		node = new_node(reader, NODE_TERM);
		query_read_term(reader, &node->term);
	}
	reader->depth--;
	return reader->failed ? NULL : node;
}

/* True when another term must, or can, follow in this row of terms. */
static bool has_more(struct query_reader *reader)
{
	if (take_word(reader, "and"))
		return true;
	size_t before = reader->at;
	bool is_or = take_word(reader, "or");
	reader->at = before;
	return !is_or && peek(reader) != '\0' && peek(reader) != ')';
}

/* Terms side by side; a single one stands for itself. */
static struct query_node *read_all(struct query_reader *reader)
{
	struct query_node *all = new_node(reader, NODE_AND);
	struct query_node **end = &all->first;
	do {
		*end = read_one(reader);
		if (!*end)
			return NULL;
		end = &(*end)->next;
	} while (has_more(reader));
	return all->first->next ? all : all->first;
}

static struct query_node *read_any(struct query_reader *reader)
{
	struct query_node *any = new_node(reader, NODE_OR);
	struct query_node **end = &any->first;
	do {
		*end = read_all(reader);
		if (!*end)
			return NULL;
		end = &(*end)->next;
	} while (take_word(reader, "or"));
	return any->first->next ? any : any->first;
}

struct query *query_parse(struct arena *arena, struct slice text,
			  const struct query_scope *scope,
			  struct query_error *error)
{
	struct query_reader reader = {
		.arena = arena, .text = text, .scope = scope, .error = error
	};
	struct query *query = arena_take(arena, sizeof(*query));
	query->fields = scope->fields;
	query->as_of = scope->as_of;
	fold_init(&query->subject, arena);
	if (text.length > QUERY_TEXT_MAX) {
		query_fail(&reader, (struct slice){ text.text, 1 },
			   "the query is longer than 64 KiB", NULL);
		return NULL;
	}
	if (peek(&reader) == '\0' && reader.at == text.length)
		return query;
	query->root = read_any(&reader);
	if (!reader.failed && reader.at < text.length)
		query_fail(&reader, here(&reader, 1),
			   "this parenthesis was never opened", NULL);
	return reader.failed ? NULL : query;
}

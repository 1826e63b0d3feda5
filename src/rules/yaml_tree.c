/*
 * libyaml's events become the tree; a stack of open collections, no
 * recursion. libyaml counts code points: a table of byte offsets, one for
 * every STRIDE code points, turns its marks into places, unless all of them
 * are one byte long. Its memory is given
 * back before this file's one entry returns.
 *
 * What libyaml would accept and we do not (anchors, tags, aliases, directives,
 * more documents, merge keys, keys that are no text, depth) is refused here.
 */
#include "rules/yaml_tree.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "rules/yaml_words.h"

enum {
	STRIDE = 16
};

/* An open collection; key: the key read last, waiting for its value. */
struct frame {
	struct yaml_tree *node;
	struct yaml_tree *last;
	struct yaml_tree *key;
};

struct tree_parser {
	yaml_parser_t yaml;
	struct arena *arena;
	struct source *source;
	const struct yaml_tree_ids *ids;
	struct diagnostics *diagnostics;
	size_t mark;     /* bytes of the byte-order mark */
	size_t *offsets; /* NULL: each code point is a byte */
	size_t offset_count;
	struct frame frames[YAML_TREE_DEPTH_MAX];
	size_t depth;
	struct yaml_tree *root;
	bool is_refused;
};

/* --- places ----------------------------------------------------------------- */

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* True when each code point is one byte. */
static bool is_narrow(struct slice text)
{
	unsigned char all = 0;
	for (size_t i = 0; i < text.length; i++)
		all |= (unsigned char)text.text[i];
	return all < 0x80;
}

/* The table from code points to bytes. */
static void index_offsets(struct tree_parser *parser)
{
	struct slice text = parser->source->text;
	if (is_narrow(slice_from_offset(text, parser->mark)))
		return;
	size_t room = text.length / STRIDE + 2;
	parser->offsets = arena_take_array(parser->arena, room, sizeof(size_t));
	size_t points = 0;
	for (size_t i = parser->mark; i < text.length; i++) {
		if (is_continuation(text.text[i]))
			continue;
		if (points % STRIDE == 0)
			parser->offsets[parser->offset_count++] = i;
		points++;
	}
	if (parser->offset_count == 0)
		parser->offsets[parser->offset_count++] = parser->mark;
}

/* The byte offset of a mark. */
static size_t find_offset(const struct tree_parser *parser, yaml_mark_t mark)
{
	struct slice text = parser->source->text;
	if (parser->offsets == NULL) {
		size_t offset = parser->mark + mark.index;
		return offset < text.length ? offset : text.length;
	}
	size_t row = mark.index / STRIDE;
	if (row >= parser->offset_count)
		row = parser->offset_count - 1;
	size_t offset = parser->offsets[row];
	for (size_t n = mark.index - row * STRIDE; n > 0; n--) {
		if (offset < text.length)
			offset++;
		while (offset < text.length &&
		       is_continuation(text.text[offset]))
			offset++;
	}
	return offset;
}

/* From one offset to another, cut at the end of the first line. */
static struct place stretch(const struct tree_parser *parser, size_t from,
			    size_t to)
{
	struct slice text = parser->source->text;
	size_t end = from;
	while (end < to && text.text[end] != '\n' && text.text[end] != '\r')
		end++;
	return (struct place){ parser->source, from, end - from };
}

static struct place event_place(const struct tree_parser *parser,
				const yaml_event_t *event)
{
	return stretch(parser, find_offset(parser, event->start_mark),
		       find_offset(parser, event->end_mark));
}

/* --- complaints ------------------------------------------------------------- */

static struct diagnostic *refuse(struct tree_parser *parser, struct place at,
				 const char *message)
{
	parser->is_refused = true;
	return diagnostic_add(parser->diagnostics, parser->ids->syntax, at,
			      "%s", message);
}

/* Bad UTF-8 and control characters: libyaml tells the byte only. */
static void report_bytes(struct tree_parser *parser)
{
	size_t offset = parser->yaml.problem_offset + parser->mark;
	struct slice text = parser->source->text;
	struct place at = { parser->source, offset, 1 };
	if (offset > text.length)
		at.offset = text.length;
	if (parser->yaml.problem_value >= 0 &&
	    strstr(parser->yaml.problem, "control") != NULL) {
		refuse(parser, at, "a control character: remove it");
		return;
	}
	at.offset = utf8_valid_length(text);
	struct diagnostic *said =
		refuse(parser, at, "the file is not valid UTF-8");
	bool wide =
		text.length >= 2 && (memcmp(text.text, "\xFF\xFE", 2) == 0 ||
				     memcmp(text.text, "\xFE\xFF", 2) == 0);
	diagnostic_note(parser->diagnostics, said, PLACE_NONE,
			wide ? "it is UTF-16: save it as UTF-8"
			     : "save it as UTF-8");
}

static struct place mark_place(const struct tree_parser *parser,
			       yaml_mark_t mark)
{
	size_t offset = find_offset(parser, mark);
	return (struct place){ parser->source, offset,
			       offset < parser->source->text.length };
}

/* What libyaml stumbled over. A key without its colon is noticed only at the
 * next line: the key is the place to show. */
static void report_problem(struct tree_parser *parser)
{
	const yaml_parser_t *yaml = &parser->yaml;
	if (yaml->error == YAML_READER_ERROR) {
		report_bytes(parser);
		return;
	}
	const char *problem = yaml->problem ? yaml->problem : "not YAML";
	const char *context = yaml->context ? yaml->context : "";
	struct place at = mark_place(parser, yaml->problem_mark);
	if (strcmp(problem, "could not find expected ':'") == 0 &&
	    context[0] != '\0') {
		refuse(parser, mark_place(parser, yaml->context_mark),
		       yaml_words_problem(problem));
		return;
	}
	if (at.length > 0 && parser->source->text.text[at.offset] == '\t')
		problem = "found a tab character that violates indentation";
	struct diagnostic *said =
		refuse(parser, at, yaml_words_problem(problem));
	if (context[0] != '\0' &&
	    yaml->context_mark.index != yaml->problem_mark.index)
		diagnostic_note(parser->diagnostics, said,
				mark_place(parser, yaml->context_mark), "%s",
				yaml_words_context(context));
}

/* --- building --------------------------------------------------------------- */

static struct yaml_tree *node_take(struct tree_parser *parser,
				   enum yaml_tree_kind kind, struct place at)
{
	struct yaml_tree *node = arena_take(parser->arena, sizeof(*node));
	node->kind = kind;
	node->at = at;
	return node;
}

/* Hangs a finished or just opened node where it belongs. */
static void node_add(struct tree_parser *parser, struct yaml_tree *node)
{
	if (parser->depth == 0) {
		parser->root = node;
		return;
	}
	struct frame *frame = &parser->frames[parser->depth - 1];
	if (frame->node->kind == YAML_TREE_MAP && frame->key == NULL) {
		frame->key = node;
		if (node->kind != YAML_TREE_TEXT)
			refuse(parser, node->at, "a key must be a text");
		else if (slice_is(node->text, "<<") && !node->is_quoted)
			refuse(parser, node->at,
			       "merge keys are not accepted: write the keys");
		return;
	}
	node->key = frame->key;
	frame->key = NULL;
	if (frame->last == NULL)
		frame->node->first = node;
	else
		frame->last->next = node;
	frame->last = node;
	frame->node->count++;
}

/* The text within the source when it stands there byte for byte. */
static struct slice scalar_text(struct tree_parser *parser,
				const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	struct slice text = parser->source->text;
	size_t from = find_offset(parser, event->start_mark);
	if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		from++;
	if (from <= text.length && length <= text.length - from &&
	    memcmp(text.text + from, value, length) == 0)
		return (struct slice){ text.text + from, length };
	return arena_copy_slice(parser->arena, (struct slice){ value, length });
}

static void add_scalar(struct tree_parser *parser, const yaml_event_t *event)
{
	struct yaml_tree *node =
		node_take(parser, YAML_TREE_TEXT, event_place(parser, event));
	node->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->text = scalar_text(parser, event);
	node_add(parser, node);
}

/* Opens a list or map; false when it is too deep. */
static bool open_collection(struct tree_parser *parser,
			    enum yaml_tree_kind kind, const yaml_event_t *event)
{
	size_t offset = find_offset(parser, event->start_mark);
	struct place at = { parser->source, offset, 1 };
	struct yaml_tree *node = node_take(parser, kind, at);
	node_add(parser, node);
	if (parser->depth == YAML_TREE_DEPTH_MAX) {
		refuse(parser, at, "nested deeper than 32 levels");
		return false;
	}
	parser->frames[parser->depth++] = (struct frame){ .node = node };
	return true;
}

static int compare_keys(const void *left, const void *right)
{
	const struct yaml_tree *a = *(struct yaml_tree *const *)left;
	const struct yaml_tree *b = *(struct yaml_tree *const *)right;
	int order = slice_compare(a->key->text, b->key->text);
	if (order != 0)
		return order;
	return a->key->at.offset < b->key->at.offset ? -1 : 1;
}

/* A key that stands twice is named with both its places. */
static void check_duplicates(struct tree_parser *parser,
			     const struct yaml_tree *map)
{
	if (map->count < 2)
		return;
	struct yaml_tree **sorted = arena_take_array(
		parser->arena, map->count, sizeof(struct yaml_tree *));
	size_t count = 0;
	for (struct yaml_tree *child = map->first; child != NULL;
	     child = child->next) {
		if (child->key->kind == YAML_TREE_TEXT)
			sorted[count++] = child;
	}
	qsort(sorted, count, sizeof(struct yaml_tree *), compare_keys);
	for (size_t i = 1; i < count; i++) {
		const struct yaml_tree *key = sorted[i]->key;
		const struct yaml_tree *before = sorted[i - 1]->key;
		if (!slice_equal(key->text, before->text))
			continue;
		parser->is_refused = true;
		struct diagnostic *said = diagnostic_add(
			parser->diagnostics, parser->ids->duplicate_key,
			key->at, "key '%.*s' stands here a second time",
			SLICE_ARGS(key->text));
		diagnostic_note(parser->diagnostics, said, before->at,
				"the first is here");
	}
}

static void close_collection(struct tree_parser *parser)
{
	assert(parser->depth > 0);
	struct yaml_tree *node = parser->frames[--parser->depth].node;
	if (node->kind != YAML_TREE_MAP)
		return;
	struct slice text = parser->source->text;
	bool is_block = node->at.offset >= text.length ||
			text.text[node->at.offset] != '{';
	if (node->first != NULL && is_block)
		node->at = node->first->key->at;
	check_duplicates(parser, node);
}

/* --- events ----------------------------------------------------------------- */

static void check_plain(struct tree_parser *parser, const yaml_event_t *event,
			const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct place at = { parser->source,
			    find_offset(parser, event->start_mark), 1 };
	if (anchor != NULL)
		refuse(parser, at,
		       "anchors are not accepted: write the value itself");
	if (tag != NULL)
		refuse(parser, at,
		       "tags are not accepted: write the value alone");
}

static void check_document(struct tree_parser *parser,
			   const yaml_event_t *event)
{
	struct place at = event_place(parser, event);
	if (event->data.document_start.tag_directives.start !=
	    event->data.document_start.tag_directives.end)
		refuse(parser, at, "tags are not accepted: remove '%TAG'");
}

/* One event into the tree; false when reading must stop. */
static bool take_event(struct tree_parser *parser, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		check_plain(parser, event, event->data.scalar.anchor,
			    event->data.scalar.tag);
		add_scalar(parser, event);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		check_plain(parser, event, event->data.sequence_start.anchor,
			    event->data.sequence_start.tag);
		return open_collection(parser, YAML_TREE_LIST, event);
	case YAML_MAPPING_START_EVENT:
		check_plain(parser, event, event->data.mapping_start.anchor,
			    event->data.mapping_start.tag);
		return open_collection(parser, YAML_TREE_MAP, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_collection(parser);
		return true;
	case YAML_ALIAS_EVENT:
		refuse(parser, event_place(parser, event),
		       "aliases are not accepted: write the value itself");
		node_add(parser, node_take(parser, YAML_TREE_TEXT,
					   event_place(parser, event)));
		return true;
	case YAML_DOCUMENT_START_EVENT:
		check_document(parser, event);
		if (parser->root == NULL)
			return true;
		refuse(parser, event_place(parser, event),
		       "a second document: only one is accepted");
		return false;
	case YAML_STREAM_END_EVENT:
		return false;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	}
	return false;
}

static void take_events(struct tree_parser *parser)
{
	for (bool more = true; more;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&parser->yaml, &event)) {
			report_problem(parser);
			return;
		}
		more = take_event(parser, &event);
		yaml_event_delete(&event);
	}
	if (parser->root == NULL && !parser->is_refused)
		refuse(parser, (struct place){ parser->source, 0, 0 },
		       "the file is empty");
}

struct yaml_tree *yaml_tree_parse(struct arena *arena, struct source *source,
				  const struct yaml_tree_ids *ids,
				  struct diagnostics *diagnostics)
{
	struct tree_parser parser = { .arena = arena,
				      .source = source,
				      .ids = ids,
				      .diagnostics = diagnostics };
	if (source->text.length > YAML_TREE_SIZE_MAX) {
		refuse(&parser, (struct place){ source, 0, 0 },
		       "the file is larger than 1 MiB");
		return NULL;
	}
	if (slice_starts(source->text, "\xEF\xBB\xBF"))
		parser.mark = 3;
	index_offsets(&parser);
	if (!yaml_parser_initialize(&parser.yaml))
		arena_take_array(arena, SIZE_MAX, 2);
	yaml_parser_set_encoding(&parser.yaml, YAML_UTF8_ENCODING);
	struct slice text = slice_from_offset(source->text, parser.mark);
	yaml_parser_set_input_string(
		&parser.yaml,
		(const unsigned char *)(text.length > 0 ? text.text : ""),
		text.length);
	take_events(&parser);
	bool no_memory = parser.yaml.error == YAML_MEMORY_ERROR;
	yaml_parser_delete(&parser.yaml);
	if (no_memory)
		arena_take_array(arena, SIZE_MAX, 2);
	return parser.is_refused ? NULL : parser.root;
}

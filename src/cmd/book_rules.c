/*
 * Reading rules files. Like included files they must be regular files in the
 * folder of the root journal, unless --allow-outside; what they hold is never
 * quoted when they are something else.
 *
 * Beside a book of many files they are read ahead, by a thread, up to their
 * trees: what is said about them waits until it is their turn.
 */
#include "cmd/book_rules.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/file_tree.h"
#include "base/parallel.h"
#include "journal/containment.h"
#include "journal/journal.h"
#include "rules/program.h"

enum {
	AHEAD_EVENTS = 1000, /* lines that are looked at for names */
	AHEAD_MAX = WORKER_DEPTH,
	AHEAD_BYTES = 96 * 1024
};

/* True when the file lies elsewhere than below the root journal's folder. A
 * path that leads nowhere is not outside: reading it says what is wrong. */
static bool is_outside(struct arena *arena, const char *path,
		       const char *journal)
{
	struct containment folder;
	bool is_stdin = slice_is(slice_from(journal), "-");
	containment_init(&folder, arena, is_stdin ? "." : journal);
	return containment_find(&folder, arena, path) == CONTAINMENT_OUTSIDE;
}

/* A rules file: where it is named, and what it holds. */
struct rules_text {
	const char *path;
	struct slice name; /* as the line writes it */
	struct place at;
	struct day from;
	struct source *source;
	struct yaml_tree *tree; /* NULL: of no use */
	struct diagnostics diagnostics;
};

struct book_rules_ahead {
	struct worker worker;
	struct arena *arena; /* of all that stays */
	struct arena own;    /* the worker's */
	struct book_rules_options options;
	struct rules_text texts[AHEAD_MAX];
	size_t count;
};

/* The file of --rules. */
static struct rules_text named_by_option(struct arena *arena, const char *path)
{
	return (struct rules_text){
		.path = path,
		.at = PLACE_NONE,
		.from = DAY_NONE,
		.source = source_new(arena, path, (struct slice){ NULL, 0 })
	};
}

/* The file of a rules line. */
static struct rules_text named_by_line(struct arena *arena,
				       const struct journal *journal,
				       const struct event *event)
{
	struct slice name = event_value(journal, event, KEY_PATH);
	const char *path =
		file_beside(arena, journal->sources[event->source]->name, name);
	struct rules_text text = named_by_option(arena, path);
	text.name = name;
	text.at = event_part(journal, event, name);
	text.from = event->day;
	return text;
}

/* Reads the file into the arena. */
static void read_text(struct rules_text *text, struct arena *arena,
		      const struct book_rules_options *options)
{
	bool is_line = text->at.source != NULL;
	struct file_tree *tree = is_line ? options->tree : NULL;
	struct file file;
	diagnostics_init(&text->diagnostics, arena);
	if (is_line && !tree && !options->allow_outside &&
	    is_outside(arena, text->path, options->journal)) {
		(void)diagnostic_add(
			&text->diagnostics, DIAGNOSTIC_include_outside,
			text->at,
			"the rules '%.*s' are outside the book's folder (allow "
			"it with --allow-outside)",
			SLICE_ARGS(text->name));
		return;
	}
	enum file_status status =
		file_tree_read(tree, arena, text->path, true, &file);
	if (status != FILE_OK) {
		(void)diagnostic_add(&text->diagnostics,
				     DIAGNOSTIC_file_unreadable, text->at,
				     "cannot read the rules '%s': %s",
				     text->path, file_reason(status, &file));
		return;
	}
	text->source->text = file.text;
	text->source->device = file.device;
	text->source->inode = file.inode;
	text->tree =
		programs_read_tree(arena, text->source, &text->diagnostics);
}

static void add_text(struct programs *programs, const struct rules_text *text,
		     struct diagnostics *diagnostics)
{
	const struct diagnostic *one = text->diagnostics.first;
	for (; one; one = one->next)
		diagnostic_add_again(diagnostics, one);
	if (text->tree)
		(void)programs_add_tree(programs, text->source, text->tree,
					text->from, diagnostics);
}

/* ---- ahead ---- */

static void read_ahead(void *context, void *piece)
{
	struct book_rules_ahead *ahead = context;
	read_text(piece, &ahead->own, &ahead->options);
}

struct book_rules_ahead *
book_rules_begin(struct arena *arena, const struct journal *journal,
		 const struct book_rules_options *options)
{
	struct book_rules_ahead *ahead = NULL;
	if (options->tree)
		return NULL;
	ahead = arena_take(arena, sizeof(*ahead));
	ahead->arena = arena;
	ahead->options = *options;
	if (options->path)
		ahead->texts[ahead->count++] =
			named_by_option(arena, options->path);
	for (size_t i = 0;
	     !options->path && i < journal->event_count && i < AHEAD_EVENTS;
	     i++)
		if (journal->events[i].kind == EVENT_RULES &&
		    ahead->count < AHEAD_MAX)
			ahead->texts[ahead->count++] = named_by_line(
				arena, journal, &journal->events[i]);
	if (ahead->count == 0)
		return NULL;
	arena_init_within(&ahead->own, arena, AHEAD_BYTES);
	worker_begin(&ahead->worker, read_ahead, ahead);
	for (size_t i = 0; i < ahead->count; i++)
		worker_hand(&ahead->worker, &ahead->texts[i]);
	return ahead;
}

void book_rules_wait(struct book_rules_ahead *ahead)
{
	if (!ahead)
		return;
	worker_end(&ahead->worker);
	arena_adopt(ahead->arena, &ahead->own);
}

/* What was read ahead for the line of that place; NULL: nothing. */
static const struct rules_text *find_ahead(const struct book_rules_ahead *ahead,
					   struct place at)
{
	for (size_t i = 0; ahead && i < ahead->count; i++) {
		const struct rules_text *text = &ahead->texts[i];
		if (text->at.source == at.source &&
		    text->at.offset == at.offset)
			return text;
	}
	return NULL;
}

/* ---- all ---- */

static void load(struct programs *programs, struct rules_text *text,
		 const struct book_rules_options *options,
		 struct diagnostics *diagnostics)
{
	const struct rules_text *read = find_ahead(options->ahead, text->at);
	if (!read)
		read_text(text, programs->arena, options);
	add_text(programs, read ? read : text, diagnostics);
}

void book_rules_load(struct programs *programs, const struct journal *journal,
		     const struct book_rules_options *options,
		     struct diagnostics *diagnostics)
{
	struct rules_text text;
	size_t lines = 0;
	if (options->path) {
		text = named_by_option(programs->arena, options->path);
		load(programs, &text, options, diagnostics);
		return;
	}
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_RULES ||
		    (event->flags & EVENT_DUPLICATE))
			continue;
		text = named_by_line(programs->arena, journal, event);
		load(programs, &text, options, diagnostics);
		lines++;
	}
	if (lines > 0 || diagnostics_are_broken(diagnostics))
		return;
	struct diagnostic *missing =
		diagnostic_add(diagnostics, DIAGNOSTIC_rules_missing,
			       PLACE_NONE, "the book names no rules file");
	diagnostic_note(diagnostics, missing, PLACE_NONE,
			"add a line `rules \"rules.yaml\"` to '%s', or name "
			"the file with --rules",
			options->journal);
}

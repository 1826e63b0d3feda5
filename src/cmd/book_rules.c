/*
 * Reading rules files. Like included files they must be regular files in the
 * folder of the root journal, unless --allow-outside; what they hold is never
 * quoted when they are something else.
 *
 * Beside a book of many files they are loaded ahead, by a thread: what is said
 * about them waits until it is their turn. Should the whole book name others,
 * they are loaded then.
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
	AHEAD_BYTES = 128 * 1024
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

/* A rules file, and where it is named. */
struct rules_file {
	struct source *source; /* empty until it is read */
	struct slice name;     /* as the line writes it */
	struct place at;
	struct day from;
};

struct book_rules_ahead {
	struct worker worker;
	struct arena own; /* the worker's, then of what it made */
	struct book_rules_options options;
	struct rules_file files[AHEAD_MAX];
	size_t count;
	/* what they came to */
	struct programs programs;
	struct diagnostics diagnostics;
};

/* The file of --rules. */
static struct rules_file named_by_option(struct arena *arena, const char *path)
{
	return (struct rules_file){
		.source = source_new(arena, path, (struct slice){ NULL, 0 }),
		.at = PLACE_NONE,
		.from = DAY_NONE,
	};
}

/* The file of a rules line. */
static struct rules_file named_by_line(struct arena *arena,
				       const struct journal *journal,
				       const struct event *event)
{
	struct slice name = event_value(journal, event, KEY_PATH);
	struct rules_file file = named_by_option(
		arena, file_beside(arena, journal->sources[event->source]->name,
				   name));
	file.name = name;
	file.at = event_part(journal, event, name);
	file.from = event->day;
	return file;
}

static void load_file(struct programs *programs, const struct rules_file *named,
		      const struct book_rules_options *options,
		      struct diagnostics *diagnostics)
{
	struct source *source = named->source;
	bool is_line = named->at.source != NULL;
	struct file_tree *tree = is_line ? options->tree : NULL;
	struct file file;
	if (is_line && !tree && !options->allow_outside &&
	    is_outside(programs->arena, source->name, options->journal)) {
		(void)diagnostic_add(
			diagnostics, DIAGNOSTIC_include_outside, named->at,
			"the rules '%.*s' are outside the book's folder (allow "
			"it with --allow-outside)",
			SLICE_ARGS(named->name));
		return;
	}
	enum file_status status = file_tree_read(tree, programs->arena,
						 source->name, true, &file);
	if (status != FILE_OK) {
		(void)diagnostic_add(diagnostics, DIAGNOSTIC_file_unreadable,
				     named->at,
				     "cannot read the rules '%s': %s",
				     source->name, file_reason(status, &file));
		return;
	}
	source->text = file.text;
	source->device = file.device;
	source->inode = file.inode;
	(void)programs_add(programs, source, named->from, diagnostics);
}

/* ---- ahead ---- */

static void load_ahead(void *context, void *piece)
{
	struct book_rules_ahead *ahead = context;
	load_file(&ahead->programs, piece, &ahead->options,
		  &ahead->diagnostics);
}

struct book_rules_ahead *
book_rules_begin(struct arena *arena, const struct journal *journal,
		 const struct book_rules_options *options)
{
	struct book_rules_ahead *ahead = NULL;
	if (options->tree)
		return NULL;
	ahead = arena_take(arena, sizeof(*ahead));
	ahead->options = *options;
	if (options->path)
		ahead->files[ahead->count++] =
			named_by_option(arena, options->path);
	for (size_t i = 0;
	     !options->path && i < journal->event_count && i < AHEAD_EVENTS;
	     i++)
		if (journal->events[i].kind == EVENT_RULES &&
		    ahead->count < AHEAD_MAX)
			ahead->files[ahead->count++] = named_by_line(
				arena, journal, &journal->events[i]);
	if (ahead->count == 0)
		return NULL;
	arena_init_within(&ahead->own, arena, AHEAD_BYTES);
	programs_init(&ahead->programs, &ahead->own);
	diagnostics_init(&ahead->diagnostics, &ahead->own);
	worker_begin(&ahead->worker, load_ahead, ahead);
	for (size_t i = 0; i < ahead->count; i++)
		worker_hand(&ahead->worker, &ahead->files[i]);
	return ahead;
}

void book_rules_wait(struct arena *arena, struct book_rules_ahead *ahead)
{
	if (!ahead)
		return;
	worker_end(&ahead->worker);
	arena_keep(arena, &ahead->own);
}

/* True when just those files were loaded ahead. */
static bool are_loaded(const struct book_rules_ahead *ahead,
		       const struct rules_file *files, size_t count)
{
	if (!ahead || ahead->count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (ahead->files[i].at.source != files[i].at.source ||
		    ahead->files[i].at.offset != files[i].at.offset)
			return false;
	return true;
}

static void take_loaded(struct programs *programs,
			const struct book_rules_ahead *ahead,
			struct diagnostics *diagnostics)
{
	const struct diagnostic *one = ahead->diagnostics.first;
	*programs = ahead->programs;
	for (; one; one = one->next)
		diagnostic_add_again(diagnostics, one);
}

/* ---- all ---- */

/* The files of the lines that hold. */
static struct rules_file *
find_lines(struct arena *arena, const struct journal *journal, size_t *count)
{
	struct rules_file *files = NULL;
	size_t capacity = 0;
	*count = 0;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_RULES ||
		    (event->flags & EVENT_DUPLICATE))
			continue;
		files = arena_grow(arena, files, *count + 1, sizeof(*files),
				   &capacity);
		files[(*count)++] = named_by_line(arena, journal, event);
	}
	return files;
}

static void miss_rules(const struct book_rules_options *options,
		       struct diagnostics *diagnostics)
{
	struct diagnostic *missing =
		diagnostic_add(diagnostics, DIAGNOSTIC_rules_missing,
			       PLACE_NONE, "the book names no rules file");
	diagnostic_note(diagnostics, missing, PLACE_NONE,
			"add a line `rules \"rules.yaml\"` to '%s', or name "
			"the file with --rules",
			options->journal);
}

void book_rules_load(struct programs *programs, const struct journal *journal,
		     const struct book_rules_options *options,
		     struct diagnostics *diagnostics)
{
	struct rules_file option;
	struct rules_file *files = &option;
	size_t count = 1;
	if (options->path)
		option = named_by_option(programs->arena, options->path);
	else
		files = find_lines(programs->arena, journal, &count);
	if (are_loaded(options->ahead, files, count))
		take_loaded(programs, options->ahead, diagnostics);
	else
		for (size_t i = 0; i < count; i++)
			load_file(programs, &files[i], options, diagnostics);
	if (count == 0 && !diagnostics_are_broken(diagnostics))
		miss_rules(options, diagnostics);
}

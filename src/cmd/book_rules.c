/*
 * Reading rules files. Like included files they must be regular files in the
 * folder of the root journal, unless --allow-outside; what they hold is never
 * quoted when they are something else.
 */
#include "cmd/book_rules.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/file_tree.h"
#include "journal/containment.h"
#include "journal/journal.h"
#include "rules/program.h"

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

/* Where a rules file is named, and from when on it holds. */
struct rules_file {
	struct file_tree *tree; /* NULL: the disk */
	const char *path;
	struct day from;
	struct place at;
};

static void load_file(struct programs *programs, const struct rules_file *named,
		      struct diagnostics *diagnostics)
{
	const char *path = named->path;
	struct file file;
	enum file_status status =
		file_tree_read(named->tree, programs->arena, path, true, &file);
	if (status != FILE_OK) {
		(void)diagnostic_add(diagnostics, DIAGNOSTIC_file_unreadable,
				     named->at,
				     "cannot read the rules '%s': %s", path,
				     file_reason(status, &file));
		return;
	}
	struct source *source = source_new(programs->arena, path, file.text);
	source->device = file.device;
	source->inode = file.inode;
	(void)programs_add(programs, source, named->from, diagnostics);
}

static void load_line(struct programs *programs, const struct journal *journal,
		      const struct event *event,
		      const struct book_rules_options *options,
		      struct diagnostics *diagnostics)
{
	struct slice name = event_value(journal, event, KEY_PATH);
	const char *path = file_beside(
		programs->arena, journal->sources[event->source]->name, name);
	struct place at = event_part(journal, event, name);
	if (!options->tree && !options->allow_outside &&
	    is_outside(programs->arena, path, options->journal)) {
		(void)diagnostic_add(
			diagnostics, DIAGNOSTIC_include_outside, at,
			"the rules '%.*s' are outside the book's folder (allow "
			"it with --allow-outside)",
			SLICE_ARGS(name));
		return;
	}
	load_file(programs,
		  &(struct rules_file){ options->tree, path, event->day, at },
		  diagnostics);
}

void book_rules_load(struct programs *programs, const struct journal *journal,
		     const struct book_rules_options *options,
		     struct diagnostics *diagnostics)
{
	size_t lines = 0;
	if (options->path) {
		load_file(programs,
			  &(struct rules_file){ NULL, options->path, DAY_NONE,
						PLACE_NONE },
			  diagnostics);
		return;
	}
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_RULES ||
		    (event->flags & EVENT_DUPLICATE))
			continue;
		load_line(programs, journal, event, options, diagnostics);
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

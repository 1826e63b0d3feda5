/*
 * Files: each is read, parsed, and its include lines followed, depth first.
 * What the include lines of one file name is found before any of it is
 * parsed, so that the many small files of a book can be parsed at once.
 * A file is known by device and inode: one that was read before is skipped,
 * one that is still being read (it includes itself, perhaps by way of others)
 * is an error. What an include names must be a regular file under the root
 * journal's folder, and look like a journal before anything of it is shown.
 */
#include "journal/inclusion.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/file_tree.h"
#include "base/parallel.h"
#include "journal/containment.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/recognise.h"
#include "journal/reference.h"
#include "journal/wildcard.h"

/* A file being read, and the one whose line included it. */
struct chain {
	const struct source *source;
	const struct chain *parent;
	int depth;
};

/* One include line. */
struct request {
	const struct chain *chain;
	struct place at;
	struct slice path;
	struct slice shown; /* the path, or one that the pattern matches */
	bool optional;
	bool from_pattern;
	bool is_file; /* what it matches is itself a file, no link */
};

/* A file that an include line names. */
struct find {
	struct request request;
	const char *path;
	struct file file;
};

/* Those of all include lines of a file. */
struct finds {
	struct find *list;
	size_t count, capacity;
	size_t bytes;
	struct diagnostics diagnostics; /* of what is not found */
};

struct inclusion {
	struct journal *journal;
	const struct inclusion_options *options;
	struct diagnostics *diagnostics;
	struct containment root; /* the root's folder */
	struct intern files;     /* device and inode of all files read */
	struct finds *finds;     /* what is found is kept there; NULL: read */
	bool full;               /* the limit of files was complained about */
};

enum {
	TOGETHER_FROM = 256 << 10 /* bytes that are worth threads */
};

static void follow_includes(struct inclusion *inclusion,
			    const struct chain *chain, size_t first,
			    size_t end);

/* True when a path that does not exist would lie outside by its words. */
static bool climbs(struct slice path)
{
	if (slice_starts(path, "/"))
		return true;
	while (path.length > 0) {
		struct slice rest;
		struct slice part = slice_cut(path, '/', &rest);

		if (slice_is(part, ".."))
			return true;
		path = rest;
	}
	return false;
}

/* True when the path leads out of the root's folder, by links as well. */
static bool is_outside(struct inclusion *inclusion,
		       const struct request *request, const char *path)
{
	struct arena *arena = inclusion->journal->arena;
	enum containment_answer answer;

	if (inclusion->options->tree)
		return !file_tree_path(inclusion->options->tree, arena, path)
				.text;
	if (inclusion->options->allow_outside)
		return false;
	answer = request->is_file
			 ? containment_find_file(&inclusion->root, arena, path)
			 : containment_find(&inclusion->root, arena, path);
	return answer == CONTAINMENT_UNKNOWN ? climbs(request->path)
					     : answer == CONTAINMENT_OUTSIDE;
}

/* What a file is known by, in the arena. */
static struct slice identity_of(struct arena *arena, const struct file *file)
{
	uint64_t identity[] = { file->device, file->inode };

	return (struct slice){ arena_copy(arena, (const char *)identity,
					  sizeof(identity)),
			       sizeof(identity) };
}

/* Puts the file among others; false when it was there already. */
static bool remember(struct intern *files, const struct file *file)
{
	uint32_t before = files->count;

	intern_add(files, identity_of(files->arena, file));
	return files->count > before;
}

static bool is_known(const struct intern *files, const struct file *file)
{
	return intern_find(files, identity_of(files->arena, file)) !=
	       INTERN_NONE;
}

/* True when the file is being read further up. */
static bool is_in_chain(const struct chain *chain, const struct file *file)
{
	for (; chain; chain = chain->parent)
		if (chain->source->device == file->device &&
		    chain->source->inode == file->inode)
			return true;
	return false;
}

static void complain(struct inclusion *inclusion, enum diagnostic_id id,
		     const struct request *request, const char *reason)
{
	diagnostic_add(inclusion->diagnostics, id, request->at,
		       "'%.*s' is not read: %s", SLICE_ARGS(request->shown),
		       reason);
}

/* Complains that a file cannot be read, or notes it for include?. */
static void complain_of_status(struct inclusion *inclusion,
			       const struct request *request,
			       enum file_status status, const struct file *file)
{
	bool absent = status == FILE_MISSING || status == FILE_DENIED;

	if (request->optional && absent) {
		inclusion->journal->members_absent = true;
		complain(inclusion, DIAGNOSTIC_include_absent, request,
			 file_reason(status, file));
		return;
	}
	complain(inclusion,
		 status == FILE_TOO_LARGE ? DIAGNOSTIC_file_too_large
					  : DIAGNOSTIC_file_unreadable,
		 request, file_reason(status, file));
}

static struct source *source_of(struct inclusion *inclusion, const char *name,
				const struct file *file)
{
	struct source *source =
		source_new(inclusion->journal->arena, name, file->text);

	source->device = file->device;
	source->inode = file->inode;
	return source;
}

/* Complains that a folder cannot be listed: files in it may be missing. */
static void complain_of_folder(struct inclusion *inclusion,
			       const struct request *request,
			       const struct wildcard_list *list)
{
	if (list->error == EACCES && request->optional)
		complain_of_status(inclusion, request, FILE_DENIED,
				   &(struct file){ .error = list->error });
	else
		complain(inclusion, DIAGNOSTIC_file_unreadable, request,
			 arena_print(inclusion->journal->arena,
				     "the folder '%s' cannot be listed: %s",
				     list->failed, strerror(list->error)));
}

/* Parses a file that was read, and follows its includes. */
static void take_file(struct inclusion *inclusion, const struct chain *parent,
		      const char *name, const struct file *file)
{
	struct journal *journal = inclusion->journal;
	struct source *source = source_of(inclusion, name, file);
	size_t first = journal->event_count;
	struct chain chain = { source, parent, parent ? parent->depth + 1 : 1 };

	parser_parse(journal, source, inclusion->diagnostics);
	if (journal_may_have(journal, EVENT_INCLUDE) ||
	    journal_may_have(journal, EVENT_INCLUDE_OPTIONAL))
		follow_includes(inclusion, &chain, first, journal->event_count);
}

/* True when one more file may be read at that depth. */
static bool has_room(struct inclusion *inclusion, const struct request *request)
{
	if (request->chain->depth >= INCLUDE_DEPTH_MAX) {
		complain(inclusion, DIAGNOSTIC_include_limit, request,
			 "includes are nested more than 32 deep");
		return false;
	}
	if (inclusion->files.count < INCLUDE_FILES_MAX)
		return true;
	if (!inclusion->full)
		complain(inclusion, DIAGNOSTIC_include_limit, request,
			 "a book has at most 10000 files");
	inclusion->full = true;
	return false;
}

/* Parses a file that an include line names, if it is to be. */
static void enter_file(struct inclusion *inclusion,
		       const struct request *request, const char *path,
		       const struct file *file)
{
	if (is_in_chain(request->chain, file)) {
		if (!request->from_pattern)
			complain(inclusion, DIAGNOSTIC_include_cycle, request,
				 "it includes itself");
	} else if (remember(&inclusion->files, file)) {
		if (recognise_journal(file->text))
			take_file(inclusion, request->chain, path, file);
		else
			complain(inclusion, DIAGNOSTIC_file_unreadable, request,
				 "it is not a journal");
	}
}

/* Keeps a file for later. */
static void add_find(struct inclusion *inclusion, const struct find *find)
{
	struct finds *finds = inclusion->finds;

	finds->list = arena_grow(inclusion->journal->arena, finds->list,
				 finds->count + 1, sizeof(*finds->list),
				 &finds->capacity);
	finds->list[finds->count++] = *find;
	finds->bytes += find->file.text.length;
}

/* Reads one included file. */
static void include_file(struct inclusion *inclusion,
			 const struct request *request, const char *path)
{
	struct find find = { .request = *request, .path = path };
	enum file_status status;

	if (is_outside(inclusion, request, path)) {
		complain(inclusion, DIAGNOSTIC_include_outside, request,
			 "it is not under the journal's folder (allow it with "
			 "--allow-outside)");
		return;
	}
	if (!has_room(inclusion, request))
		return;
	status = file_tree_read(inclusion->options->tree,
				inclusion->journal->arena, path,
				inclusion->options->copy, &find.file);
	if (status != FILE_OK)
		complain_of_status(inclusion, request, status, &find.file);
	else if (inclusion->finds)
		add_find(inclusion, &find);
	else
		enter_file(inclusion, request, path, &find.file);
}

/* Reads all files of a pattern. */
static void include_pattern(struct inclusion *inclusion,
			    struct request *request)
{
	struct arena *arena = inclusion->journal->arena;
	const char *name = request->chain->source->name;
	const char *folder = file_beside(arena, name, SLICE(""));
	struct slice pattern = request->path;
	struct wildcard_list list;

	if (climbs(pattern) && !inclusion->options->allow_outside) {
		complain(inclusion, DIAGNOSTIC_include_outside, request,
			 "a pattern stays under the journal's folder (allow "
			 "more with --allow-outside)");
		return;
	}
	if (slice_starts(pattern, "/"))
		folder = "";
	list = inclusion->options->tree
		       ? wildcard_expand_tree(arena, inclusion->options->tree,
					      folder, pattern)
		       : wildcard_expand(arena, folder, pattern,
					 INCLUDE_FILES_MAX);
	if (list.error != 0)
		complain_of_folder(inclusion, request, &list);
	else if (list.too_many)
		complain(inclusion, DIAGNOSTIC_include_limit, request,
			 "the pattern matches too many files");
	else if (list.count == 0)
		complain_of_status(inclusion, request, FILE_MISSING,
				   &(struct file){ .error = ENOENT });
	request->from_pattern = true;
	for (size_t i = 0; i < list.count; i++) {
		request->shown = slice_from(list.paths[i].path);
		request->is_file = list.paths[i].is_file;
		include_file(inclusion, request, list.paths[i].path);
	}
}

/* Follows one include line. */
static void follow(struct inclusion *inclusion, const struct chain *chain,
		   const struct event *event)
{
	struct journal *journal = inclusion->journal;
	const struct attribute *path =
		event_attribute(journal, event, KEY_PATH);
	struct slice raw = attribute_raw(journal, event, path);
	struct request request = {
		.chain = chain,
		.at = event_part(journal, event, raw),
		.path = attribute_text(journal->arena, journal, event, path),
		.optional = event->kind == EVENT_INCLUDE_OPTIONAL,
	};

	request.shown = request.path;
	if (request.path.length >= PATH_MAX)
		complain(inclusion, DIAGNOSTIC_file_unreadable, &request,
			 "the name is too long");
	else if (wildcard_is_pattern(request.path))
		include_pattern(inclusion, &request);
	else
		include_file(inclusion, &request,
			     file_beside(journal->arena, chain->source->name,
					 request.path));
}

/* Follows the include lines among some events; the list may grow meanwhile. */
static void follow_each(struct inclusion *inclusion, const struct chain *chain,
			size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		struct event event = inclusion->journal->events[i];

		if (event.kind == EVENT_INCLUDE ||
		    event.kind == EVENT_INCLUDE_OPTIONAL)
			follow(inclusion, chain, &event);
	}
}

/* Finds what those lines name; none of it is parsed. */
static void find_files(struct inclusion *inclusion, const struct chain *chain,
		       size_t first, size_t end, struct finds *finds)
{
	struct diagnostics *diagnostics = inclusion->diagnostics;

	*finds = (struct finds){ 0 };
	diagnostics_init(&finds->diagnostics, inclusion->journal->arena);
	inclusion->diagnostics = &finds->diagnostics;
	inclusion->finds = finds;
	follow_each(inclusion, chain, first, end);
	inclusion->finds = NULL;
	inclusion->diagnostics = diagnostics;
}

/* Parses all files found at once; false, and nothing happened, where that is
 * not worth it, or one of them needs a closer look. */
static bool parse_together(struct inclusion *inclusion,
			   const struct finds *finds)
{
	struct arena *arena = inclusion->journal->arena;
	struct source **sources;
	struct intern files;

	if (finds->bytes < TOGETHER_FROM || parallel_width() < 2)
		return false;
	if (inclusion->options->found)
		inclusion->options->found(inclusion->options->context);
	sources =
		arena_take_array(arena, finds->count, sizeof(struct source *));
	intern_init(&files, arena, inclusion->journal->seed);
	for (size_t i = 0; i < finds->count; i++) {
		const struct find *find = &finds->list[i];

		if (is_known(&inclusion->files, &find->file) ||
		    !remember(&files, &find->file) ||
		    !recognise_journal(find->file.text))
			return false;
		sources[i] = source_of(inclusion, find->path, &find->file);
	}
	if (!parser_parse_together(inclusion->journal, sources, finds->count,
				   parallel_width()))
		return false;
	for (size_t i = 0; i < finds->count; i++)
		remember(&inclusion->files, &finds->list[i].file);
	return true;
}

/* The include lines among some events. */
static void follow_includes(struct inclusion *inclusion,
			    const struct chain *chain, size_t first, size_t end)
{
	bool full = inclusion->full;
	struct finds finds;

	find_files(inclusion, chain, first, end, &finds);
	if (inclusion->files.count + finds.count <= INCLUDE_FILES_MAX &&
	    parse_together(inclusion, &finds)) {
		const struct diagnostic *one = finds.diagnostics.first;

		for (; one; one = one->next)
			diagnostic_add_again(inclusion->diagnostics, one);
	} else if (finds.diagnostics.first) {
		/* each complaint in its place */
		inclusion->full = full;
		follow_each(inclusion, chain, first, end);
	} else {
		inclusion->journal->ahead += finds.bytes;
		for (size_t i = 0; i < finds.count; i++) {
			const struct find *find = &finds.list[i];

			inclusion->journal->ahead -= find->file.text.length;
			if (has_room(inclusion, &find->request))
				enter_file(inclusion, &find->request,
					   find->path, &find->file);
		}
	}
}

/* Reads a journal named by the user. */
static void load_root(struct inclusion *inclusion, const char *path)
{
	struct arena *arena = inclusion->journal->arena;
	bool standard = strcmp(path, "-") == 0;
	struct file file;
	enum file_status status =
		standard ? file_read_all(arena, 0, &file)
			 : file_tree_read(inclusion->options->tree, arena, path,
					  inclusion->options->copy, &file);

	if (status != FILE_OK) {
		diagnostic_add(inclusion->diagnostics,
			       status == FILE_TOO_LARGE
				       ? DIAGNOSTIC_file_too_large
				       : DIAGNOSTIC_file_unreadable,
			       PLACE_NONE, "'%s' cannot be read: %s", path,
			       file_reason(status, &file));
		return;
	}
	containment_init(&inclusion->root, arena, standard ? "." : path);
	if (standard)
		take_file(inclusion, NULL, "-", &file);
	else if (remember(&inclusion->files, &file))
		take_file(inclusion, NULL, path, &file);
}

void inclusion_load(struct journal *journal,
		    const struct inclusion_options *options,
		    struct diagnostics *diagnostics)
{
	struct inclusion inclusion = {
		.journal = journal,
		.options = options,
		.diagnostics = diagnostics,
	};

	intern_init(&inclusion.files, journal->arena, journal->seed);
	for (size_t i = 0; i < options->root_count; i++)
		load_root(&inclusion, options->roots[i]);
}

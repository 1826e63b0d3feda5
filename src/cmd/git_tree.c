/*
 * What files there are is asked once (ls-files, ls-tree); what is in them by
 * `cat-file --batch`, for all files that look like those of books as soon as
 * one is wanted, so that git is run twice and not once a file.
 */
#include "cmd/git_tree.h"

#include <string.h>

#include "base/arena.h"
#include "base/file_tree.h"
#include "base/text.h"
#include "cmd/git.h"
#include "cmd/session.h"

enum {
	BATCH = 500 /* names of 64 digits that fit a pipe */
};

/* True for names that books and rules have: they are wanted together. */
static bool is_usual(struct slice path)
{
	return slice_ends(path, ".points") || slice_ends(path, ".yaml") ||
	       slice_ends(path, ".yml");
}

/* The numbers of the file and of those fetched with it. */
static size_t choose(const struct file_tree *tree, size_t wanted,
		     size_t *numbers)
{
	size_t count = 0;

	numbers[count++] = wanted;
	if (!is_usual(intern_text(&tree->paths, (uint32_t)wanted)))
		return count;
	for (size_t i = 0; i < tree->paths.count && count < BATCH; i++) {
		const struct file_tree_entry *entry = &tree->entries[i];

		if (i != wanted && !entry->is_fetched &&
		    entry->kind == FILE_TREE_REGULAR &&
		    is_usual(intern_text(&tree->paths, (uint32_t)i)))
			numbers[count++] = i;
	}
	return count;
}

/* `NAME blob SIZE`, its bytes and a newline; false when it is missing. */
static bool take_answer(struct slice *rest, struct file_tree_entry *entry)
{
	struct slice line = slice_cut(*rest, '\n', rest);
	struct slice word;
	uint64_t size;

	(void)slice_cut(line, ' ', &word);
	if (!slice_is(slice_cut(word, ' ', &word), "blob") ||
	    !slice_parse_unsigned(word, &size) || size >= rest->length ||
	    size > FILE_SIZE_MAX)
		return false;
	entry->text = (struct slice){ rest->text, (size_t)size };
	entry->is_fetched = true;
	*rest = slice_from_offset(*rest, (size_t)size + 1);
	return true;
}

static bool fetch(struct file_tree *tree, size_t wanted)
{
	static const char *const words[] = { "cat-file", "--batch", NULL };
	const char *folder = tree->context;
	size_t numbers[BATCH];
	size_t count = choose(tree, wanted, numbers);
	struct text names;
	struct text answer;

	text_init(&names, tree->arena);
	for (size_t i = 0; i < count; i++) {
		text_add_slice(&names, tree->entries[numbers[i]].object);
		text_add_char(&names, '\n');
	}
	if (!git_talk(tree->arena, folder, words, text_slice(&names), &answer))
		return false;
	struct slice rest = text_slice(&answer);
	for (size_t i = 0; i < count; i++)
		(void)take_answer(&rest, &tree->entries[numbers[i]]);
	return tree->entries[wanted].is_fetched;
}

static enum file_tree_kind kind_of(struct slice mode)
{
	if (slice_starts(mode, "100"))
		return FILE_TREE_REGULAR;
	return slice_is(mode, "120000") ? FILE_TREE_LINK : FILE_TREE_OTHER;
}

/*
 * A line of ls-tree, `MODE TYPE OBJECT<tab>PATH`, or of ls-files --stage,
 * `MODE OBJECT STAGE<tab>PATH`; false when the file is not merged yet.
 */
static bool add_line(struct file_tree *tree, struct slice line, bool is_index)
{
	struct slice path;
	struct slice words = slice_cut(line, '\t', &path);
	struct slice mode = slice_cut(words, ' ', &words);
	struct slice second = slice_cut(words, ' ', &words);
	struct file_tree_entry *entry =
		file_tree_add(tree, path, kind_of(mode));

	entry->object = is_index ? second : words;
	return !is_index || slice_is(words, "0");
}

enum exit_status git_tree_open(struct session *session, const char *commit,
			       struct file_tree **opened)
{
	struct arena *arena = session->arena;
	const char *const of_index[] = { "ls-files", "--stage", "-z",
					 "--",       ".",       NULL };
	const char *const of_commit[] = { "ls-tree", "-r", "-z", commit, NULL };
	const char *folder = git_folder(arena, session->journal_path);
	const char *slash = strrchr(session->journal_path, '/');
	struct file_tree *tree = arena_take(arena, sizeof(*tree));
	struct text list;

	file_tree_init(
		tree, arena,
		slash ? arena_copy(arena, session->journal_path,
				   (size_t)(slash - session->journal_path) + 1)
		      : "");
	tree->fetch = fetch;
	tree->context = arena_copy(arena, folder, strlen(folder));
	if (!git_read(arena, folder, commit ? of_commit : of_index, &list)) {
		message_error(&session->terminal,
			      "git cannot list the files of %s",
			      commit ? commit : "the index");
		return STATUS_ENVIRONMENT;
	}
	struct slice rest = text_slice(&list);
	while (rest.length > 0) {
		struct slice line = slice_cut(rest, '\0', &rest);

		if (add_line(tree, line, commit == NULL))
			continue;
		(void)slice_cut(line, '\t', &line);
		message_error(&session->terminal,
			      "'%.*s' is not merged yet; 'git add' it once the "
			      "conflict is settled",
			      SLICE_ARGS(line));
		return STATUS_NO;
	}
	*opened = tree;
	return STATUS_FINE;
}

bool git_tree_has_book(const struct session *session,
		       const struct file_tree *tree)
{
	struct slice path =
		file_tree_path(tree, session->arena, session->journal_path);

	return path.text && intern_find(&tree->paths, path) != INTERN_NONE;
}

/*
 * Paths in a tree of files: what leads out of it, links, and what is fetched.
 */
#include "base/file_tree.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"

static bool fetch(struct file_tree *tree, size_t number)
{
	tree->entries[number].text = tree->entries[number].object;
	tree->entries[number].is_fetched =
		!slice_is(tree->entries[number].object, "lost");
	return tree->entries[number].is_fetched;
}

static void add(struct file_tree *tree, const char *path,
		enum file_tree_kind kind, const char *text)
{
	file_tree_add(tree, slice_from(path), kind)->object = slice_from(text);
}

Test(base_file_tree, paths_are_read_as_on_a_disk)
{
	static const struct {
		const char *path, *text; /* text NULL: missing */
	} cases[] = {
		{ "../book.points", "book" },
		{ ".././book.points", "book" },
		{ "../2026/11.points", "november" },
		{ "../2026/../book.points", "book" },
		{ "../link.points", "november" },
		{ "../2026/up.points", "book" },
		{ "../2026", NULL },
		{ "../none.points", NULL },
		{ "../../book.points", NULL },
		{ "../out.points", NULL },
		{ "../absolute.points", NULL },
		{ "../loop.points", NULL },
		{ "book.points", NULL },
		{ "/book.points", NULL },
	};
	struct arena arena;
	struct file_tree tree;

	arena_init(&arena);
	file_tree_init(&tree, &arena, "../");
	tree.fetch = fetch;
	add(&tree, "book.points", FILE_TREE_REGULAR, "book");
	add(&tree, "2026/11.points", FILE_TREE_REGULAR, "november");
	add(&tree, "link.points", FILE_TREE_LINK, "2026/11.points");
	add(&tree, "2026/up.points", FILE_TREE_LINK, "../book.points");
	add(&tree, "out.points", FILE_TREE_LINK, "../book.points");
	add(&tree, "absolute.points", FILE_TREE_LINK, "/book.points");
	add(&tree, "loop.points", FILE_TREE_LINK, "loop.points");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct file file;
		enum file_status status = file_tree_read(
			&tree, &arena, cases[i].path, true, &file);

		if (!cases[i].text) {
			cr_expect(status == FILE_MISSING, "%s", cases[i].path);
			continue;
		}
		cr_expect(status == FILE_OK, "%s", cases[i].path);
		cr_expect(slice_is(file.text, cases[i].text), "%s",
			  cases[i].path);
	}
	arena_release(&arena);
}

Test(base_file_tree, what_is_no_file_or_cannot_be_fetched_is_said)
{
	struct arena arena;
	struct file_tree tree;
	struct file file;

	arena_init(&arena);
	file_tree_init(&tree, &arena, "");
	tree.fetch = fetch;
	add(&tree, "module", FILE_TREE_OTHER, "");
	add(&tree, "gone.points", FILE_TREE_REGULAR, "lost");
	cr_expect(file_tree_read(&tree, &arena, "module", true, &file) ==
		  FILE_NOT_REGULAR);
	cr_expect(file_tree_read(&tree, &arena, "gone.points", true, &file) ==
		  FILE_FAILED);
	arena_release(&arena);
}

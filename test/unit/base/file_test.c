/*
 * Files: mapped, copied, refused with a reason, and paths joined.
 */
#include "base/file.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

/* A new folder for one test, removed by it. */
static char *make_folder(struct arena *arena)
{
	char *path = arena_print(arena, "/tmp/pointbook-file-XXXXXX");

	cr_assert_not_null(mkdtemp(path));
	return path;
}

static const char *make_file(struct arena *arena, const char *folder,
			     const char *name, struct slice text)
{
	const char *path = arena_print(arena, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(text.text, 1, text.length, file), text.length);
	cr_assert_eq(fclose(file), 0);
	return path;
}

Test(file, reads_mapped_and_copied)
{
	static char large[200000];
	struct arena arena;
	const char *folder;

	arena_init(&arena);
	memset(large, 'y', sizeof(large));
	folder = make_folder(&arena);
	for (int copy = 0; copy <= 1; copy++) {
		static const size_t lengths[] = { 0, 1, 4096, 65536, 200000 };

		for (size_t i = 0; i < 5; i++) {
			struct slice text = { large, lengths[i] };
			const char *path = make_file(&arena, folder, "f", text);
			struct file file;
			struct stat status;

			cr_expect_eq(file_read(&arena, path, copy, &file),
				     FILE_OK, "%zu", lengths[i]);
			cr_expect(slice_equal(file.text, text), "%zu",
				  lengths[i]);
			cr_assert_eq(stat(path, &status), 0);
			cr_expect_eq(file.inode, (uint64_t)status.st_ino);
			cr_expect_eq(file.device, (uint64_t)status.st_dev);
			cr_assert_eq(unlink(path), 0);
		}
	}
	cr_assert_eq(rmdir(folder), 0);
	arena_release(&arena);
}

Test(file, says_why_not)
{
	struct arena arena;
	struct file file;
	char *folder;
	char *pipe_path;
	char *large_path;
	int descriptor;

	arena_init(&arena);
	folder = make_folder(&arena);
	pipe_path = arena_print(&arena, "%s/pipe", folder);
	large_path = arena_print(&arena, "%s/large", folder);
	cr_expect_eq(file_read(&arena, pipe_path, false, &file), FILE_MISSING);
	cr_expect_str_eq(file_reason(FILE_MISSING, &file), "no such file");
	cr_assert_eq(mkfifo(pipe_path, 0600), 0);
	cr_expect_eq(file_read(&arena, pipe_path, false, &file),
		     FILE_NOT_REGULAR);
	cr_expect_eq(file_read(&arena, folder, true, &file), FILE_NOT_REGULAR);
	cr_expect_str_eq(file_reason(FILE_NOT_REGULAR, &file),
			 "not a regular file");
	cr_expect_eq(file_read(&arena, "/dev/null", false, &file),
		     FILE_NOT_REGULAR);
	cr_expect_eq(file_read(&arena, arena_print(&arena, "%s/x", pipe_path),
			       false, &file),
		     FILE_MISSING);
	descriptor = open(large_path, O_WRONLY | O_CREAT, 0600);
	cr_assert_geq(descriptor, 0);
	cr_assert_eq(ftruncate(descriptor, (off_t)FILE_SIZE_MAX + 1), 0);
	cr_expect_eq(file_read(&arena, large_path, false, &file),
		     FILE_TOO_LARGE);
	cr_expect_str_eq(file_reason(FILE_TOO_LARGE, &file),
			 "larger than 2 GiB");
	cr_assert_eq(fchmod(descriptor, 0), 0);
	close(descriptor);
	if (geteuid() != 0)
		cr_expect_eq(file_read(&arena, large_path, false, &file),
			     FILE_DENIED);
	unlink(pipe_path);
	unlink(large_path);
	cr_assert_eq(rmdir(folder), 0);
	arena_release(&arena);
}

Test(file, reads_a_descriptor_to_its_end)
{
	struct arena arena;
	struct file file;
	int ends[2];

	arena_init(&arena);
	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "earn ana 5\n", 11), 11);
	close(ends[1]);
	cr_expect_eq(file_read_all(&arena, ends[0], &file), FILE_OK);
	cr_expect(slice_is(file.text, "earn ana 5\n"));
	close(ends[0]);
	cr_expect_eq(file_read_all(&arena, ends[0], &file), FILE_FAILED);
	cr_expect_eq(file.error, EBADF);
	cr_expect_str_eq(file_reason(FILE_FAILED, &file), strerror(EBADF));
	arena_release(&arena);
}

Test(file, joins_paths)
{
	static const struct {
		const char *path;
		const char *name;
		const char *joined;
	} rows[] = {
		{ "a/b.points", "r.yaml", "a/r.yaml" },
		{ "b.points", "r.yaml", "r.yaml" },
		{ "/b.points", "r.yaml", "/r.yaml" },
		{ "a/b.points", "/r.yaml", "/r.yaml" },
		{ "a/b.points", "c/r.yaml", "a/c/r.yaml" },
		{ "../b.points", "../r.yaml", "../../r.yaml" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_str_eq(file_beside(&arena, rows[i].path,
					     slice_from(rows[i].name)),
				 rows[i].joined);
	arena_release(&arena);
}

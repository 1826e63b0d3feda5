/*
 * restoring: the mark is there from save to delete, and every failing call is
 * told.
 */
#include "store/restoring.h"

#include <criterion/criterion.h>
#include <unistd.h>

#include "base/arena.h"
#include "folder.h"
#include "store/io.h"

Test(store_restoring, is_there_between_save_and_delete)
{
	struct arena arena;

	folder_init();
	arena_init(&arena);
	cr_expect_not(restoring_exists(&arena, io_system(), "book.points"));
	cr_expect_eq(restoring_delete(&arena, io_system(), "book.points"), 0);
	cr_expect_eq(restoring_save(&arena, io_system(), "book.points"), 0);
	cr_expect_eq(access(".book.points.restoring", F_OK), 0);
	cr_expect_eq(restoring_save(&arena, io_system(), "book.points"), 0);
	cr_expect(restoring_exists(&arena, io_system(), "book.points"));
	cr_expect_eq(restoring_delete(&arena, io_system(), "book.points"), 0);
	cr_expect_not(restoring_exists(&arena, io_system(), "book.points"));
	cr_expect_neq(restoring_save(&arena, io_system(), "none/book.points"),
		      0);
	folder_release();
	arena_release(&arena);
}

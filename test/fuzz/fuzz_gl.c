/*
 * Fuzz target for the files of `reconcile gl`: exchange/gl_file, csv_reader,
 * date_cell, number_cell. What is read has a real day and an amount.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "exchange/gl_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gl_file_request request = { .account = SLICE("1"), .scale = 2 };
	struct slice text = { (const char *)data, size };
	struct arena arena;
	struct gl_file file;

	arena_init(&arena);
	bool is_read = gl_file_read(&arena, text, &request, &file);
	require(is_read == (file.problem == NULL));
	require(!is_read || file.count <= file.rows);
	for (size_t i = 0; i < file.count; i++) {
		require(day_is_real(file.list[i].day));
		require(file.list[i].amount != 0);
	}
	arena_release(&arena);
	return 0;
}

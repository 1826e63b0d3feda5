/*
 * The main of a fuzz target when no fuzzer drives it: hands each file named on
 * the command line to the target once. So every build compiles the targets, and
 * a corpus or a crash can be replayed with any compiler and under a debugger.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *name)
{
	FILE *file = fopen(name, "rb");
	uint8_t *data = NULL;
	size_t size = 0;
	size_t room = 0;

	if (!file) {
		perror(name);
		return 1;
	}
	for (;;) {
		if (size == room) {
			room = room ? room * 2 : 4096;
			data = realloc(data, room);
			if (!data)
				abort();
		}
		size_t got = fread(data + size, 1, room - size, file);
		if (got == 0)
			break;
		size += got;
	}
	fclose(file);
	/* A block of exactly the size, so that overruns are seen. */
	uint8_t *exact = realloc(data, size ? size : 1);
	if (!exact)
		abort();
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	return 0;
}

int main(int argc, char **argv)
{
	int failures = 0;

	for (int i = 1; i < argc; i++)
		failures += replay(argv[i]);
	return failures ? 1 : 0;
}

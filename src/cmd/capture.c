/*
 * Both streams are pointed at files without names, which are emptied before
 * each use.
 */
#include "cmd/capture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	STREAMS = 2
};

/* A file without a name, open above the standard streams; -1: none. */
static int open_file(void)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	int file;

	if (snprintf(path, sizeof(path), "%s/pointbook-XXXXXX",
		     folder && *folder ? folder : "/tmp") >= (int)sizeof(path))
		return -1;
	file = mkstemp(path);
	if (file >= 0)
		(void)unlink(path);
	return file;
}

bool capture_init(struct capture *capture)
{
	bool is_fine = true;

	for (int i = 0; i < STREAMS; i++) {
		capture->saved[i] = -1;
		capture->files[i] = open_file();
		is_fine = is_fine && capture->files[i] >= 0;
	}
	return is_fine;
}

void capture_release(struct capture *capture)
{
	for (int i = 0; i < STREAMS; i++)
		if (capture->files[i] >= 0)
			(void)close(capture->files[i]);
}

/* Gives back the streams that were taken. */
static bool restore(struct capture *capture)
{
	bool is_fine = true;

	for (int i = 0; i < STREAMS; i++) {
		if (capture->saved[i] < 0)
			continue;
		is_fine = dup2(capture->saved[i], STDOUT_FILENO + i) >= 0 &&
			  is_fine;
		(void)close(capture->saved[i]);
		capture->saved[i] = -1;
	}
	return is_fine;
}

bool capture_begin(struct capture *capture)
{
	for (int i = 0; i < STREAMS; i++) {
		int stream = STDOUT_FILENO + i;

		if (ftruncate(capture->files[i], 0) != 0 ||
		    lseek(capture->files[i], 0, SEEK_SET) != 0)
			return restore(capture) && false;
		capture->saved[i] = dup(stream);
		if (capture->saved[i] < 0 ||
		    dup2(capture->files[i], stream) < 0)
			return restore(capture) && false;
	}
	return true;
}

bool capture_end(struct capture *capture, struct arena *arena,
		 struct slice texts[2])
{
	bool is_fine = restore(capture);

	for (int i = 0; i < STREAMS; i++) {
		struct file file;

		is_fine = lseek(capture->files[i], 0, SEEK_SET) == 0 &&
			  file_read_all(arena, capture->files[i], &file) ==
				  FILE_OK &&
			  is_fine;
		texts[i] = file.text;
	}
	return is_fine;
}

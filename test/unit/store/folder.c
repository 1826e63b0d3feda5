/*
 * Test folders under TMPDIR. Whatever fails here fails the test: there is
 * nothing to be tried without a folder.
 */
#define _XOPEN_SOURCE 700
#include "folder.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[256];

void folder_init(void)
{
	const char *base = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/pointbook-unit-XXXXXX",
		 base ? base : "/tmp");
	if (!mkdtemp(folder) || chdir(folder) < 0)
		abort();
}

/* Every entry but . and ..: removed when asked, counted always. */
static int walk(bool remove_them)
{
	DIR *stream = opendir(folder);
	struct dirent *entry;
	int count = 0;

	while (stream && (entry = readdir(stream))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		count++;
		if (remove_them)
			remove(entry->d_name);
	}
	if (stream)
		closedir(stream);
	return count;
}

void folder_release(void)
{
	walk(true);
	(void)!chdir("/");
	rmdir(folder);
}

void folder_write(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");

	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
}

const char *folder_read(const char *name)
{
	static char bytes[1 << 16];
	FILE *file = fopen(name, "rb");
	size_t length = 0;

	if (!file)
		return NULL;
	length = fread(bytes, 1, sizeof(bytes) - 1, file);
	fclose(file);
	bytes[length] = '\0';
	return bytes;
}

int folder_count(void)
{
	return walk(false);
}

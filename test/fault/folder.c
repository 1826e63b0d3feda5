/*
 * Folders are walked with their names in order, so that the same files give the
 * same number.
 */
#define _GNU_SOURCE
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void stop(const char *what)
{
	perror(what);
	exit(3);
}

static bool ends(const char *name, const char *end)
{
	size_t length = strlen(name);
	size_t part = strlen(end);

	return length >= part && strcmp(name + length - part, end) == 0;
}

/* ---- reading ---------------------------------------------------------------- */

static void read_file(struct folder_file *file, const struct stat *status)
{
	ssize_t got;

	file->length = (size_t)status->st_size;
	file->text = calloc(1, file->length + 1);
	if (!file->text)
		stop(file->name);
	if (S_ISLNK(file->mode)) {
		got = readlink(file->name, file->text, file->length);
	} else {
		int descriptor = open(file->name, O_RDONLY);
		got = read(descriptor, file->text, file->length);
		(void)close(descriptor);
	}
	if (got != (ssize_t)file->length)
		stop(file->name);
}

static void walk(struct folder *folder, const char *path)
{
	struct dirent **names;
	int count = scandir(*path ? path : ".", &names, NULL, alphasort);

	if (count < 0)
		stop(path);
	for (int i = 0; i < count; i++) {
		struct folder_file *file = &folder->files[folder->count];
		struct stat status;

		if (strcmp(names[i]->d_name, ".") == 0 ||
		    strcmp(names[i]->d_name, "..") == 0 ||
		    ends(names[i]->d_name, ".lock")) {
			free(names[i]);
			continue;
		}
		int length = snprintf(file->name, sizeof(file->name), "%s%s%s",
				      path, *path ? "/" : "", names[i]->d_name);
		free(names[i]);
		if (length >= (int)sizeof(file->name) ||
		    ++folder->count == FOLDER_FILES_MAX ||
		    lstat(file->name, &status) != 0)
			stop(file->name);
		file->mode = status.st_mode;
		file->text = NULL;
		file->length = 0;
		if (S_ISDIR(file->mode))
			walk(folder, file->name);
		else
			read_file(file, &status);
	}
	free(names);
}

void folder_read(struct folder *folder)
{
	folder->count = 0;
	walk(folder, "");
}

void folder_release(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		free(folder->files[i].text);
	folder->count = 0;
}

/* ---- writing ---------------------------------------------------------------- */

static void empty(const char *path)
{
	DIR *all = opendir(path);
	struct dirent *entry;
	char name[FOLDER_NAME_MAX * 2];

	while (all && (entry = readdir(all))) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		(void)snprintf(name, sizeof(name), "%s/%s", path,
			       entry->d_name);
		if (unlink(name) == 0)
			continue;
		empty(name);
		if (rmdir(name) != 0)
			stop(name);
	}
	(void)(all && closedir(all));
}

/* The time of all files is the same: backups of them are, too. */
static void put(const struct folder_file *file)
{
	static const struct timespec times[2] = { { 1790000000, 0 },
						  { 1790000000, 0 } };
	int descriptor;

	if (S_ISDIR(file->mode)) {
		if (mkdir(file->name, file->mode & 07777) != 0)
			stop(file->name);
		return;
	}
	if (S_ISLNK(file->mode)) {
		if (symlink(file->text, file->name) != 0)
			stop(file->name);
		return;
	}
	descriptor = open(file->name, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (descriptor < 0 ||
	    write(descriptor, file->text, file->length) !=
		    (ssize_t)file->length ||
	    fchmod(descriptor, file->mode & 07777) != 0 ||
	    futimens(descriptor, times) != 0)
		stop(file->name);
	(void)close(descriptor);
}

void folder_save(const struct folder *folder)
{
	empty(".");
	for (size_t i = 0; i < folder->count; i++)
		put(&folder->files[i]);
}

/* ---- telling apart ---------------------------------------------------------- */

static uint64_t add_bytes(uint64_t hash, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ at[i]) * 1099511628211U;
	return hash * 0x9e3779b97f4a7c15U ^ (hash >> 29);
}

uint64_t folder_hash(const struct folder *folder)
{
	uint64_t hash = 14695981039346656037U;

	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];

		hash = add_bytes(hash, file->name, strlen(file->name));
		hash = add_bytes(hash, &file->mode, sizeof(file->mode));
		hash = add_bytes(hash, file->text, file->length);
	}
	return hash;
}

static bool is_journal(const struct folder_file *file)
{
	return S_ISREG(file->mode) && ends(file->name, ".points");
}

char *folder_journals(const struct folder *folder)
{
	char *all = NULL;
	size_t length = 0;
	FILE *to = open_memstream(&all, &length);

	for (size_t i = 0; to && i < folder->count; i++)
		if (is_journal(&folder->files[i]))
			(void)fprintf(to, "== %s\n%s", folder->files[i].name,
				      folder->files[i].text);
	if (!to || fclose(to) != 0)
		stop("memory");
	return all;
}

bool folder_journals_have(const struct folder *other, const char *text)
{
	struct folder now;
	bool all = true;

	folder_read(&now);
	for (size_t i = 0; i < other->count; i++) {
		const struct folder_file *old = &other->files[i];
		const struct folder_file *file = folder_find(&now, old->name);

		if (is_journal(old))
			all = all && file &&
			      memmem(file->text, file->length, text,
				     strlen(text));
	}
	folder_release(&now);
	return all;
}

bool folder_is_torn(const struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];

		if (is_journal(file) && file->length > 0 &&
		    file->text[file->length - 1] != '\n')
			return true;
	}
	return false;
}

struct folder_file *folder_find(struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (strcmp(folder->files[i].name, name) == 0)
			return &folder->files[i];
	return NULL;
}

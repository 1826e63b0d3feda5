/*
 * The folder of the book: put back as it was before each point, and told apart
 * by all that is in it.
 */
#ifndef FAULT_FOLDER_H
#define FAULT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	FOLDER_FILES_MAX = 60,
	FOLDER_NAME_MAX = 200
};

struct folder_file {
	char name[FOLDER_NAME_MAX];
	mode_t mode;
	char *text; /* of a symbolic link: where it leads */
	size_t length;
};

struct folder {
	struct folder_file files[FOLDER_FILES_MAX]; /* folders before theirs */
	size_t count;
};

/* Reads all that is in the current folder but locks; release it afterwards. */
void folder_read(struct folder *folder);

void folder_release(struct folder *folder);

/* Makes the current folder hold that and nothing else. */
void folder_save(const struct folder *folder);

/* A number for all that is in the folder. */
uint64_t folder_hash(const struct folder *folder);

/* The journal files, one behind the other, to be freed. */
char *folder_journals(const struct folder *folder);

/* True when each journal file that another folder has is in the current one,
 * with the text in it. */
bool folder_journals_have(const struct folder *other, const char *text);

/* True when a journal file does not end with a newline, or holds a NUL. */
bool folder_is_torn(const struct folder *folder);

struct folder_file *folder_find(struct folder *folder, const char *name);

#endif

/*
 * Shared libraries that are loaded when something needs them first: what one
 * command in fifty uses must not make all others start more slowly.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* Loads a library by the name of its file, as the system knows it at run time.
 * NULL when it is not there. Unless it is closed it stays until the end. */
void *library_open(const char *file);

/* Puts the address of a function or variable of the library into the pointer
 * at `address`, which is of `size` bytes. False when it has none of the name. */
bool library_find(void *library, const char *name, void *address, size_t size);

/* Lets it go. */
void library_close(void *library);

#endif

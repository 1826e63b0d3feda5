/*
 * Shared libraries that are loaded when something needs them first: what one
 * command in fifty uses must not make all others start more slowly. The
 * program is built with their headers, and not linked with them.
 *
 * What is used of a library is one list of names, and its addresses are one
 * struct, which whoever uses them keeps:
 *
 *	#define CSV_NAMES(X) X(csv_init) X(csv_parse)
 *
 *	struct csv_library {
 *		CSV_NAMES(LIBRARY_MEMBER)
 *	};
 *
 *	library_load(LIBRARY_FILE("csv", CSV_MAJOR), CSV_NAMES(LIBRARY_NAME),
 *		     &library);
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>

/* The address of a function or variable, by its own name and of its type. */
#define LIBRARY_MEMBER(name) __typeof__(name) *name;

/* Its name in the text that library_load takes. */
#define LIBRARY_NAME(name) #name "\0"

/* A library's file as the system knows it at run time; the version, a macro
 * of its header or a number, changes with what programs must know of it. */
#define LIBRARY_FILE(stem, version) "lib" stem ".so." LIBRARY_DIGITS(version)
#define LIBRARY_DIGITS(version)     #version

/*
 * Loads a library, unless that was done, and puts the address of each name
 * into the struct of LIBRARY_MEMBERs of the same list. False when it is not
 * installed or lacks one of the names; the struct is then not to be used. What
 * was loaded stays until the program ends.
 */
bool library_load(const char *file, const char *names, void *addresses);

#endif

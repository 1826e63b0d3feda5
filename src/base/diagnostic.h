/*
 * Everything the program has to say about its input. The catalogue
 * (diagnostics.def) has one row an id with its severity and one sentence;
 * there is no other way to complain about a journal, rules or import file.
 * Stages collect; cmd/ prints. Exit status follows from the worst severity.
 *
 * BROKEN   the text cannot be read, or points nowhere: no command answers
 * FINDING  readable, but not as the rules want it: every command goes on,
 *          `check` exits 1
 * WARNING  and NOTE never change the status, but under --strict
 */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct arena;
struct text;

enum severity {
	SEVERITY_NOTE,
	SEVERITY_WARNING,
	SEVERITY_FINDING,
	SEVERITY_BROKEN
};

enum diagnostic_id {
#define DIAGNOSTIC(id, severity, summary) DIAGNOSTIC_##id,
#include "base/diagnostics.def"
#undef DIAGNOSTIC
	DIAGNOSTIC_COUNT
};

/* One complaint. `subject` is a stable key (for `accept`), may be NULL. */
struct diagnostic {
	enum diagnostic_id id;
	struct place at;
	const char *message;
	const char *subject;
	struct diagnostic_note *notes; /* in order of adding */
	struct diagnostic *next;
	bool accepted; /* by an `accept` line: counted apart, not shown */
	bool known;    /* the version that is compared has it, too: the same */
};

/* A second place, or the fix; at may be PLACE_NONE. */
struct diagnostic_note {
	struct place at;
	const char *message;
	struct diagnostic_note *next;
};

struct diagnostics {
	struct arena *arena;
	struct diagnostic *first;
	struct diagnostic **end;
	size_t counts[SEVERITY_BROKEN + 1]; /* without accepted ones */
};

/* The row of an id. */
struct diagnostic_kind {
	const char *name; /* unknown_member */
	enum severity severity;
	const char *summary;
};

/* An empty collection in the arena. */
void diagnostics_init(struct diagnostics *all, struct arena *arena);

/* The word a reader sees: note, warning, finding, error. */
const char *diagnostic_severity_name(enum severity severity);

/* The catalogue's row. */
const struct diagnostic_kind *diagnostic_kind(enum diagnostic_id id);

/* The id of a name; DIAGNOSTIC_COUNT when there is none. */
enum diagnostic_id diagnostic_find(struct slice name);

/* Adds a complaint; the message is printf-formatted into the arena. Bytes
 * that come from files are made visible when printed, not here. */
struct diagnostic *diagnostic_add(struct diagnostics *all,
				  enum diagnostic_id id, struct place at,
				  const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Adds one of another collection, which must live as long as this one. */
void diagnostic_add_again(struct diagnostics *all,
			  const struct diagnostic *other);

/* Adds a note to a complaint. */
void diagnostic_note(struct diagnostics *all, struct diagnostic *to,
		     struct place at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* True when something BROKEN was added. */
bool diagnostics_are_broken(const struct diagnostics *all);

/*
 * Sorts root causes first: by severity (worst first), then file, line and
 * column in the order the sources were read, keeping the order of adding.
 */
void diagnostics_sort(struct diagnostics *all);

/*
 * Appends one complaint as text:
 *   FILE:LINE:COL: error: message [id]
 *      12 | source line
 *         |    ^~~~
 *   FILE:LINE:COL: note: …
 * BROKEN and FINDING print as `error` and `finding`. With colour, escapes
 * are added around the severity. Tabs are copied into the caret line; long
 * lines are cut around the caret.
 */
void diagnostic_print(struct text *text, const struct diagnostic *one,
		      bool colour);

#endif

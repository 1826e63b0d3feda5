/*
 * The same files always say the same, and running a command again on them
 * always leaves the same: both are asked once for each state of the folder
 * that is met, and remembered.
 */
#define _GNU_SOURCE
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "request.h"

enum {
	STATUS_BROKEN = 6,
	STATUS_UNKNOWN = 5,
	STATES_MAX = 1 << 18
};

/* A state of the folder. */
struct state {
	uint64_t hash;
	bool opens;
	char *says;        /* when it opens */
	const char *again; /* what is wrong when it is run again, NULL */
	const char *file;  /* what is wrong with the file beside the book */
};

static struct state states[STATES_MAX];
static long state_count;

long judge_states(void)
{
	return state_count;
}

/* ---- what a book says ------------------------------------------------------- */

/* References that were made up are all the same. */
static void level(char *text)
{
	for (char *at = text; (at = strstr(at, "^pb-"));) {
		char *end = at += 4;

		end += strcspn(end, " \n");
		memmove(at, end, strlen(end) + 1);
	}
}

static const char *const print[] = { "print", "--canonical", NULL };
static const char *const repair[] = { "repair", "--yes", NULL };

/* The book's canonical lines; false when it does not open. */
static bool read_plainly(char *text)
{
	if (program_run(print, NULL) != 0)
		return false;
	program_read_output(text);
	level(text);
	return true;
}

/* A torn one is repaired first. */
static bool read_book(char *text)
{
	return read_plainly(text) ||
	       (program_run(repair, NULL) == 0 && read_plainly(text));
}

/* True when the text has the line so many times. */
static long times(const char *all, const char *line, size_t length)
{
	long count = 0;

	while (*all) {
		const char *end = strchrnul(all, '\n');

		count += (size_t)(end - all) == length &&
			 memcmp(all, line, length) == 0;
		all = *end ? end + 1 : end;
	}
	return count;
}

/* Every line of `some` is in one of the others at least as often. */
static bool has_lines(const char *some, const char *in, const char *or_in)
{
	while (*some) {
		const char *end = strchrnul(some, '\n');
		size_t length = (size_t)(end - some);
		long wanted = times(some, some, length);

		if (times(in, some, length) < wanted &&
		    times(or_in, some, length) < wanted)
			return false;
		some = *end ? end + 1 : end;
	}
	return true;
}

/* All lines of `some` that `kept` has, too, are in `all`. */
static bool has_kept(const char *all, const char *some, const char *kept)
{
	while (*some) {
		const char *end = strchrnul(some, '\n');
		size_t length = (size_t)(end - some);

		if (times(kept, some, length) > 0 &&
		    times(all, some, length) == 0)
			return false;
		some = *end ? end + 1 : end;
	}
	return true;
}

static bool is_same(const char *a, const char *b)
{
	return has_lines(a, b, "") && has_lines(b, a, "");
}

/* ---- states ----------------------------------------------------------------- */

static const char *verify(const struct scenario *scenario, bool must_be)
{
	if (!scenario->file)
		return NULL;
	struct folder now;
	folder_read(&now);
	bool is_there = folder_find(&now, scenario->file);
	folder_release(&now);
	if (!is_there)
		return must_be ? "the file is not there" : NULL;
	return program_run(scenario->verify, NULL) == 0
		       ? NULL
		       : "the file beside the book is damaged";
}

/* What somebody else did to the files is no difference. */
static void drop_comments(char *text)
{
	size_t length = strlen(REQUEST_COMMENT);

	for (char *at = text; (at = strstr(at, REQUEST_COMMENT));)
		memmove(at, at + length, strlen(at + length) + 1);
}

static const char *run_again(const struct scenario *scenario,
			     const struct expected *expected)
{
	static const char *const check[] = { "check", "-q", NULL };
	static char now[OUTPUT_MAX];
	struct folder files;

	if (program_run(scenario->words, NULL) != 0)
		return "run again, it is refused";
	if (!read_plainly(now) || !is_same(now, expected->after))
		return "run again, the book is another one";
	if (program_run(check, NULL) == STATUS_BROKEN)
		return "run again, the book is broken";
	if (scenario->is_same_book) {
		folder_read(&files);
		char *journals = folder_journals(&files);
		drop_comments(journals);
		bool same = strcmp(journals, expected->journals) == 0;
		free(journals);
		folder_release(&files);
		if (!same)
			return "run again, the files are others";
	}
	return verify(scenario, true);
}

static void ask(const struct scenario *scenario,
		const struct expected *expected, struct state *state)
{
	static char now[OUTPUT_MAX];

	state->file = verify(scenario, false);
	state->opens = read_book(now);
	state->says = state->opens ? strdup(now) : NULL;
	state->again = run_again(scenario, expected);
}

/* The state of the folder as it is now. */
static const struct state *find_state(const struct scenario *scenario,
				      const struct expected *expected)
{
	static struct folder now;
	uint64_t hash;

	folder_read(&now);
	hash = folder_hash(&now) ^ expected->number * 0x9e3779b97f4a7c15U;
	folder_release(&now);
	for (uint64_t at = hash;; at++) {
		struct state *state = &states[at % STATES_MAX];

		if (state->hash == hash)
			return state;
		if (state->hash != 0)
			continue;
		if (++state_count == STATES_MAX) {
			puts("not ok - too many states");
			exit(3);
		}
		state->hash = hash;
		ask(scenario, expected, state);
		return state;
	}
}

/* ---- judging ---------------------------------------------------------------- */

void judge_expect(const struct scenario *scenario, const struct folder *start,
		  struct expected *expected)
{
	static unsigned number;
	struct folder files;

	expected->number = ++number;
	folder_save(start);
	for (size_t i = 0; i < SETUP_MAX && scenario->setup[i][0]; i++)
		(void)program_run(scenario->setup[i], NULL);
	folder_release(&expected->start);
	folder_read(&expected->start);
	if (!read_plainly(expected->before) ||
	    program_run(scenario->words, NULL) != 0 ||
	    !read_plainly(expected->after) ||
	    (!scenario->is_same_book &&
	     is_same(expected->before, expected->after))) {
		program_read_output(expected->after);
		printf("not ok - %s undisturbed: %s\n", scenario->name,
		       expected->after);
		exit(1);
	}
	folder_read(&files);
	free(expected->journals);
	expected->journals = folder_journals(&files);
	folder_release(&files);
}

static bool is_mixed(const char *now, const struct expected *expected)
{
	return !is_same(now, expected->before) &&
	       !is_same(now, expected->after);
}

static const char *judge_state(const struct scenario *scenario,
			       const struct expected *expected, int status,
			       const struct state *state)
{
	const char *now = state->says;
	bool is_open = status == STATUS_KILLED || status == STATUS_UNKNOWN ||
		       scenario->in_steps;

	if (!state->opens)
		return scenario->is_either && status != 0
			       ? NULL
			       : "the book does not open";
	if (!has_kept(now, expected->before, expected->after))
		return "something that was there is gone";
	if (status == 0 && !is_same(now, expected->after))
		return "exit 0, and it is not done";
	if (!has_lines(now, expected->before, expected->after))
		return "something is there that nobody recorded";
	if (!is_open && status != 0 && !is_same(now, expected->before))
		return "not recorded, it said, but it was";
	if (scenario->is_either && is_mixed(now, expected))
		return "some of the old book, some of the new one";
	return state->file;
}

const char *judge_book(const struct scenario *scenario,
		       const struct expected *expected, int status)
{
	const struct state *state = find_state(scenario, expected);
	const char *wrong = judge_state(scenario, expected, status, state);

	return wrong ? wrong : state->again;
}

/*
 * driver POINTBOOK SHIM FOLDER SHARE HALF - tries every way a command that
 * writes can be cut short, on a small book, in every SHAREth point of the plan;
 * HALF is 0 or 1, so that two of them share the work:
 *
 *  - each call of the system fails (once, and from there on), is cut short, or
 *    is the last thing the program does: before, in the middle, after;
 *  - where a crash left something behind, the same while the command is run a
 *    second time, or the book is repaired;
 *  - each allocation fails;
 *  - before each call somebody else saves the files;
 *  - what was being written is cut off after each byte;
 *  - the program is killed at a random moment.
 *
 * Afterwards the book must open, hold all it held, and the new event only when
 * that was confirmed or in flight; run again, the command must leave exactly
 * one of it. What was tried is printed; the last line is "N passed, N failed".
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "judge.h"
#include "program.h"
#include "request.h"
#include "scenarios.h"

enum {
	CALLS_MAX = 1000,
	RANDOM_KILLS = 2000,
	RANDOM_MICROSECONDS = 4000,
	SHOWN_MAX = 20,
	SEEN_MAX = 16,
	SCENARIOS = sizeof(scenarios) / sizeof(*scenarios)
};

/* Where the book's lines stand. */
enum layout {
	LAYOUT_MONTHS, /* in the month's file, people in theirs */
	LAYOUT_ONE,    /* all events in one file */
	LAYOUT_LINK,   /* the month's file is a symbolic link */
	LAYOUT_NOBODY, /* there is no file of people yet */
	LAYOUT_COUNT
};

static long share;
static long passed, failed;
static long plan; /* points of the plan so far */

/* What is tried now. */
static const struct scenario *scenario;
static struct expected *expected;

/* ---- the book --------------------------------------------------------------- */

static void add_file(struct folder *folder, const char *name, mode_t mode,
		     const char *text)
{
	struct folder_file *file = folder_find(folder, name);
	size_t length = file ? file->length : 0;

	if (!file) {
		file = &folder->files[folder->count++];
		*file = (struct folder_file){ .mode = mode };
		(void)snprintf(file->name, sizeof(file->name), "%s", name);
	}
	file->text = realloc(file->text, length + strlen(text) + 1);
	if (!file->text)
		exit(3);
	memcpy(file->text + length, text, strlen(text) + 1);
	file->length = length + strlen(text);
}

static void make_book(struct folder *folder, enum layout layout)
{
	add_file(folder, "2026", S_IFDIR | 0700, "");
	for (size_t i = 0; book[i]; i += 2) {
		const char *name = book[i];
		bool is_month = strcmp(name, "2026/11.points") == 0;
		bool is_people = strcmp(name, "members.points") == 0;

		if (is_people && layout == LAYOUT_NOBODY)
			continue;
		if (is_month && layout == LAYOUT_ONE)
			name = "book.points";
		if (is_month && layout == LAYOUT_LINK) {
			add_file(folder, "2026/11.points", S_IFLNK | 0777,
				 "../linked.points");
			name = "linked.points";
		}
		add_file(folder, name, S_IFREG | 0600, book[i + 1]);
	}
}

/* ---- one disturbance -------------------------------------------------------- */

static bool is_chosen(void)
{
	return plan++ % share == 0;
}

/* Notes how it went, with what the program said last. */
static void settle(const struct disturbance *how, int status, const char *what)
{
	static char said[OUTPUT_MAX];

	if (!what) {
		passed++;
		return;
	}
	if (failed++ >= SHOWN_MAX)
		return;
	program_read_output(said);
	printf("not ok - %s: %ld %s%s: exit %d: %s\n%s\n", scenario->name,
	       how->at, how->act ? how->act : "killed",
	       how->always ? " always" : "", status, what, said);
}

static void try_point(const struct disturbance *how)
{
	int status;

	if (!is_chosen())
		return;
	folder_save(&expected->start);
	status = program_run(scenario->words, how);
	settle(how, status, judge_book(scenario, expected, status));
}

/* A book that the first crash left is repaired when it is torn, and the
 * command is run again when it is not; there comes the second. */
static void try_again(const struct folder *left, bool is_torn,
		      const struct disturbance *how)
{
	static const char *const repair[] = { "repair", "--yes", NULL };
	int status;

	if (!is_chosen())
		return;
	folder_save(left);
	status = program_run(is_torn ? repair : scenario->words, how);
	settle(how, status,
	       judge_book(scenario, expected,
			  status == 0 && !is_torn ? 0 : STATUS_KILLED));
}

/* ---- the plan --------------------------------------------------------------- */

struct calls {
	char names[CALLS_MAX][16];
	long count;
	long allocations;
};

static long number_of(const char *text)
{
	long number = 0;

	while (*text >= '0' && *text <= '9')
		number = number * 10 + (*text++ - '0');
	return number;
}

/* Runs a command undisturbed on a folder and notes its calls. */
static void count_calls(const char *const *words, const struct folder *folder,
			struct calls *calls)
{
	struct disturbance how = { .logs = true };
	char line[64];

	(void)unlink("../calls");
	folder_save(folder);
	(void)program_run(words, &how);
	calls->count = 0;
	calls->allocations = 0;
	FILE *file = fopen("../calls", "r");
	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "allocations ", 12) == 0)
			calls->allocations = number_of(line + 12);
		else if (calls->count < CALLS_MAX)
			(void)snprintf(calls->names[calls->count++],
				       sizeof(calls->names[0]), "%.15s", line);
	}
	(void)(file && fclose(file));
}

/* What can happen at a call of any function, and at a write. */
static const char *const acts[] = { "before", "after",  "EIO", "EINTR",
				    "ENOSPC", "EMFILE", NULL };
static const char *const write_acts[] = { "short", "middle", NULL };

typedef void try_one(const struct disturbance *how, void *context);

static void try_call(const struct calls *calls, long at, try_one *one,
		     void *context)
{
	for (size_t i = 0; acts[i]; i++) {
		struct disturbance how = { .at = at + 1, .act = acts[i] };

		one(&how, context);
		how.always = true;
		if (acts[i][0] == 'E')
			one(&how, context);
	}
	for (size_t i = 0; write_acts[i]; i++) {
		struct disturbance how = { .at = at + 1, .act = write_acts[i] };

		if (strcmp(calls->names[at], "write") == 0)
			one(&how, context);
	}
}

static void one_point(const struct disturbance *how, void *context)
{
	(void)context;
	try_point(how);
}

/* What a first crash left, and the calls of what follows it. */
struct after_crash {
	struct folder left;
	bool is_torn;
	struct calls calls;
};

static void one_again(const struct disturbance *how, void *context)
{
	struct after_crash *after = context;

	try_again(&after->left, after->is_torn, how);
}

/* The folder that a first crash leaves; false when it is as before, or as
 * after another one, or enough were tried. */
static bool crash(const struct disturbance *first, struct folder *left)
{
	static uint64_t seen[SEEN_MAX];
	static size_t count;
	static unsigned number;
	uint64_t hash;

	if (number != expected->number) {
		number = expected->number;
		count = 0;
		seen[count++] = folder_hash(&expected->start);
	}
	folder_save(&expected->start);
	(void)program_run(scenario->words, first);
	folder_release(left);
	folder_read(left);
	hash = folder_hash(left);
	for (size_t i = 0; i < count; i++)
		if (seen[i] == hash)
			return false;
	if (count == SEEN_MAX)
		return false;
	seen[count++] = hash;
	return true;
}

/* Only these change a folder. */
static bool is_change(const char *call)
{
	static const char *const changes[] = { "write",     "open",   "rename",
					       "ftruncate", "unlink", "fchmod",
					       NULL };

	for (size_t i = 0; changes[i]; i++)
		if (strcmp(changes[i], call) == 0)
			return true;
	return false;
}

static void try_pairs(const struct calls *calls)
{
	static const char *const repair[] = { "repair", "--yes", NULL };
	static struct after_crash after;

	for (long i = 0; i < calls->count * 2; i++) {
		const char *call = calls->names[i / 2];
		struct disturbance first = { .at = i / 2 + 1,
					     .act = i % 2 ? "after"
							  : "middle" };

		if (!is_change(call) ||
		    (i % 2 == 0 && strcmp(call, "write") != 0) ||
		    !crash(&first, &after.left))
			continue;
		after.is_torn = folder_is_torn(&after.left);
		count_calls(after.is_torn ? repair : scenario->words,
			    &after.left, &after.calls);
		for (long at = 0; at < after.calls.count; at++)
			try_call(&after.calls, at, one_again, &after);
	}
}

static void try_allocations(long count)
{
	for (long i = 1; i <= count; i++) {
		struct disturbance how = { .at = i, .act = "nomem" };

		try_point(&how);
		how.always = true;
		try_point(&how);
	}
}

/* The look at the first file after they were written: who saves it later has
 * the last word. -1: there is none. */
static long first_look(const struct calls *calls)
{
	long at = calls->count - 1;

	while (at >= 0 && strcmp(calls->names[at], "fsync") != 0)
		at--;
	while (at >= 0 && at < calls->count &&
	       strcmp(calls->names[at], "stat") != 0)
		at++;
	return at < calls->count ? at : -1;
}

/* Somebody else saves the files before each call, what he read just then, or
 * what he read when the program began. Only what he did not read and saved over
 * after the program looked again may be gone, and what he saved between its
 * last look at a whole file and the rename over it. */
static void try_saves(const struct calls *calls)
{
	static const char *const saves[] = { "edited", "in place", "stale",
					     "stale in place" };
	long look = first_look(calls);

	for (long i = 0; i < calls->count * 4; i++) {
		struct disturbance how = { .at = i / 4 + 1,
					   .act = saves[i % 4] };
		bool is_late = how.act[0] == 's' && how.at > look + 1;
		const char *wrong = NULL;

		if (!is_chosen())
			continue;
		folder_save(&expected->start);
		int status = program_run(scenario->words, &how);
		if (!folder_journals_have(&expected->start, REQUEST_COMMENT) &&
		    strcmp(calls->names[i / 4], "rename") != 0)
			wrong = "what somebody else saved is gone";
		if (!wrong)
			wrong = judge_book(scenario, expected,
					   is_late && status == 0
						   ? STATUS_KILLED
						   : status);
		settle(&how, status, wrong);
	}
}

/* What is written last is there up to any byte: each file that grew. */
static void try_cuts(void)
{
	static struct folder done;
	struct disturbance how = { .act = "cut after" };

	folder_save(&expected->start);
	(void)program_run(scenario->words, NULL);
	folder_release(&done);
	folder_read(&done);
	for (size_t i = 0; i < done.count; i++) {
		struct folder_file *file = &done.files[i];
		struct folder_file *old =
			folder_find(&expected->start, file->name);
		size_t whole = file->length;
		size_t from = old ? old->length : 0;

		if (!S_ISREG(file->mode) || !strstr(file->name, ".points") ||
		    (old && strncmp(file->text, old->text, from) != 0))
			continue;
		for (size_t at = from; at < whole; at++) {
			if (!is_chosen())
				continue;
			file->length = at;
			how.at = (long)at;
			folder_save(&done);
			settle(&how, STATUS_KILLED,
			       judge_book(scenario, expected, STATUS_KILLED));
		}
		file->length = whole;
	}
}

static void report(const char *what, long count)
{
	printf("%s: %ld of %ld %s tried\n", scenario ? scenario->name : "all",
	       (count + share - 1) / share, count, what);
	(void)fflush(stdout);
}

static void try_scenario(const struct folder *starts)
{
	static struct calls calls;
	long singles = 0;
	long pairs = 0;
	long saves = 0;
	long before = plan;

	for (int i = LAYOUT_COUNT - 1; i >= 0; i--) {
		judge_expect(scenario, &starts[i], expected);
		count_calls(scenario->words, &expected->start, &calls);
		before = plan;
		for (long at = 0; at < calls.count; at++)
			try_call(&calls, at, one_point, NULL);
		singles += plan - before;
		before = plan;
		try_pairs(&calls);
		pairs += plan - before;
		before = plan;
		if (!scenario->is_either &&
		    (!scenario->in_steps || scenario->is_same_book))
			try_saves(&calls);
		saves += plan - before;
	}
	report("faults and crash points", singles);
	report("crashes twice", pairs);
	report("saves by somebody else", saves);
	before = plan;
	try_allocations(calls.allocations);
	report("failed allocations", plan - before);
	before = plan;
	if (!scenario->is_same_book && !scenario->is_either)
		try_cuts();
	report("cuts after a byte", plan - before);
}

/* At random moments of the scenarios of this half. */
static void try_kills(size_t half, struct expected *all)
{
	const size_t most = SCENARIOS / 2;
	unsigned long seed = 7 + half;

	for (long i = 0; i < RANDOM_KILLS / 2; i++) {
		size_t nth = half + 2 * ((size_t)i % most);
		struct disturbance how = { .act = NULL };

		seed = seed * 6364136223846793005UL + 1442695040888963407UL;
		how.nap = 1 + (long)(seed >> 40) % RANDOM_MICROSECONDS;
		scenario = &scenarios[nth];
		expected = &all[nth];
		try_point(&how);
	}
}

int main(int argc, char **argv)
{
	static struct expected all[SCENARIOS];
	static struct folder starts[LAYOUT_COUNT];
	long before;
	size_t half;

	if (argc < 6 || chdir(argv[3]) != 0)
		return 2;
	share = number_of(argv[4]);
	share = share < 1 ? 1 : share;
	half = (size_t)number_of(argv[5]);
	(void)setenv("POINTBOOK_TODAY", "2026-11-22", 1);
	(void)setenv("LOGNAME", "rosa", 1);
	program_start(argv[1], argv[2]);
	for (int i = 0; i < LAYOUT_COUNT; i++)
		make_book(&starts[i], (enum layout)i);
	for (size_t i = half; i < SCENARIOS; i += 2) {
		scenario = &scenarios[i];
		expected = &all[i];
		if (argc > 6 && strcmp(argv[6], scenario->name) != 0)
			continue;
		try_scenario(starts);
	}
	before = plan;
	if (argc == 6)
		try_kills(half, all);
	scenario = NULL;
	report("kills at random moments", plan - before);
	printf("%ld different states of the book were judged\n",
	       judge_states());
	printf("%ld passed, %ld failed\n", passed, failed);
	return failed != 0;
}

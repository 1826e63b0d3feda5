/*
 * driver POINTBOOK SHIM FOLDER SHARE HALF - tries every way a recording command
 * can be cut short, on a small book, in every SHAREth point of the plan; HALF
 * is 0 or 1, so that two of them share the work:
 *
 *  - each call of the system fails (once, and from there on), is cut short, or
 *    is the last thing the program does: before, in the middle, after;
 *  - the same again while the command is run a second time;
 *  - each allocation fails;
 *  - the program is killed at a random moment.
 *
 * Afterwards the book must open, hold all it held, and the new event only when
 * that was confirmed or in flight; run again, the command must leave exactly
 * one of it. What was tried is printed; the last line is "N passed, N failed".
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scenarios.h"

enum {
	TEXT_MAX = 1 << 16,
	CALLS_MAX = 1000,
	EXIT_KILLED = -1,
	EXIT_UNKNOWN = 5,
	RANDOM_KILLS = 2000,
	SHOWN_MAX = 20
};

/* Where the book's lines stand. */
enum layout {
	LAYOUT_MONTHS, /* in the month's file, people in theirs */
	LAYOUT_ONE,    /* all events in one file */
	LAYOUT_LINK,   /* the month's file is a symbolic link */
	LAYOUT_NOBODY, /* there is no file of people yet */
	LAYOUT_COUNT
};

static const char *program;
static const char *shim;
static long share;
static long passed, failed;
static long plan; /* points of the plan so far */
static enum layout layout;
static int last_status; /* of the run that was disturbed */

/* How one run is disturbed. */
struct disturbance {
	long at;
	const char *act;
	bool always;
	const char *log;   /* file for the names of the calls, NULL */
	long microseconds; /* then it is killed, 0: never */
};

/* ---- running ---------------------------------------------------------------- */

static void put_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
		perror(name);
		exit(3);
	}
}

/* Everything of the run before goes. */
static void clean_up(void)
{
	static const char *const files[] = { ".book.points.lock",
					     "2026/11.points", "linked.points",
					     "members.points" };

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		(void)unlink(files[i]);
	(void)mkdir("2026", 0700);
}

static void make_book(void)
{
	clean_up();
	for (size_t i = 0; book[i]; i += 2) {
		bool is_month = strcmp(book[i], "2026/11.points") == 0;
		bool is_people = strcmp(book[i], "members.points") == 0;

		if (is_month && layout == LAYOUT_ONE) {
			FILE *file = fopen("book.points", "a");

			if (!file || fputs(book[i + 1], file) < 0 ||
			    fclose(file) != 0)
				exit(3);
		} else if (is_month && layout == LAYOUT_LINK) {
			put_file("linked.points", book[i + 1]);
			if (symlink("../linked.points", book[i]) != 0)
				exit(3);
		} else if (!is_people || layout != LAYOUT_NOBODY) {
			put_file(book[i], book[i + 1]);
		}
	}
}

static void set_number(const char *name, long number)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%ld", number);
	(void)setenv(name, text, 1);
}

static void become(const char *const *words, const struct disturbance *how)
{
	const char *all[WORDS_MAX + 2] = { program };

	for (size_t i = 0; i < WORDS_MAX && words[i]; i++)
		all[i + 1] = words[i];
	if (how && !how->microseconds) {
		(void)setenv("LD_PRELOAD", shim, 1);
		set_number("FAULT_AT", how->at);
		if (how->act)
			(void)setenv("FAULT_DO", how->act, 1);
		if (how->always)
			(void)setenv("FAULT_ALWAYS", "1", 1);
		if (how->log)
			(void)setenv("FAULT_LOG", how->log, 1);
	}
	(void)execv(program, (char *const *)all);
	_exit(127);
}

/* Runs the program; what it prints goes to a file. Its exit status, or
 * EXIT_KILLED. */
static int run(const char *const *words, const struct disturbance *how)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		int out = open("../out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		int none = open("/dev/null", O_RDONLY);

		(void)dup2(none, 0);
		(void)dup2(out, 1);
		(void)dup2(out, 2);
		become(words, how);
	}
	if (how && how->microseconds) {
		struct timespec nap = { 0, how->microseconds * 1000 };

		(void)nanosleep(&nap, NULL);
		(void)kill(child, SIGKILL);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_KILLED;
}

static void read_output(char *text)
{
	FILE *file = fopen("../out", "r");
	size_t length = file ? fread(text, 1, TEXT_MAX - 1, file) : 0;

	text[length] = '\0';
	(void)(file && fclose(file));
}

/* ---- judging ---------------------------------------------------------------- */

/* Says what went wrong, with what the program said last. */
static void fail(const struct scenario *scenario, const struct disturbance *how,
		 const char *what)
{
	static char said[TEXT_MAX];

	if (failed++ >= SHOWN_MAX)
		return;
	read_output(said);
	printf("not ok - %s: call %ld %s%s: exit %d: %s\n%s\n", scenario->name,
	       how->at, how->act ? how->act : "killed",
	       how->always ? " always" : "", last_status, what, said);
}

/* The book's canonical lines. A torn one is repaired first; false when it does
 * not open. */
static bool read_book(char *text)
{
	static const char *const print[] = { "print", "--canonical", NULL };
	static const char *const repair[] = { "repair", "--yes", NULL };

	if (run(print, NULL) != 0 &&
	    (run(repair, NULL) != 0 || run(print, NULL) != 0))
		return false;
	read_output(text);
	return true;
}

/* True when the line, or one that goes on behind it, is in the text: of a
 * profile that was cut short what is there is kept, and the whole follows. */
static bool has_line(const char *all, const char *line, size_t length)
{
	static char wanted[TEXT_MAX + 2];
	bool is_profile = strncmp(line, "profile ", 8) == 0;

	wanted[0] = '\n';
	memcpy(wanted + 1, line, length);
	wanted[length + (is_profile ? 0 : 1)] = '\0';
	return strncmp(all, wanted + 1, strlen(wanted + 1)) == 0 ||
	       strstr(all, wanted);
}

/* True when every line of one text is a line of the other. */
static bool has_lines(const char *all, const char *some)
{
	for (const char *at = some; *at;) {
		const char *end = strchr(at, '\n');
		size_t length = end ? (size_t)(end - at) + 1 : strlen(at);

		if (!has_line(all, at, length))
			return false;
		at += length;
	}
	return true;
}

/* What the scenario's book says before and after, undisturbed. */
struct expected {
	char before[TEXT_MAX];
	char after[TEXT_MAX];
};

static bool judge_state(const struct scenario *scenario,
			const struct disturbance *how,
			const struct expected *expected, int status)
{
	static char now[TEXT_MAX];
	bool is_open = status == EXIT_KILLED || status == EXIT_UNKNOWN;

	if (!read_book(now))
		fail(scenario, how, "the book does not open");
	else if (!has_lines(now, expected->before))
		fail(scenario, how, "something that was there is gone");
	else if (status == 0 && strcmp(now, expected->after) != 0)
		fail(scenario, how, "exit 0, and the event is not there");
	else if (!has_lines(expected->after, now))
		fail(scenario, how, "something is there that nobody recorded");
	else if (status > 0 && !is_open && strcmp(now, expected->before) != 0)
		fail(scenario, how, "not recorded, it said, but it was");
	else
		return true;
	return false;
}

static bool judge_retry(const struct scenario *scenario,
			const struct disturbance *how,
			const struct expected *expected)
{
	static char now[TEXT_MAX];

	if (run(scenario->words, NULL) != 0)
		fail(scenario, how, "run again, it is refused");
	else if (!read_book(now) || !has_lines(now, expected->after) ||
		 !has_lines(expected->after, now))
		fail(scenario, how, "run again, the book is another one");
	else
		return true;
	return false;
}

static bool is_chosen(void)
{
	return plan++ % share == 0;
}

/* ---- one disturbance -------------------------------------------------------- */

static void try_point(const struct scenario *scenario,
		      const struct disturbance *how,
		      const struct expected *expected)
{
	if (!is_chosen())
		return;
	make_book();
	last_status = run(scenario->words, how);
	if (judge_state(scenario, how, expected, last_status) &&
	    judge_retry(scenario, how, expected))
		passed++;
}

/* Killed at one call, and at another one when it is run again. */
static void try_pair(const struct scenario *scenario,
		     const struct disturbance *first,
		     const struct disturbance *second,
		     const struct expected *expected)
{
	if (!is_chosen())
		return;
	make_book();
	(void)run(scenario->words, first);
	last_status = run(scenario->words, second);
	if (judge_state(scenario, second, expected,
			last_status == 0 ? 0 : EXIT_KILLED) &&
	    judge_retry(scenario, second, expected))
		passed++;
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

/* Runs it undisturbed and notes its calls. */
static void count_calls(const struct scenario *scenario, struct calls *calls)
{
	struct disturbance how = { .log = "../calls" };
	char line[64];

	(void)unlink("../calls");
	make_book();
	(void)run(scenario->words, &how);
	calls->count = 0;
	calls->allocations = 0;
	FILE *file = fopen("../calls", "r");
	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "allocations ", 12) == 0) {
			calls->allocations = number_of(line + 12);
			continue;
		}
		if (calls->count < CALLS_MAX)
			(void)snprintf(calls->names[calls->count++],
				       sizeof(calls->names[0]), "%.15s", line);
	}
	if (file)
		(void)fclose(file);
}

/* What can happen at a call of any function, and at a write. */
static const char *const acts[] = { "before", "after",  "EIO", "EINTR",
				    "ENOSPC", "EMFILE", NULL };
static const char *const write_acts[] = { "short", "middle", NULL };

static void try_call(const struct scenario *scenario, const struct calls *calls,
		     long at, const struct expected *expected)
{
	for (size_t i = 0; acts[i]; i++) {
		struct disturbance how = { .at = at + 1, .act = acts[i] };

		try_point(scenario, &how, expected);
		how.always = true;
		if (acts[i][0] == 'E')
			try_point(scenario, &how, expected);
	}
	for (size_t i = 0; write_acts[i]; i++) {
		struct disturbance how = { .at = at + 1, .act = write_acts[i] };

		if (strcmp(calls->names[at], "write") == 0)
			try_point(scenario, &how, expected);
	}
}

static void try_pairs(const struct scenario *scenario,
		      const struct calls *calls,
		      const struct expected *expected)
{
	static const char *const kills[] = { "before", "middle", NULL };

	for (long i = 0; i < calls->count; i++)
		for (size_t k = 0; kills[k]; k++) {
			struct disturbance first = { .at = i + 1,
						     .act = kills[k] };

			for (long j = 0; j < calls->count; j++) {
				struct disturbance second = {
					.at = j + 1, .act = kills[j % 2]
				};

				try_pair(scenario, &first, &second, expected);
			}
		}
}

static void try_allocations(const struct scenario *scenario, long count,
			    const struct expected *expected)
{
	for (long i = 1; i <= count; i++) {
		struct disturbance how = { .at = i, .act = "nomem" };

		try_point(scenario, &how, expected);
		how.always = true;
		try_point(scenario, &how, expected);
	}
}

/* At random moments of the scenarios of this half. */
static void try_kills(long count, size_t half, const struct expected *all)
{
	const size_t most = sizeof(scenarios) / sizeof(*scenarios) / 2;
	unsigned long seed = 7 + half;

	for (long i = 0; i < count; i++) {
		size_t nth = half + 2 * ((size_t)i % most);
		struct disturbance how = { .act = NULL };

		seed = seed * 6364136223846793005UL + 1442695040888963407UL;
		how.microseconds = 1 + (long)(seed >> 40) % 8000;
		try_point(&scenarios[nth], &how, &all[nth]);
	}
}

static void expect(const struct scenario *scenario, struct expected *expected)
{
	make_book();
	if (!read_book(expected->before) || run(scenario->words, NULL) != 0 ||
	    !read_book(expected->after) ||
	    strcmp(expected->before, expected->after) == 0) {
		read_output(expected->after);
		printf("not ok - %s undisturbed: %s\n", scenario->name,
		       expected->after);
		exit(1);
	}
}

static void report(const char *name, const char *what, long before)
{
	printf("%s: %ld of %ld %s tried\n", name,
	       (plan - before + share - 1) / share, plan - before, what);
	(void)fflush(stdout);
}

static void try_scenario(const struct scenario *scenario,
			 struct expected *expected)
{
	static struct calls calls;
	long before = plan;

	for (int i = LAYOUT_COUNT - 1; i >= 0; i--) {
		layout = (enum layout)i;
		expect(scenario, expected);
		count_calls(scenario, &calls);
		for (long at = 0; at < calls.count; at++)
			try_call(scenario, &calls, at, expected);
	}
	report(scenario->name, "faults and crash points", before);
	before = plan;
	try_pairs(scenario, &calls, expected);
	report(scenario->name, "crashes twice", before);
	before = plan;
	try_allocations(scenario, calls.allocations, expected);
	report(scenario->name, "failed allocations", before);
}

int main(int argc, char **argv)
{
	enum {
		SCENARIOS = sizeof(scenarios) / sizeof(*scenarios)
	};
	static struct expected all[SCENARIOS];
	long before;
	size_t half;

	if (argc != 6 || chdir(argv[3]) != 0)
		return 2;
	program = argv[1];
	shim = argv[2];
	share = number_of(argv[4]);
	share = share < 1 ? 1 : share;
	half = (size_t)number_of(argv[5]);
	(void)setenv("POINTBOOK_TODAY", "2026-11-22", 1);
	(void)setenv("LOGNAME", "rosa", 1);
	for (size_t i = half; i < SCENARIOS; i += 2)
		try_scenario(&scenarios[i], &all[i]);
	before = plan;
	try_kills(RANDOM_KILLS / 2, half, all);
	report("all", "kills at random moments", before);
	printf("%ld passed, %ld failed\n", passed, failed);
	return failed != 0;
}

/*
 * Reading the book: files under a lock, then rules, then the replay. What was
 * read stays; nothing is read twice.
 */
#include "cmd/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/source.h"
#include "base/text.h"
#include "cmd/book_path.h"
#include "cmd/book_rules.h"
#include "cmd/command.h"
#include "cmd/find_member.h"
#include "cmd/open_book.h"
#include "cmd/progress.h"
#include "cmd/pseudonyms.h"
#include "cmd/sandbox.h"
#include "cmd/seal_findings.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "journal/inclusion.h"
#include "journal/journal.h"
#include "journal/reference.h"
#include "report/render.h"
#include "report/segments.h"
#include "rules/program.h"
#include "store/io.h"
#include "store/lock.h"
#include "store/restoring.h"

enum {
	MAX_ERRORS = 20,
	LOCK_TIMEOUT = 10 /* seconds */
};

/* What each need rests on. */
static unsigned widen(unsigned needs)
{
	if (needs & (NEEDS_POSTINGS | NEEDS_MOVES | NEEDS_FINDINGS |
		     NEEDS_REPERFORM | NEEDS_UNUSUAL))
		needs |= NEEDS_BOOK;
	if (needs & NEEDS_REPERFORM)
		needs |= NEEDS_FINDINGS;
	if (needs & NEEDS_BOOK)
		needs |= NEEDS_RULES;
	if (needs & (NEEDS_RULES | NEEDS_LOCK))
		needs |= NEEDS_JOURNAL;
	return needs;
}

static bool is_standard_input(const char *path)
{
	return slice_is(slice_from(path), "-");
}

/* Files that were named and cannot be read are the environment's fault, not
 * the book's. */
static bool check_file(struct session *session, const char *path)
{
	if (is_standard_input(path))
		return true;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (descriptor >= 0)
		return close(descriptor) == 0;
	message_error(&session->terminal, "cannot read '%s': %s", path,
		      strerror(errno));
	return false;
}

static bool check_files(struct session *session,
			const struct option_list *paths)
{
	for (size_t i = 0; i < paths->count; i++) {
		if (!check_file(session, paths->values[i]))
			return false;
	}
	return !session->global.rules ||
	       check_file(session, session->global.rules);
}

/* "pid host command": who we are to those who wait. */
static const char *holder_text(struct session *session)
{
	struct utsname system;
	const char *host = uname(&system) == 0 ? system.nodename : "";
	return arena_print(session->arena, "%ld %s pointbook %s",
			   (long)getpid(), host,
			   session->command ? session->command->name : "");
}

static bool say_busy(struct session *session, const struct lock *lock,
		     int64_t seconds)
{
	message_error(&session->terminal,
		      "the book is in use by %s (process, host, command); "
		      "waited %lld seconds, --lock-timeout waits longer",
		      lock->holder[0] ? lock->holder : "another program",
		      (long long)seconds);
	return false;
}

/* Takes the lock; *lock is NULL where none is needed. False after the
 * message. */
static bool take_lock(struct session *session, bool shared, struct lock **taken)
{
	int64_t seconds = session->global.lock_timeout;
	*taken = NULL;
	if (is_standard_input(session->journal_path))
		return true;
	seconds = seconds < 0 ? LOCK_TIMEOUT : seconds;
	seconds = seconds > 1000000 ? 1000000 : seconds;
	struct lock_request request = {
		.journal = session->journal_path,
		.shared = shared,
		.timeout = (unsigned)seconds * 1000,
		.holder = holder_text(session),
	};
	struct lock *lock = arena_take(session->arena, sizeof(*lock));
	switch (lock_take(session->arena, io_system(), &request, lock)) {
	case LOCK_TAKEN:
		*taken = lock;
		return true;
	case LOCK_ABSENT:
		return true;
	case LOCK_BUSY:
		return say_busy(session, lock, seconds);
	case LOCK_FAILED:
		message_error(&session->terminal, "cannot lock '%s': %s",
			      lock->path, strerror(lock->error));
		return false;
	}
	return false;
}

static struct book_rules_options rules_named(const struct session *session)
{
	return (struct book_rules_options){
		.path = session->global.rules,
		.journal = session->journal_path,
		.allow_outside = session->global.allow_outside,
		.tree = session->tree,
		.ahead = session->ahead,
	};
}

/* The rules can be loaded beside the files that were found. */
static void begin_rules(void *context)
{
	struct session *session = context;
	struct book_rules_options options = rules_named(session);

	if (!session->ahead)
		session->ahead = book_rules_begin(session->arena,
						  session->journal, &options);
}

static void load_journal(struct session *session, unsigned needs,
			 const struct option_list *paths)
{
	struct inclusion_options options = {
		.roots = paths->values,
		.root_count = paths->count,
		.allow_outside = session->global.allow_outside,
		.copy = needs & NEEDS_COPY,
		.tree = session->tree,
		.found = needs & NEEDS_RULES ? begin_rules : NULL,
		.context = session,
	};
	session->journal =
		arena_take(session->arena, sizeof(*session->journal));
	journal_init(session->journal, session->arena, (uint64_t)getpid());
	inclusion_load(session->journal, &options, &session->diagnostics);
	journal_index(session->journal, &session->diagnostics);
	book_rules_wait(session->arena, session->ahead);
	for (size_t i = 0; i < session->journal->source_count; i++)
		message_detail(&session->terminal, 2, "read %s",
			       session->journal->sources[i]->name);
	message_detail(&session->terminal, 1, "read %zu lines of %zu files",
		       session->journal->event_count,
		       session->journal->source_count);
}

static void load_rules(struct session *session)
{
	struct book_rules_options options = rules_named(session);
	session->programs =
		arena_take(session->arena, sizeof(*session->programs));
	programs_init(session->programs, session->arena);
	book_rules_load(session->programs, session->journal, &options,
			&session->diagnostics);
	if (!diagnostics_are_broken(&session->diagnostics))
		session->segments =
			segments_new(session->arena, session->programs,
				     &session->diagnostics);
}

/* The one member that the command is about as it was named, empty when it may
 * be about others, too. */
static struct slice wanted_member(const struct session *session, unsigned needs)
{
	static const char field[] = "member:";
	struct slice name = { NULL, 0 };
	if (!(needs & NEEDS_ONE) || session->operand_count != 1)
		return name;
	name = slice_from(session->operands[0]);
	if (slice_starts(name, field))
		return slice_from_offset(name, sizeof(field) - 1);
	if (session->command->takes & TAKES_QUERY)
		name.length = 0; /* a word may mean other things */
	return name;
}

/* The part of the book that is about that member alone; false when there is
 * none of that id, or several fit. */
static bool load_part(struct session *session, unsigned needs)
{
	struct slice name = wanted_member(session, needs);
	struct member_search found;
	uint32_t number;
	if (name.length == 0)
		return false;
	number = intern_find(&session->journal->members, name);
	session_begin_part(session);
	if (number == INTERN_NONE) {
		const struct book *people = session_people(session);
		find_member_search(session->arena, people, name, &found);
		if (found.count == 1)
			number = intern_find(
				&session->journal->members,
				intern_text(&people->journal->members,
					    found.members[0]));
	}
	if (number == INTERN_NONE) {
		session->whole = NULL;
		return false;
	}
	concern_wish_member(&session->wish, session->arena, number);
	/* a card says what is left on the shelf */
	if (!(session->command->takes & TAKES_QUERY))
		session_wish_stock(session);
	session_take_part(session, needs);
	return true;
}

static struct replay_options replay_as(const struct session *session,
				       unsigned needs)
{
	return (struct replay_options){
		.as_of = session->as_of,
		.postings = needs & NEEDS_POSTINGS,
		.moves = needs & NEEDS_MOVES,
		.reperform = needs & NEEDS_REPERFORM,
		.unusual = needs & NEEDS_UNUSUAL,
		.findings = true,
		.segment = segments_test,
		.segment_context = session->segments,
	};
}

static void load_book(struct session *session, unsigned needs)
{
	struct replay_options options = replay_as(session, needs);

	if (load_part(session, needs))
		return;
	session->book =
		replay_run(session->arena, session->journal, session->programs,
			   &options, &session->diagnostics);
	if (needs & NEEDS_REPERFORM)
		seal_findings_check(session, &session->diagnostics);
}

const struct book *session_book_on(const struct session *session,
				   struct day as_of, unsigned needs)
{
	struct replay_options options = replay_as(session, widen(needs));
	struct diagnostics ignored;

	diagnostics_init(&ignored, session->arena);
	options.as_of = as_of;
	return replay_run(session->arena, session->journal, session->programs,
			  &options, &ignored);
}

/* The book that is kept open, as it is now. */
static void take_open(struct session *session)
{
	struct open_book *open = session->open;

	open_book_refresh(open, session, false);
	session->journal = &open->journal;
	session->programs = &open->programs;
	session->segments = open->segments;
	for (const struct diagnostic *one = open->diagnostics.first; one;
	     one = one->next)
		diagnostic_add_again(&session->diagnostics, one);
}

/* True when the output is a workbook. */
static bool makes_workbook(struct session *session)
{
	const struct render_format *format =
		session->command->takes & TAKES_OUTPUT ? session_format(session)
						       : NULL;

	return format && format->renderer->is_binary;
}

/* Pseudonyms are for looking: none may come into the book. */
static bool may_write(struct session *session, unsigned needs)
{
	if (!session->global.pseudonyms ||
	    (!(needs & NEEDS_LOCK) && !session->open))
		return true;
	message_error(&session->terminal,
		      "--pseudonyms is for looking; 'pointbook %s' writes",
		      session->command->name);
	return false;
}

/* The lines of a broken book would show who is in them. */
static bool hide_people(struct session *session)
{
	if (!diagnostics_are_broken(&session->diagnostics)) {
		pseudonyms_apply(session);
		return true;
	}
	message_error(&session->terminal,
		      "the book has errors; without --pseudonyms they are "
		      "shown");
	return false;
}

bool session_find(struct session *session, struct option_list *paths)
{
	*paths = book_path_find(session->arena, &session->global.files);
	if (paths->count > 0) {
		session->journal_path = paths->values[0];
		return true;
	}
	message_error(&session->terminal,
		      "there is no book here: no book.points in this folder or "
		      "above; run 'pointbook init', or name a journal with -f");
	return false;
}

/* Files of two books are none. */
static void find_unfinished(struct session *session)
{
	struct source *root = session->journal->source_count > 0
				      ? session->journal->sources[0]
				      : NULL;

	if (!root || root->inode == 0 ||
	    !restoring_exists(session->arena, io_system(),
			      session->journal_path))
		return;
	struct place at =
		source_place(root, (struct slice){ root->text.text, 0 });
	struct diagnostic *one = diagnostic_add(
		&session->diagnostics, DIAGNOSTIC_restore_unfinished, at,
		"a restore of this book was cut short: its files may be of "
		"two books");
	diagnostic_note(&session->diagnostics, one, PLACE_NONE,
			"run 'pointbook restore' again with the backup, or "
			"with the one in backups/replaced that it made of the "
			"files before");
}

/* The files, under the lock. STATUS_FINE although something is BROKEN. */
static enum exit_status load_files(struct session *session, unsigned needs)
{
	struct lock *lock = NULL;
	struct option_list paths;
	if (!session_find(session, &paths))
		return STATUS_ENVIRONMENT;
	if (!may_write(session, needs))
		return STATUS_USAGE;
	if (!session->tree &&
	    (!check_files(session, &paths) ||
	     !take_lock(session, !(needs & NEEDS_LOCK), &lock)))
		return STATUS_ENVIRONMENT;
	if (session->open) {
		take_open(session);
	} else {
		if (needs & READS_ONLY && !session->is_within)
			sandbox_enter(session->output_options.output,
				      makes_workbook(session));
		load_journal(session, needs, &paths);
		if (session->global.pseudonyms && !hide_people(session))
			return STATUS_BROKEN;
		if (needs & NEEDS_RULES &&
		    !diagnostics_are_broken(&session->diagnostics))
			load_rules(session);
	}
	find_unfinished(session);
	if (needs & NEEDS_LOCK)
		session->lock = lock;
	else if (lock)
		lock_release(lock);
	return STATUS_FINE;
}

static void say_findings(struct session *session)
{
	size_t count = session->diagnostics.counts[SEVERITY_FINDING];
	if (count > 0)
		message_warning(&session->terminal,
				"%zu %s: 'pointbook check' shows %s", count,
				count == 1 ? "finding" : "findings",
				count == 1 ? "it" : "them");
}

enum exit_status session_load(struct session *session, unsigned needs)
{
	struct progress progress;
	enum exit_status status = STATUS_FINE;
	needs = widen(needs);
	if ((needs & ~session->loaded &
	     ~(unsigned)(ACCEPTS_BROKEN | READS_ONLY)) == 0)
		return STATUS_FINE;
	progress_init(&progress, &session->terminal, "reading the book");
	if (!session->journal)
		status = load_files(session, needs);
	else if (needs & NEEDS_RULES && !session->programs)
		load_rules(session);
	if (status == STATUS_FINE && needs & NEEDS_BOOK &&
	    !diagnostics_are_broken(&session->diagnostics))
		load_book(session, needs);
	progress_release(&progress);
	session->loaded |= needs;
	if (needs & NEEDS_ONE)
		session->loaded &= ~(unsigned)(NEEDS_POSTINGS | NEEDS_ONE);
	if (status != STATUS_FINE)
		return status;
	if (diagnostics_are_broken(&session->diagnostics)) {
		if (needs & ACCEPTS_BROKEN)
			return STATUS_FINE;
		session_print_broken(session);
		return STATUS_BROKEN;
	}
	if (!(needs & NEEDS_FINDINGS))
		say_findings(session);
	return STATUS_FINE;
}

enum exit_status session_reload(struct session *session, unsigned needs)
{
	session_unlock(session);
	session->journal = NULL;
	session->programs = NULL;
	session->book = NULL;
	session->whole = NULL;
	session->concerns = NULL;
	session->people = NULL;
	session->wants_more = false;
	session->wants_whole = false;
	session->wish = (struct concern_wish){ .member_count = 0 };
	session->loaded = 0;
	diagnostics_init(&session->diagnostics, session->arena);
	return session_load(session, needs);
}

void session_unlock(struct session *session)
{
	if (session->lock)
		lock_release(session->lock);
	session->lock = NULL;
}

void session_print_broken(struct session *session)
{
	struct diagnostics *all = &session->diagnostics;
	int64_t limit = session->global.max_errors;
	size_t most = limit < 0 ? MAX_ERRORS : (size_t)limit;
	size_t shown = 0;
	struct text text;
	text_init(&text, session->arena);
	diagnostics_sort(all);
	for (const struct diagnostic *one = all->first; one; one = one->next) {
		if (diagnostic_kind(one->id)->severity != SEVERITY_BROKEN)
			continue;
		if (most > 0 && shown == most)
			break;
		diagnostic_print(&text, one, session->terminal.error_colour);
		shown++;
	}
	size_t count = all->counts[SEVERITY_BROKEN];
	if (shown < count)
		text_add_format(&text,
				"%zu more: --max-errors 0 shows all of them\n",
				count - shown);
	message_print(&text);
}

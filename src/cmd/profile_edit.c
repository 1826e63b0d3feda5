/*
 * A member's profile may stand on several lines, in several files. Of each
 * line only what changes is taken out; the new values go to the first line,
 * or, where there is none, to a new line of the private file. What comes out
 * is read as any line before it is written.
 */
#include "cmd/profile_edit.h"

#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/suggest.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/find_member.h"
#include "cmd/record.h"
#include "cmd/rewrite.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/lexer.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "report/sink.h"

/* One operand. */
struct change {
	struct slice key, value;
};

struct edit {
	struct session *session;
	struct slice member;
	uint32_t number;
	struct change *changes;
	size_t count;
	struct rewrite rewrite;
	struct record record; /* a new line, where there was none */
	struct text shown;    /* the lines as they are then */
	bool is_written;      /* the new values stand in a line */
};

static const char *const known_keys[] = { "name", "email",    "phone",
					  "card", "birthday", "address",
					  "alias" };

enum {
	KNOWN_KEYS = sizeof(known_keys) / sizeof(*known_keys),
	SEED = 0
};

/* ---- the operands ---- */

static bool is_known_key(struct slice key)
{
	for (size_t i = 0; i < KNOWN_KEYS; i++)
		if (slice_is(key, known_keys[i]))
			return true;
	return false;
}

/* A key of the shop's own is kept as it is, unless it is nearly a known one,
 * or means something else in the journal. */
static enum exit_status check_key(struct session *session, struct slice key)
{
	struct suggest search;

	if (is_known_key(key))
		return STATUS_FINE;
	suggest_init(&search, key);
	for (size_t i = 0; i < KNOWN_KEYS; i++)
		suggest_add(&search, slice_from(known_keys[i]));
	struct slice near = suggest_take(&search);
	if (near.length > 0) {
		message_error(&session->terminal,
			      "'%.*s' is nothing a profile has; did you mean "
			      "'%.*s'?",
			      SLICE_ARGS(key), SLICE_ARGS(near));
		return STATUS_USAGE;
	}
	for (int i = KEY_INTO; i < KEY_COUNT; i++) {
		if (!slice_is(key, attribute_name((enum attribute_key)i)))
			continue;
		message_error(&session->terminal,
			      "'%.*s' is nothing a profile has; it has name, "
			      "email, phone, card, birthday, address, alias "
			      "and keys of your own",
			      SLICE_ARGS(key));
		return STATUS_USAGE;
	}
	return STATUS_FINE;
}

static enum exit_status read_changes(struct edit *edit)
{
	struct session *session = edit->session;

	edit->changes = arena_take_array(session->arena, session->operand_count,
					 sizeof(*edit->changes));
	for (size_t i = 1; i < session->operand_count; i++) {
		struct slice operand = slice_from(session->operands[i]);
		size_t cut = slice_find(operand, '=');
		struct change *change = &edit->changes[edit->count++];
		if (cut == operand.length || cut == 0) {
			message_error(
				&session->terminal,
				"'%s' is no key=value, as in "
				"phone='030 5550100'; phone= takes it out",
				session->operands[i]);
			return STATUS_USAGE;
		}
		change->key = (struct slice){ operand.text, cut };
		change->value = slice_trim(slice_from_offset(operand, cut + 1));
		enum exit_status status = check_key(session, change->key);
		if (status != STATUS_FINE)
			return status;
		if (change->value.length == 0 &&
		    slice_is(change->key, "name")) {
			message_error(&session->terminal,
				      "a profile has a name; 'pointbook erase' "
				      "forgets a person");
			return STATUS_USAGE;
		}
	}
	return STATUS_FINE;
}

/* ---- somebody else's ---- */

static bool has_value(const struct journal *journal, struct arena *arena,
		      const struct event *event, const struct change *change)
{
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];
		if (one->key < KEY_COUNT &&
		    slice_is(change->key,
			     attribute_name((enum attribute_key)one->key)) &&
		    slice_equal(attribute_text(arena, journal, event, one),
				change->value))
			return true;
	}
	return false;
}

/* A card or an alias belongs to one; an address or a number may be shared. */
static enum exit_status check_owner(struct edit *edit,
				    const struct change *change)
{
	struct session *session = edit->session;
	const struct journal *journal = session->journal;
	bool is_own =
		slice_is(change->key, "card") || slice_is(change->key, "alias");

	if (change->value.length == 0 || !is_known_key(change->key) ||
	    slice_is(change->key, "birthday"))
		return STATUS_FINE;
	for (size_t i = 0; i < journal->profile_count; i++) {
		const struct event *event =
			&journal->events[journal->profiles[i]];
		if (event->member == edit->number ||
		    !has_value(journal, session->arena, event, change))
			continue;
		struct slice other = event_member(journal, event);
		if (!is_own) {
			message_warning(
				&session->terminal, "'%.*s' has this %.*s, too",
				SLICE_ARGS(other), SLICE_ARGS(change->key));
			continue;
		}
		message_error(&session->terminal,
			      "'%.*s' has this %.*s; take it out there first: "
			      "pointbook member %.*s %.*s=",
			      SLICE_ARGS(other), SLICE_ARGS(change->key),
			      SLICE_ARGS(other), SLICE_ARGS(change->key));
		return STATUS_NO;
	}
	return STATUS_FINE;
}

/* ---- the lines ---- */

/* The last change of a key, NULL when it stays. */
static const struct change *change_of(const struct edit *edit, struct slice key)
{
	for (size_t i = edit->count; i-- > 0;)
		if (slice_equal(edit->changes[i].key, key))
			return &edit->changes[i];
	return NULL;
}

static struct slice key_of(const struct journal *journal, uint32_t key)
{
	return key < KEY_COUNT
		       ? slice_from(attribute_name((enum attribute_key)key))
		       : intern_text(&journal->keys, key - KEY_COUNT);
}

/* What stays of an attribute: all but what is changed; an alias that is added
 * to others takes none of them away. */
static void keep_attribute(const struct edit *edit, struct text *line,
			   const struct event *event,
			   const struct attribute *one)
{
	const struct journal *journal = edit->session->journal;
	struct slice key = key_of(journal, one->key);
	const struct change *change = change_of(edit, key);
	struct slice raw =
		slice_from_offset(event_line(journal, event), one->start);

	if (change != NULL &&
	    !(slice_is(key, "alias") && change->value.length > 0))
		return;
	raw.length = one->length;
	text_add_char(line, ' ');
	text_add_slice(line, key);
	text_add(line, one->key == KEY_TAG ? "" : ":");
	text_add_slice(line, raw);
}

static void add_new_values(struct edit *edit, struct text *line)
{
	for (size_t i = 0; i < edit->count; i++) {
		const struct change *change = &edit->changes[i];
		bool is_last = slice_is(change->key, "alias") ||
			       change_of(edit, change->key) == change;
		if (change->value.length == 0 || !is_last ||
		    slice_is(change->key, "name"))
			continue;
		event_line_add_value(line,
				     arena_print(edit->session->arena, "%.*s",
						 SLICE_ARGS(change->key)),
				     change->value);
	}
}

/* The name on a line: every line of a profile has it. Empty when none is
 * known. */
static struct slice name_for(const struct edit *edit, const struct event *event)
{
	const struct change *change = change_of(edit, SLICE("name"));
	const struct journal *journal = edit->session->journal;
	const struct attribute *name =
		event ? event_attribute(journal, event, KEY_WHY) : NULL;

	if (change != NULL)
		return change->value;
	return name ? attribute_text(edit->session->arena, journal, event, name)
		    : (struct slice){ NULL, 0 };
}

/* Reads the line as the journal's parser does, and prints it; a further line
 * of which nothing is left but the name is empty. False after the message. */
static bool check_line(struct edit *edit, struct slice line, bool is_first,
		       struct slice *canonical)
{
	struct session *session = edit->session;
	struct journal scratch;
	struct diagnostics wrong;
	struct text text;

	journal_init(&scratch, session->arena, SEED);
	diagnostics_init(&wrong, session->arena);
	parser_parse(&scratch, source_new(session->arena, "the profile", line),
		     &wrong);
	text_init(&text, session->arena);
	if (scratch.event_count != 1 || diagnostics_are_broken(&wrong)) {
		for (const struct diagnostic *one = wrong.first; one;
		     one = one->next)
			diagnostic_print(&text, one,
					 session->terminal.error_colour);
		message_print(&text);
		message_error(&session->terminal, "nothing was changed");
		return false;
	}
	const struct event *event = &scratch.events[0];
	*canonical = (struct slice){ NULL, 0 };
	if (!is_first && event->attribute_count < 2)
		return true;
	printer_add_event(&text, &scratch, event);
	*canonical = text_slice(&text);
	return true;
}

/* The line as it shall be; NULL event: a new one. */
static bool make_line(struct edit *edit, const struct event *event,
		      struct slice *canonical)
{
	const struct journal *journal = edit->session->journal;
	bool is_first = !edit->is_written;
	struct slice name = name_for(edit, event);
	struct text line;

	edit->is_written = true;
	if (name.length == 0) {
		message_error(&edit->session->terminal,
			      "'%.*s' has no name yet: add name='...'",
			      SLICE_ARGS(edit->member));
		return false;
	}
	text_init(&line, edit->session->arena);
	text_add(&line, "profile");
	event_line_add_word(&line, edit->member);
	event_line_add_text(&line, name);
	for (uint32_t i = 0; event && i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];
		if (one->key != KEY_WHY)
			keep_attribute(edit, &line, event, one);
	}
	if (is_first)
		add_new_values(edit, &line);
	text_add_char(&line, '\n');
	return check_line(edit, text_slice(&line), is_first, canonical);
}

/* The canonical form of the line as it is, to see whether anything changes. */
static struct slice canonical_of(const struct edit *edit,
				 const struct event *event)
{
	struct text text;

	text_init(&text, edit->session->arena);
	printer_add_event(&text, edit->session->journal, event);
	return text_slice(&text);
}

static void show_line(struct edit *edit, struct slice line)
{
	text_add_slice(&edit->shown, line);
	text_add_char(&edit->shown, '\n');
}

static bool edit_line(struct edit *edit, const struct event *event)
{
	const struct journal *journal = edit->session->journal;
	struct slice comment = lexer_comment(event_line(journal, event));
	struct slice line;

	if (!make_line(edit, event, &line))
		return false;
	if (slice_equal(line, canonical_of(edit, event)))
		return true;
	if (line.length > 0)
		show_line(edit, line);
	if (comment.length > 0)
		line = slice_from(arena_print(
			edit->session->arena, "%.*s%s%.*s", SLICE_ARGS(line),
			line.length > 0 ? " " : "", SLICE_ARGS(comment)));
	rewrite_add(&edit->rewrite, event, line);
	return true;
}

static enum exit_status edit_lines(struct edit *edit)
{
	const struct journal *journal = edit->session->journal;
	struct slice line;

	for (size_t i = 0; i < journal->profile_count; i++) {
		const struct event *event =
			&journal->events[journal->profiles[i]];
		if (event->member == edit->number && !edit_line(edit, event))
			return STATUS_USAGE;
	}
	if (edit->is_written)
		return STATUS_FINE;
	if (!make_line(edit, NULL, &line))
		return STATUS_USAGE;
	show_line(edit, line);
	edit->record.lines = arena_take_array(edit->session->arena, 1,
					      sizeof(*edit->record.lines));
	edit->record.lines[0] = (struct record_line){ DAY_NONE, true, line };
	edit->record.count = 1;
	return STATUS_FINE;
}

/* ---- all of it ---- */

static enum exit_status save(struct edit *edit)
{
	const char *paths = "";

	if (edit->record.count == 0)
		return rewrite_save(&edit->rewrite);
	switch (record_save(edit->session, &edit->record, &paths)) {
	case APPEND_RECORDED:
		return STATUS_FINE;
	case APPEND_NOT_RECORDED:
		return STATUS_ENVIRONMENT;
	case APPEND_UNKNOWN:
		return STATUS_UNKNOWN;
	case APPEND_CHANGED:
		break;
	}
	message_error(&edit->session->terminal,
		      "the members' file was changed meanwhile; run it again");
	return STATUS_ENVIRONMENT;
}

static enum exit_status plan(struct edit *edit)
{
	struct session *session = edit->session;
	enum exit_status status = find_member_one(
		session, slice_from(session->operands[0]), &edit->number);

	if (status != STATUS_FINE)
		return status;
	edit->member = intern_text(&session->journal->members, edit->number);
	if (session->book->members[edit->number].status == MEMBER_ERASED) {
		message_error(&session->terminal,
			      "'%.*s' is erased: nothing about the person may "
			      "be written any more",
			      SLICE_ARGS(edit->member));
		return STATUS_NO;
	}
	for (size_t i = 0; i < edit->count && status == STATUS_FINE; i++)
		status = check_owner(edit, &edit->changes[i]);
	return status == STATUS_FINE ? edit_lines(edit) : status;
}

enum exit_status profile_edit_run(struct session *session)
{
	struct edit edit = { .session = session,
			     .rewrite = { .session = session } };
	unsigned lock = session->write.dry_run ? 0u : NEEDS_LOCK | NEEDS_COPY;
	enum exit_status status = read_changes(&edit);

	text_init(&edit.shown, session->arena);
	if (status == STATUS_FINE)
		status = session_load(session, NEEDS_BOOK | lock);
	if (status == STATUS_FINE)
		status = plan(&edit);
	if (status != STATUS_FINE)
		return status;
	if (edit.rewrite.count + edit.record.count == 0) {
		message_note(&session->terminal, "there is nothing to change");
		return STATUS_FINE;
	}
	if (!session->write.dry_run)
		status = save(&edit);
	session_unlock(session);
	struct sink *sink =
		status == STATUS_FINE ? session_sink(session) : NULL;
	if (sink != NULL)
		sink_add_slice(sink, text_slice(&edit.shown));
	return status == STATUS_FINE && sink == NULL ? STATUS_ENVIRONMENT
						     : status;
}

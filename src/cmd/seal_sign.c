/*
 * Running ssh-keygen. It wants a signature to check in a file: that is a
 * temporary one.
 */
#include "cmd/seal_sign.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/helper.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "journal/printer.h"
#include "store/io.h"

static const char namespace[] = "pointbook-close";
static const char armour_begin[] = "-----BEGIN SSH SIGNATURE-----\n";
static const char armour_end[] = "\n-----END SSH SIGNATURE-----\n";

struct slice seal_sign_statement(const struct session *session,
				 const struct journal *journal,
				 const struct event *event)
{
	static const char mark[] = " signature:";
	struct text line;
	struct text statement;

	text_init(&line, session->arena);
	text_init(&statement, session->arena);
	printer_add_event(&line, journal, event);
	struct slice rest = text_slice(&line);
	for (size_t i = 0; i < rest.length; i++) {
		struct slice tail = slice_from_offset(rest, i);

		if (!slice_starts(tail, mark))
			continue;
		text_add_bytes(&statement, rest.text, i);
		tail = slice_from_offset(tail, sizeof(mark) - 1);
		rest = slice_from_offset(tail, slice_find(tail, ' '));
		break;
	}
	text_add_slice(&statement, rest);
	text_add_char(&statement, '\n');
	return text_slice(&statement);
}

/* The armoured text in one line of base64; empty when it is none. */
static struct slice strip(struct session *session, struct slice armoured)
{
	struct text base64;

	text_init(&base64, session->arena);
	if (!slice_starts(armoured, armour_begin))
		return (struct slice){ NULL, 0 };
	armoured = slice_from_offset(armoured, sizeof(armour_begin) - 1);
	while (armoured.length > 0 && armoured.text[0] != '-')
		text_add_slice(&base64, slice_cut(armoured, '\n', &armoured));
	return text_slice(&base64);
}

enum exit_status seal_sign_make(struct session *session, const char *key,
				struct slice statement, struct slice *signature)
{
	const char *const words[] = { "ssh-keygen", "-q", "-Y", "sign", "-n",
				      namespace,    "-f", key,  NULL };
	struct text answer;

	text_init(&answer, session->arena);
	if (!helper_find(session->arena, words[0])) {
		message_error(&session->terminal,
			      "--sign needs ssh-keygen (OpenSSH), which is not "
			      "installed; nothing was recorded");
		return STATUS_ENVIRONMENT;
	}
	int status = helper_talk(session->arena, words, statement, &answer);
	*signature = strip(session, text_slice(&answer));
	if (status == 0 && signature->length > 0)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "ssh-keygen did not sign with '%s'; nothing was recorded",
		      key);
	return STATUS_ENVIRONMENT;
}

/* ---- checking ---- */

/* Writes the signature, in its armour, to a new file; NULL when it cannot
 * be. */
static const char *write_signature(struct session *session,
				   struct slice signature)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_print(session->arena, "%s/pointbook-XXXXXX",
				 folder && *folder ? folder : "/tmp");
	struct text text;
	int descriptor = mkstemp(path);

	if (descriptor < 0)
		return NULL;
	text_init(&text, session->arena);
	text_add(&text, armour_begin);
	text_add_slice(&text, signature);
	text_add(&text, armour_end);
	int error = io_save(io_system(), descriptor, text_slice(&text));
	if (close(descriptor) == 0 && error == 0)
		return path;
	(void)unlink(path);
	return NULL;
}

/* The part of an answer in quotes, or behind a word; else all of it. */
static const char *last_word(struct session *session, struct slice answer)
{
	struct slice word = { NULL, 0 };

	answer = slice_cut(answer, '\n', &(struct slice){ NULL, 0 });
	while (answer.length > 0) {
		struct slice next = slice_cut(answer, ' ', &answer);

		if (next.length > 0)
			word = next;
	}
	return arena_print(session->arena, "%.*s", SLICE_ARGS(word));
}

static bool is_key_good(struct session *session, const char *path,
			struct slice statement, const char **who)
{
	const char *const words[] = {
		"ssh-keygen", "-Y", "check-novalidate", "-n", namespace, "-s",
		path,         NULL
	};
	struct text answer;

	text_init(&answer, session->arena);
	bool good = helper_talk(session->arena, words, statement, &answer) == 0;
	*who = good ? arena_print(session->arena, "key %s",
				  last_word(session, text_slice(&answer)))
		    : "the signature is not of this line";
	return good;
}

/* Finds whose key it is among the allowed, then checks as that one's. */
static bool is_signer_good(struct session *session, const char *path,
			   struct slice statement, const char *signers,
			   const char **who)
{
	const char *const find[] = { "ssh-keygen", "-Y",    "find-principals",
				     "-f",         signers, "-s",
				     path,         NULL };
	struct text answer;

	text_init(&answer, session->arena);
	if (helper_talk(session->arena, find, statement, &answer) != 0) {
		*who = arena_print(session->arena,
				   "the key is not among those of %s", signers);
		return false;
	}
	const char *name = last_word(session, text_slice(&answer));
	const char *const verify[] = { "ssh-keygen", "-Y", "verify", "-f",
				       signers,      "-I", name,     "-n",
				       namespace,    "-s", path,     NULL };
	bool good =
		helper_talk(session->arena, verify, statement, &answer) == 0;
	*who = good ? name : "the signature is not of this line";
	return good;
}

bool seal_sign_check(struct session *session, const struct event *event,
		     const char *signers, const char **who)
{
	struct slice signature =
		event_value(session->journal, event, KEY_SIGNATURE);
	struct slice statement =
		seal_sign_statement(session, session->journal, event);
	bool good = false;

	*who = "ssh-keygen (OpenSSH) is not installed";
	if (!helper_find(session->arena, "ssh-keygen"))
		return false;
	const char *path = write_signature(session, signature);
	if (!path)
		*who = "no temporary file can be written";
	else if (signers)
		good = is_signer_good(session, path, statement, signers, who);
	else
		good = is_key_good(session, path, statement, who);
	if (path)
		(void)unlink(path);
	return good;
}

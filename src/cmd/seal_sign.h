/*
 * Signatures of close lines by `ssh-keygen -Y`, in the namespace
 * pointbook-close. What is signed is the canonical close line with its end,
 * without its signature; the signature stands in the line as signature:, in
 * base64 without its armour.
 */
#ifndef CMD_SEAL_SIGN_H
#define CMD_SEAL_SIGN_H

#include "base/slice.h"
#include "cmd/exit_status.h"

struct event;
struct journal;
struct session;

/* What a signature of the close line is of; in the arena of the session. */
struct slice seal_sign_statement(const struct session *session,
				 const struct journal *journal,
				 const struct event *event);

/* Signs a statement with a key (of a file, or in the agent: its .pub file).
 * STATUS_FINE and the signature, or the status after the message. */
enum exit_status seal_sign_make(struct session *session, const char *key,
				struct slice statement,
				struct slice *signature);

/*
 * Whether the close line's signature is of its statement. With a file of
 * allowed signers (ssh-keygen(1)) *who is the signer; without, the key's
 * fingerprint. False with the reason in *who; both in the session's arena.
 */
bool seal_sign_check(struct session *session, const struct event *event,
		     const char *signers, const char **who);

#endif

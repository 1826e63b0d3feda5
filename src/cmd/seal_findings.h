/*
 * Findings about closed periods: events that came, went or were changed after
 * the seal, rules that are not those it was made under. The first seal that
 * does not hold names the lines; those behind it rest on it.
 */
#ifndef CMD_SEAL_FINDINGS_H
#define CMD_SEAL_FINDINGS_H

struct diagnostics;
struct seal_state;
struct seals;
struct session;

/* Adds what the states of the seals say. Where the lock is not held, git is
 * asked for the lines as they were. */
void seal_findings_add(struct session *session, const struct seals *seals,
		       const struct seal_state *states,
		       struct diagnostics *found);

/* Computes all seals of the book and does that. */
void seal_findings_check(struct session *session, struct diagnostics *found);

#endif

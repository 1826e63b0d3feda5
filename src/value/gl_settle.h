/*
 * What of the books' differences was looked at and stands: `accept` lines name
 * a row by its status and key, and hold while it says the same.
 */
#ifndef VALUE_GL_SETTLE_H
#define VALUE_GL_SETTLE_H

struct arena;
struct book;
struct gl_match;
struct gl_match_request;

/* Gives every open row its key and facts, and the opening where it differs;
 * those that an accept line of the book settles become GL_MATCH_ACCEPTED and
 * are open no more. Lives in the arena. */
void gl_settle(struct arena *arena, const struct book *book,
	       const struct gl_match_request *request, struct gl_match *match);

#endif

/*
 * A row a redemption: what was redeemed and where it stands.
 */
#ifndef REPORT_REPORT_REDEMPTIONS_H
#define REPORT_REPORT_REDEMPTIONS_H

struct report_scope;
struct table;

/* Rows of report_redemptions: those requested in the scope's period. */
void report_redemptions_rows(const struct report_scope *scope,
			     struct table *table);

#endif

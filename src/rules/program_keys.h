/*
 * The keys of a rules file: the tables that the reader, the canonical printer
 * and the manual's check walk. A new key is a row here and a field in
 * program.h.
 */
#ifndef RULES_PROGRAM_KEYS_H
#define RULES_PROGRAM_KEYS_H

#include "rules/schema.h"

/* The whole file: struct program. */
extern const struct schema_map program_keys_root;

/* Parts of it, each in the file of its subject. */
extern const struct schema_map program_keys_unit;   /* struct unit */
extern const struct schema_map program_keys_limit;  /* struct limit */
extern const struct schema_map program_keys_earn;   /* struct earn_rule */
extern const struct schema_map program_keys_expiry; /* struct expiry_rule */
extern const struct schema_map program_keys_level_expiry;
extern const struct schema_map program_keys_tiers;   /* struct tiers */
extern const struct schema_map program_keys_reward;  /* struct reward */
extern const struct schema_map program_keys_redeem;  /* struct redeem_rules */
extern const struct schema_map program_keys_refunds; /* struct refunds */
extern const struct schema_map program_keys_accounting; /* struct accounting */
extern const struct schema_map program_keys_partner;    /* struct partner */
extern const struct schema_map program_keys_privacy;    /* struct program */
extern const struct schema_map program_keys_messages;   /* struct program */
extern const struct schema_map program_keys_experiment; /* struct experiment */
extern const struct schema_map program_keys_test;       /* struct rules_test */

#endif

/*
 * The names that templates of letters may use, and the place of each among the
 * values. The tables are read by the template reader, the manual's check and
 * letter.c.
 */
#ifndef REPORT_LETTER_NAMES_H
#define REPORT_LETTER_NAMES_H

#include "report/template.h"

/* TEXT(key, "name", "help"), ROWS(key, "name", rows, "help") */
#define LETTER_NAMES(TEXT, ROWS)                                               \
	TEXT(PROGRAMME, "programme", "what the programme is called")           \
	TEXT(SENDER, "sender", "who sends it, as messages: from: has it")      \
	TEXT(MEMBER, "member", "the member's id")                              \
	TEXT(NAME, "name", "the member's name, else the id")                   \
	TEXT(CARD, "card", "the member's card")                                \
	TEXT(EMAIL, "email", "the member's e-mail address")                    \
	TEXT(PHONE, "phone", "the member's telephone number")                  \
	TEXT(ADDRESS, "address", "the member's postal address")                \
	TEXT(BIRTHDAY, "birthday", "the member's birthday as it is written")   \
	TEXT(JOINED, "joined", "the day the member joined")                    \
	TEXT(TODAY, "today", "the day the letter is written")                  \
	TEXT(DATE, "date", "the day the figures are of")                       \
	TEXT(PERIOD, "period", "the period the letter is about")               \
	TEXT(FROM, "from", "the first day of that period")                     \
	TEXT(TO, "to", "its last day")                                         \
	TEXT(POINTS, "points", "the balance of the first unit, with the unit") \
	TEXT(AVAILABLE, "available", "what of it can be used, with the unit")  \
	TEXT(EARNED, "earned", "what came in in the period, with the unit")    \
	TEXT(USED, "used", "what was redeemed in it, with the unit")           \
	TEXT(EXPIRED, "expired", "what expired in it, with the unit")          \
	TEXT(EXPIRES, "expires", "the next last usable day")                   \
	TEXT(EXPIRING, "expiring", "what goes then, with the unit")            \
	TEXT(TIER, "tier", "the member's level")                               \
	TEXT(TIER_UNTIL, "tier_until", "until when it is kept")                \
	TEXT(NEXT_TIER, "next_tier", "the level above")                        \
	TEXT(MISSING, "missing", "what is missing to it, in words")            \
	TEXT(VISITS, "visits", "how many purchases count")                     \
	TEXT(SPEND, "spend", "what was spent, with the currency")              \
	TEXT(LAST_VISIT, "last_visit", "the day of the last purchase")         \
	TEXT(DAYS_AWAY, "days_away", "days since then")                        \
	ROWS(ACCOUNTS, "accounts", letter_account_names,                       \
	     "a row a unit of points")                                         \
	ROWS(MOVEMENTS, "movements", letter_movement_names,                    \
	     "what happened in the period, oldest first")                      \
	ROWS(LOTS, "lots", letter_lot_names, "what expires when")              \
	ROWS(REWARDS, "rewards", letter_reward_names,                          \
	     "the rewards within reach")                                       \
	ROWS(NEAR, "near", letter_reward_names,                                \
	     "of each unit the reward that least is missing to")               \
	ROWS(REQUESTS, "requests", letter_request_names,                       \
	     "the rewards asked for and not handed over yet")

enum letter_name {
#define LETTER_NAME(key, name, help)       LETTER_##key,
#define LETTER_LIST(key, name, rows, help) LETTER_##key,
	LETTER_NAMES(LETTER_NAME, LETTER_LIST)
#undef LETTER_NAME
#undef LETTER_LIST
	LETTER_COUNT
};

enum letter_account_name {
	ACCOUNT_UNIT,
	ACCOUNT_OPENING,
	ACCOUNT_BALANCE,
	ACCOUNT_AVAILABLE,
	ACCOUNT_RESERVED,
	ACCOUNT_PENDING,
	ACCOUNT_COUNT
};

enum letter_movement_name {
	MOVEMENT_DATE,
	MOVEMENT_KIND,
	MOVEMENT_WHAT,
	MOVEMENT_POINTS,
	MOVEMENT_UNIT,
	MOVEMENT_BALANCE,
	MOVEMENT_COUNT
};

enum letter_lot_name {
	LOT_EXPIRES,
	LOT_POINTS,
	LOT_UNIT,
	LOT_COUNT
};

enum letter_reward_name {
	REWARD_NAME,
	REWARD_TITLE,
	REWARD_COST,
	REWARD_UNIT,
	REWARD_MISSING,
	REWARD_COUNT
};

enum letter_request_name {
	REQUEST_REFERENCE,
	REQUEST_TITLE,
	REQUEST_STATE,
	REQUEST_DATE,
	REQUEST_POINTS,
	REQUEST_UNIT,
	REQUEST_EXPIRES,
	REQUEST_COUNT
};

/* The whole letter's names, in the order of enum letter_name. */
extern const struct template_name letter_names[];

#endif

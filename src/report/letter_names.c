/*
 * The tables of names. To add one: a row here (or in LETTER_NAMES), its value
 * in letter.c, `.It Li NAME` in the section NAMES of pointbook-letter(1).
 */
#include "report/letter_names.h"

static const struct template_name letter_account_names[] = {
	[ACCOUNT_UNIT] = { "unit", NULL, "the unit's name" },
	[ACCOUNT_OPENING] = { "opening", NULL, "before the period" },
	[ACCOUNT_BALANCE] = { "balance", NULL, "at its end" },
	[ACCOUNT_AVAILABLE] = { "available", NULL, "what of it can be used" },
	[ACCOUNT_RESERVED] = { "reserved", NULL, "what requests hold" },
	[ACCOUNT_PENDING] = { "pending", NULL, "what is not usable yet" },
	[ACCOUNT_COUNT] = { 0 },
};

static const struct template_name letter_movement_names[] = {
	[MOVEMENT_DATE] = { "date", NULL, "the day" },
	[MOVEMENT_KIND] = { "kind", NULL, "the journal's word for it" },
	[MOVEMENT_WHAT] = { "what", NULL, "in words" },
	[MOVEMENT_POINTS] = { "points", NULL, "with their sign" },
	[MOVEMENT_UNIT] = { "unit", NULL, "the unit's name" },
	[MOVEMENT_BALANCE] = { "balance", NULL, "the balance behind it" },
	[MOVEMENT_COUNT] = { 0 },
};

static const struct template_name letter_lot_names[] = {
	[LOT_EXPIRES] = { "expires", NULL, "the last usable day" },
	[LOT_POINTS] = { "points", NULL, "what goes then" },
	[LOT_UNIT] = { "unit", NULL, "the unit's name" },
	[LOT_COUNT] = { 0 },
};

static const struct template_name letter_reward_names[] = {
	[REWARD_NAME] = { "reward", NULL, "its name in the book" },
	[REWARD_TITLE] = { "title", NULL, "what it is called" },
	[REWARD_COST] = { "cost", NULL, "what it costs" },
	[REWARD_UNIT] = { "unit", NULL, "the unit's name" },
	[REWARD_MISSING] = { "missing", NULL, "what is missing to it" },
	[REWARD_COUNT] = { 0 },
};

static const struct template_name letter_request_names[] = {
	[REQUEST_REFERENCE] = { "ref", NULL, "its reference" },
	[REQUEST_TITLE] = { "title", NULL, "what the reward is called" },
	[REQUEST_STATE] = { "state", NULL, "requested or approved" },
	[REQUEST_DATE] = { "date", NULL, "the day it was asked for" },
	[REQUEST_POINTS] = { "points", NULL, "what it costs" },
	[REQUEST_UNIT] = { "unit", NULL, "the unit's name" },
	[REQUEST_EXPIRES] = { "expires", NULL, "the last day to fetch it" },
	[REQUEST_COUNT] = { 0 },
};

const struct template_name letter_names[] = {
#define LETTER_NAME(key, name, help)       { name, NULL, help },
#define LETTER_LIST(key, name, rows, help) { name, rows, help },
	LETTER_NAMES(LETTER_NAME, LETTER_LIST)
#undef LETTER_NAME
#undef LETTER_LIST
		{ 0 },
};

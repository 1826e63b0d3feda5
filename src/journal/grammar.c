/*
 * The grammar of the directives, journal.md "Directives", as a table.
 */
#include "journal/grammar.h"

#include "base/text.h"

#define MEMBER                                                                 \
	{                                                                      \
		OPERAND_MEMBER, 0, "MEMBER"                                    \
	}
#define WHY                                                                    \
	{                                                                      \
		OPERAND_TEXT, 0, "\"why\""                                     \
	}
#define WHY_ELSE                                                               \
	{                                                                      \
		OPERAND_TEXT, OPERAND_OPTIONAL, "\"why\""                      \
	}
#define TARGET                                                                 \
	{                                                                      \
		OPERAND_TARGET, 0, "REFERENCE"                                 \
	}
#define MONEY                                                                  \
	{                                                                      \
		OPERAND_MONEY, OPERAND_OPTIONAL, "MONEY"                       \
	}
#define PATH                                                                   \
	{                                                                      \
		OPERAND_PATH, 0, "PATH"                                        \
	}
#define REWARD                                                                 \
	{                                                                      \
		OPERAND_WORD, 0, "REWARD"                                      \
	}
#define UNIT                                                                   \
	{                                                                      \
		OPERAND_UNIT, OPERAND_OPTIONAL, "UNIT"                         \
	}
#define PERIOD                                                                 \
	{                                                                      \
		OPERAND_PERIOD, 0, "PERIOD"                                    \
	}
#define POINTS(flags)                                                          \
	{                                                                      \
		OPERAND_POINTS, (flags), "POINTS"                              \
	}

#define OPTIONAL OPERAND_OPTIONAL
#define MANY     OPERAND_MANY
#define PLUS     OPERAND_PLUS
#define MINUS    OPERAND_MINUS

static const struct operand rows[EVENT_KIND_COUNT][OPERAND_SLOTS] = {
	[EVENT_RULES] = { PATH },
	[EVENT_INCLUDE] = { PATH },
	[EVENT_INCLUDE_OPTIONAL] = { PATH },
	[EVENT_PROFILE] = { MEMBER, { OPERAND_TEXT, 0, "\"name\"" } },
	[EVENT_JOIN] = { MEMBER },
	[EVENT_STATUS] = { MEMBER, { OPERAND_STATUS, 0, "STATUS" }, WHY_ELSE },
	[EVENT_MERGE] = { MEMBER,
			  { OPERAND_INTO, 0, "into:MEMBER" },
			  WHY_ELSE },
	[EVENT_OPENING] = { { OPERAND_MEMBER_OR_ALL, 0, "MEMBER" },
			    POINTS(OPTIONAL | MANY | PLUS) },
	[EVENT_PURCHASE] = { MEMBER, MONEY, POINTS(OPTIONAL | MANY | PLUS) },
	[EVENT_BONUS] = { MEMBER,
			  { OPERAND_WORD, 0, "ACTION" },
			  POINTS(OPTIONAL | MANY | PLUS) },
	[EVENT_REFUND] = { MEMBER,
			   { OPERAND_MONEY, 0, "MONEY" },
			   POINTS(OPTIONAL | MANY | MINUS) },
	[EVENT_REDEEM] = { MEMBER, REWARD, POINTS(OPTIONAL | MINUS), MONEY },
	[EVENT_REQUEST] = { MEMBER, REWARD, POINTS(OPTIONAL | MINUS), MONEY },
	[EVENT_APPROVE] = { TARGET },
	[EVENT_FULFIL] = { TARGET },
	[EVENT_REJECT] = { TARGET, WHY },
	[EVENT_CANCEL] = { TARGET, WHY },
	[EVENT_VOID] = { TARGET, WHY },
	[EVENT_MOVE] = { TARGET, MEMBER, WHY },
	[EVENT_ADJUST] = { MEMBER, POINTS(MANY), WHY },
	[EVENT_EXPIRE] = { MEMBER, POINTS(MINUS), WHY_ELSE },
	[EVENT_TRANSFER] = { MEMBER,
			     { OPERAND_OTHER, 0, "MEMBER" },
			     POINTS(PLUS),
			     WHY_ELSE },
	[EVENT_TIER] = { MEMBER, { OPERAND_WORD, 0, "LEVEL" }, WHY },
	[EVENT_STOCK] = { REWARD, { OPERAND_COUNT, 0, "COUNT" }, WHY_ELSE },
	[EVENT_BALANCE] = { { OPERAND_MEMBER_OR_ALL, 0, "MEMBER" },
			    { OPERAND_BALANCE, 0, "BALANCE" },
			    UNIT },
	[EVENT_ESTIMATE] = { { OPERAND_VINTAGE, 0, "MONTH" },
			     { OPERAND_RATE, 0, "RATE%" },
			     UNIT,
			     WHY },
	[EVENT_ACCEPT] = { { OPERAND_WORD, 0, "KIND" },
			   { OPERAND_SUBJECT, 0, "KEY" },
			   WHY },
	[EVENT_RECONCILED] = { { OPERAND_WORD, 0, "WHAT" }, PERIOD },
	[EVENT_CLOSE] = { PERIOD },
	[EVENT_REOPEN] = { PERIOD, WHY },
	[EVENT_NOTE] = { MEMBER, { OPERAND_TEXT, 0, "\"text\"" } },
	[EVENT_SENT] = { MEMBER, { OPERAND_WORD, 0, "TEMPLATE" } },
	[EVENT_CONSENT] = { MEMBER,
			    { OPERAND_CONSENT, MANY, "+CHANNEL" },
			    WHY_ELSE },
};

const struct operand *grammar_of(enum event_kind kind)
{
	return rows[kind];
}

#define ON(kind) (UINT64_C(1) << EVENT_##kind)
#define SALE     (ON(PURCHASE) | ON(REFUND))
#define CREDIT   (ON(OPENING) | ON(PURCHASE) | ON(BONUS) | ON(ADJUST))

/* The directives an attribute has a meaning on; 0: on all. */
static const uint64_t homes[KEY_COUNT] = {
	[KEY_INTO] = ON(MERGE),
	[KEY_REFERRED_BY] = ON(JOIN),
	[KEY_FOR] = ON(BONUS),
	[KEY_OF] = ON(BONUS) | ON(REFUND) | ON(ADJUST) | ON(NOTE),
	[KEY_ON] = ON(REDEEM) | ON(REQUEST),
	[KEY_EXPIRES] = CREDIT,
	[KEY_USABLE_FROM] = CREDIT,
	[KEY_UNTIL] = ON(TIER),
	[KEY_DEFERRED] = ON(OPENING),
	[KEY_TAX] = SALE,
	[KEY_SHIPPING] = SALE,
	[KEY_DISCOUNT] = SALE,
	[KEY_GIFT_CARD] = SALE,
	[KEY_RATING] = ON(NOTE),
	[KEY_ITEM] = SALE,
};

static const bool repeated[KEY_COUNT] = {
	[KEY_CONSENT] = true, [KEY_EMAIL] = true,  [KEY_PHONE] = true,
	[KEY_CARD] = true,    [KEY_ALIAS] = true,  [KEY_ITEM] = true,
	[KEY_TAG] = true,     [KEY_POINTS] = true,
};

_Static_assert(EVENT_KIND_COUNT <= 64, "a bit a directive");

bool grammar_allows(enum event_kind kind, enum attribute_key key)
{
	return homes[key] == 0 || (homes[key] >> kind & 1U);
}

bool grammar_repeats(enum attribute_key key)
{
	return repeated[key];
}

void grammar_add_usage(struct text *text, enum event_kind kind)
{
	text_add(text, directive_of(kind)->keyword);
	for (const struct operand *slot = grammar_of(kind);
	     slot->kind != OPERAND_NONE; slot++) {
		bool optional = slot->flags & OPERAND_OPTIONAL;

		text_add(text, optional ? " [" : " ");
		text_add(text, slot->name);
		if (slot->flags & OPERAND_MANY)
			text_add(text, " …");
		if (optional)
			text_add_char(text, ']');
	}
}

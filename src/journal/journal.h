/*
 * What a journal says: its events as compact records that point into the
 * mapped text. Nothing here knows what the rules allow or what an event
 * means for a balance.
 *
 * An event is one physical line. Its record holds what every reader needs
 * (day, kind, member, first points, money); everything rarer is a list of
 * attributes, each a key and the bytes of its value in the line. Members,
 * second words (reward, action, level, status), unit names and unknown
 * attribute keys are interned to small integers.
 */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/diagnostic.h"
#include "base/intern.h"
#include "base/slice.h"
#include "base/source.h"

enum event_kind {
#define DIRECTIVE(kind, keyword, dated, moves, private) EVENT_##kind,
#include "journal/directives.def"
#undef DIRECTIVE
	EVENT_KIND_COUNT
};

enum attribute_key {
#define ATTRIBUTE(key, name, form) KEY_##key,
#include "journal/attributes.def"
#undef ATTRIBUTE
	KEY_COUNT /* unknown keys are KEY_COUNT + number in journal.keys */
};

enum attribute_form {
	FORM_WORD,
	FORM_ID,
	FORM_DATE,
	FORM_DECIMAL,
	FORM_TEXT,
	FORM_MONEY,
	FORM_BIRTHDAY,
	FORM_RATING,
	FORM_ITEM,
	FORM_REFERENCE,
};

enum {
	EVENT_DUPLICATE = 1, /* says what another line says: skip it */
	EVENT_DERIVED = 2,   /* its reference follows from the book */
	EVENT_TOTAL = 4,     /* balance *, opening *: of all members */
	EVENT_NEW = 8,       /* from a buffer that is about to be written */
	MINUTE_NONE = -1,    /* no time of day */
	MINUTE_LAST = 24 * 60 - 1,
	LINE_SIZE_MAX = 65535, /* bytes of a line */
	INCLUDE_DEPTH_MAX = 32,
	INCLUDE_FILES_MAX = 10000,
};

#define EVENT_NONE UINT32_MAX

/* Numbers as written: mantissa / 10^scale, unit as interned (UNIT_DEFAULT:
 * none was named). Points carry their sign. */
struct quantity {
	int64_t mantissa;
	uint8_t scale;
	uint8_t unit;
};

enum {
	UNIT_DEFAULT = 0
}; /* journal.units starts with the empty name */

/* One line. Keep it at 56 bytes: a million of them are mapped at once. */
struct event {
	struct day day;            /* DAY_NONE for undated lines */
	int32_t minute : 12;       /* of the day, or MINUTE_NONE */
	uint32_t kind : 6;         /* enum event_kind */
	uint32_t flags : 4;        /* EVENT_DUPLICATE … */
	uint32_t scale : 4;        /* of points */
	uint32_t quantities : 6;   /* how many P there are, 0 when none */
	uint32_t start;            /* offset of the line in its source */
	uint16_t source;           /* journal.sources */
	uint16_t length;           /* bytes of the line without its end */
	uint32_t member;           /* journal.members, INTERN_NONE when none */
	uint32_t operand;          /* second word in journal.words (TO, into: in
				    * journal.members), INTERN_NONE when none */
	int64_t money;             /* in minor units */
	int64_t points;            /* mantissa of the first quantity */
	uint16_t reference;        /* offset of the id behind ^ in the line */
	uint16_t reference_length; /* in bytes; 0: no reference */
	uint8_t unit;     /* of points and of estimate, journal.units */
	uint8_t currency; /* of money, CURRENCY_NONE when there is none */
	uint16_t attribute_count;
	uint32_t more;       /* the second and later P in journal.quantities */
	uint32_t attributes; /* first in journal.attributes */
};

enum {
	QUANTITIES_MAX = 63 /* P in a line */
};

/* A key and the bytes of its value in the event's line, as written; a quoted
 * value keeps its quotes (attribute_text takes them off). Those of one event
 * stand in canonical order whatever order they were written in. */
struct attribute {
	uint32_t key;   /* enum attribute_key, or KEY_COUNT + n */
	uint16_t start; /* offset in the line */
	uint16_t length;
};

struct journal {
	struct arena *arena;
	uint64_t seed; /* for hash tables */
	struct source **sources;
	size_t source_count;
	struct event *events; /* in the order read */
	size_t event_count;
	size_t event_capacity;
	size_t ahead;   /* bytes that are known to be parsed next */
	uint64_t kinds; /* bit set of the directives that were ever read */
	struct attribute *attributes;
	size_t attribute_count;
	size_t attribute_capacity;
	struct quantity *quantities;
	size_t quantity_count;
	size_t quantity_capacity;
	struct intern members;
	struct intern words;
	struct intern units; /* number 0 is the empty name: the default */
	struct intern keys;
	uint64_t *references; /* hash tag and event number, by reference */
	size_t reference_slots;
	size_t reference_count;
	uint32_t *profiles; /* numbers of the profile lines, from
			     * journal_index */
	size_t profile_count;
	size_t profile_capacity;
	size_t indexed;      /* events that journal_index has seen */
	bool members_absent; /* an include? could not be read */
};

/* What a directive is: its row of directives.def. */
struct directive {
	const char *keyword;
	bool dated;
	bool moves;
	bool private;
};

/* An item of a purchase: [CATEGORY/]SKU:QUANTITY[:AMOUNT]. amount is the
 * line's total in 10^-amount.scale of the purchase's currency. */
struct item {
	struct slice category; /* empty when none is written */
	struct slice sku;
	struct decimal quantity;
	struct decimal amount;
	bool has_amount;
};

/* An empty journal in the arena. */
void journal_init(struct journal *journal, struct arena *arena, uint64_t seed);

/* The row of a kind. */
const struct directive *directive_of(enum event_kind kind);

/* The kind of a keyword, EVENT_KIND_COUNT when it is none. */
enum event_kind directive_find(struct slice keyword);

/* The name of a known key; empty for operands kept like attributes. */
const char *attribute_name(enum attribute_key key);

/* The form its value must have. */
enum attribute_form attribute_form(enum attribute_key key);

/* The line as written, without its end. */
struct slice event_line(const struct journal *journal,
			const struct event *event);

/* The place of the whole line. */
struct place event_place(const struct journal *journal,
			 const struct event *event);

/* The place of a part of the line: a slice within it, or one with the same
 * bytes (a member's id). Of the whole line when there is no such part. */
struct place event_part(const struct journal *journal,
			const struct event *event, struct slice part);

/* The id behind ^, empty when there is none. */
struct slice event_reference(const struct journal *journal,
			     const struct event *event);

/* The member's id, empty when there is none. */
struct slice event_member(const struct journal *journal,
			  const struct event *event);

/* The second word as text, empty when there is none. For approve, fulfil,
 * reject, cancel, void and move it is the reference they name; for transfer
 * and merge the other member. */
struct slice event_operand(const struct journal *journal,
			   const struct event *event);

/* The i-th P, 0 <= i < event->quantities. */
struct quantity event_quantity(const struct journal *journal,
			       const struct event *event, size_t i);

/* The first attribute with the key, NULL when there is none; all of them are
 * journal->attributes[event->attributes ..+ attribute_count]. */
const struct attribute *event_attribute(const struct journal *journal,
					const struct event *event,
					uint32_t key);

/* The value's bytes as written, without quotes but with escapes. */
struct slice attribute_raw(const struct journal *journal,
			   const struct event *event,
			   const struct attribute *attribute);

/* The value with \" and \\ resolved; in the arena when there were any. */
struct slice attribute_text(struct arena *arena, const struct journal *journal,
			    const struct event *event,
			    const struct attribute *attribute);

/* Value of the first attribute with the key (as attribute_raw), empty when
 * there is none. */
struct slice event_value(const struct journal *journal,
			 const struct event *event, uint32_t key);

/* The day of a DATE attribute, DAY_NONE when there is none. */
struct day event_day_value(const struct journal *journal,
			   const struct event *event, uint32_t key);

/* The amount in minor units and the currency of a MONEY value, written as
 * 12.50EUR or 12.50 EUR; false when it is malformed. */
bool attribute_money(struct slice value, int64_t *amount, uint8_t *currency);

/* Splits the value of an ITEM attribute (checked when the line was read). */
struct item item_parse(struct slice value);

/* False when the journal has certainly no event of the kind. */
static inline bool journal_may_have(const struct journal *journal,
				    enum event_kind kind)
{
	return (journal->kinds >> kind & 1u) != 0;
}

/* How many events there are: dated lines, those that say the same once (needs
 * journal_index). */
size_t journal_count_events(const struct journal *journal);

/* The 1-based number of the event's line in its source. */
size_t event_line_number(const struct journal *journal,
			 const struct event *event);

/* The event with the reference, EVENT_NONE when there is none (needs
 * journal_index). Never one that is EVENT_DUPLICATE. */
uint32_t journal_find(const struct journal *journal, struct slice reference);

#endif

/*
 * The types of values that only presets have (rules/schema.h).
 */
#ifndef EXCHANGE_PRESET_TYPES_H
#define EXCHANGE_PRESET_TYPES_H

#include "rules/schema.h"

/* struct preset_names: a text or a list of texts. */
extern const struct schema_type preset_type_names;
/* struct preset_names: the same, of keys of `columns:`. */
extern const struct schema_type preset_type_roles;
/* char: a word for a delimiter or decimal mark, by the key's name. */
extern const struct schema_type preset_type_byte;
/* enum csv_encoding. */
extern const struct schema_type preset_type_encoding;
/* struct preset.dates and date_count: the key must be that of dates. */
extern const struct schema_type preset_type_dates;
/* struct preset_pattern. */
extern const struct schema_type preset_type_pattern;

#endif

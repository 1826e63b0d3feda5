/*
 * The table of fields, made of fields.def.
 */
#include "query/query.h"

static const struct query_field_info fields[] = {
#define FIELD(name, kind, help) { #name, QUERY_KIND_##kind, help },
#include "query/fields.def"
#undef FIELD
};

const struct query_field_info *query_field_info(enum query_field field)
{
	return &fields[field];
}

enum query_field query_field_find(struct slice name)
{
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		if (slice_is(name, fields[i].name))
			return (enum query_field)i;
	}
	return QUERY_FIELD_COUNT;
}

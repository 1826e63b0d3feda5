/*
 * One request in JSON: what is read, and what is refused and why.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"
#include "exchange/json_reader.h"

struct reading {
	const char *text;
	const char *expected; /* name kind text…; or the error */
};

static const struct reading readings[] = {
	{ "{}", "" },
	{ "{\"do\": \"sale\", \"amount\": \"12.50\"}",
	  "do 0 sale; amount 0 12.50; " },
	{ "{\"n\": 12, \"m\": -3}", "n 1 12; m 1 -3; " },
	{ "{\"a\": true, \"b\": false, \"c\": null}", "a 2 ; b 3 ; c 4 ; " },
	{ "{\"item\": [\"LATTE:1\", \"TEA:2\"], \"e\": []}",
	  "item 5 LATTE:1 TEA:2; e 5; " },
	{ "{\"name\": \"\\u0130\\u00e9\\ud83d\\ude00\"}", "name 0 İé😀; " },
	{ "{\"amount\": 12.50}", "'amount' is a number with a fraction" },
	{ "{\"a\": {\"b\": 1}}", "'a' is nested too deep" },
	{ "{\"a\": [[1]]}", "'a' is nested too deep" },
	{ "{\"a\": 1, \"a\": 2}", "this is no JSON object: duplicate" },
	{ "{\"a\": \"x\\u0000y\"}", "this is no JSON object" },
	{ "{\"a\": \"\xff\"}", "this is no JSON object" },
	{ "[1]", "this is no JSON object: write" },
	{ "sale M1", "this is no JSON object" },
	{ "{\"a\": 1} {\"b\": 2}", "this is no JSON object" },
	{ "{\"a\": 99999999999999999999}", "this is no JSON object" },
	{ "", "this is no JSON object" },
};

static void add_fields(struct text *text, const struct json_request *request)
{
	for (size_t i = 0; i < request->count; i++) {
		const struct json_field *field = &request->fields[i];

		text_add_format(text, "%s %d", field->name, (int)field->kind);
		for (size_t k = 0; k < field->count; k++)
			text_add_format(text, " %s", field->texts[k]);
		text_add(text, "; ");
	}
}

Test(exchange_json_reader, reads_one_flat_object_and_says_what_it_refuses)
{
	for (size_t i = 0; i < sizeof(readings) / sizeof(*readings); i++) {
		const struct reading *one = &readings[i];
		struct arena arena;
		struct json_request request;
		struct text text;
		const char *error = "";

		arena_init(&arena);
		text_init(&text, &arena);
		text_add(&text, "");
		if (json_reader_object(json_reader_init(&arena), &arena,
				       slice_from(one->text), &request,
				       &error)) {
			add_fields(&text, &request);
			cr_expect_str_eq(text.bytes, one->expected, "%s: %s",
					 one->text, text.bytes);
		} else {
			cr_expect(slice_starts(slice_from(error),
					       one->expected) &&
					  *one->expected,
				  "%s: %s", one->text, error);
		}
		arena_release(&arena);
	}
}

Test(exchange_json_reader, finds_a_field_by_its_name)
{
	struct arena arena;
	struct json_request request;
	const char *error;

	arena_init(&arena);
	cr_assert(json_reader_object(json_reader_init(&arena), &arena,
				     SLICE("{\"a\": 1, \"b\": 2}"), &request,
				     &error));
	cr_expect_str_eq(json_reader_find(&request, "b")->texts[0], "2");
	cr_expect_null(json_reader_find(&request, "c"));
	arena_release(&arena);
}

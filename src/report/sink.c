/*
 * The buffer in front of a writer: bytes are copied until it is full, then
 * handed on at once. What is larger than the buffer goes through uncopied.
 */
#include "report/sink.h"

#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"

void sink_init(struct sink *sink, struct arena *arena, sink_writer *write,
	       void *context)
{
	*sink = (struct sink){ .bytes = arena_take(arena, SINK_SIZE),
			       .write = write,
			       .context = context };
}

static void hand_on(struct sink *sink, const char *bytes, size_t length)
{
	if (sink->failed || length == 0)
		return;
	if (sink->write(sink->context, bytes, length))
		sink->written += length;
	else
		sink->failed = true;
}

bool sink_flush(struct sink *sink)
{
	hand_on(sink, sink->bytes, sink->used);
	sink->used = 0;
	return !sink->failed;
}

void sink_add_bytes(struct sink *sink, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	if (length > SINK_SIZE - sink->used)
		(void)sink_flush(sink);
	if (length > SINK_SIZE) {
		hand_on(sink, bytes, length);
		return;
	}
	memcpy(sink->bytes + sink->used, bytes, length);
	sink->used += length;
}

void sink_add(struct sink *sink, const char *string)
{
	sink_add_bytes(sink, string, strlen(string));
}

void sink_add_slice(struct sink *sink, struct slice s)
{
	sink_add_bytes(sink, s.text, s.length);
}

void sink_add_char(struct sink *sink, char byte)
{
	if (sink->used == SINK_SIZE)
		(void)sink_flush(sink);
	sink->bytes[sink->used++] = byte;
}

void sink_add_integer(struct sink *sink, int64_t value)
{
	char text[DECIMAL_TEXT_MAX];
	sink_add_bytes(sink, text, decimal_print(value, 0, text));
}

void sink_add_repeat(struct sink *sink, char byte, size_t count)
{
	while (count-- > 0)
		sink_add_char(sink, byte);
}

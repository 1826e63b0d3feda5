/*
 * gzip by zlib and Zstandard by libzstd, each loaded when there is something
 * for it to do, fed the whole input and emptied into a growing array. The
 * array doubles but never beyond one byte over the limit: that byte tells
 * "exactly the limit" from "more".
 */
#include "base/inflate.h"

#include <assert.h>
#include <limits.h>

#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/arena.h"
#include "base/library.h"

/* The header does not say this number: zlib 1.2 has it, and 1.3. */
#define ZLIB_LIBRARY LIBRARY_FILE("z", 1)

#define ZLIB_NAMES(X)                                                          \
	X(deflate)                                                             \
	X(deflateEnd)                                                          \
	X(deflateInit2_)                                                       \
	X(inflate)                                                             \
	X(inflateEnd)                                                          \
	X(inflateInit2_)                                                       \
	X(inflateReset)

struct zlib_library {
	ZLIB_NAMES(LIBRARY_MEMBER)
};

#define ZSTD_LIBRARY LIBRARY_FILE("zstd", ZSTD_VERSION_MAJOR)

#define ZSTD_NAMES(X)                                                          \
	X(ZSTD_DCtx_setParameter)                                              \
	X(ZSTD_createDCtx)                                                     \
	X(ZSTD_decompressStream)                                               \
	X(ZSTD_freeDCtx)                                                       \
	X(ZSTD_getErrorCode)                                                   \
	X(ZSTD_isError)

struct zstd_library {
	ZSTD_NAMES(LIBRARY_MEMBER)
};

enum {
	FIRST_SIZE = 64 * 1024,
	GZIP_WINDOW = 15 + 16, /* the largest window, gzip's head and foot */
	MEMORY_LEVEL = 8,      /* zlib's own choice */
	ZSTD_WINDOW_LOG = 27,  /* 128 MiB, what the zstd program allows */
	GZIP_MAGIC = 2,
	ZSTD_MAGIC = 4
};

struct gzip {
	struct zlib_library zlib;
	z_stream stream;
};

struct zstd {
	struct zstd_library library;
	ZSTD_DCtx *context;
};

struct output {
	struct arena *arena;
	char *bytes;
	size_t length;
	size_t size;
	size_t limit;
};

/* Room for more output; false when the limit is passed. */
static bool make_room(struct output *output)
{
	size_t wanted = output->size ? output->size : FIRST_SIZE;

	if (output->length > output->limit)
		return false;
	if (output->length < output->size)
		return true;
	if (output->size > 0 && wanted <= SIZE_MAX / 2)
		wanted *= 2;
	if (wanted > output->limit)
		wanted = output->limit + 1;
	output->bytes = arena_resize(output->arena, output->bytes, output->size,
				     wanted);
	output->size = wanted;
	return true;
}

enum inflate_kind inflate_find_kind(struct slice bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.text;

	if (bytes.length >= GZIP_MAGIC && at[0] == 0x1f && at[1] == 0x8b)
		return INFLATE_GZIP;
	if (bytes.length < ZSTD_MAGIC || at[1] != 0xb5 || at[2] != 0x2f ||
	    at[3] != 0xfd)
		return INFLATE_PLAIN;
	return at[0] == 0x28 ? INFLATE_ZSTD : INFLATE_PLAIN;
}

static bool load_zlib(struct zlib_library *library)
{
	return library_load(ZLIB_LIBRARY, ZLIB_NAMES(LIBRARY_NAME), library);
}

static bool load_zstd(struct zstd_library *library)
{
	return library_load(ZSTD_LIBRARY, ZSTD_NAMES(LIBRARY_NAME), library);
}

const char *inflate_missing(enum inflate_kind kind)
{
	struct zlib_library zlib;
	struct zstd_library zstd;

	switch (kind) {
	case INFLATE_PLAIN:
		return NULL;
	case INFLATE_GZIP:
		return load_zlib(&zlib) ? NULL : ZLIB_LIBRARY;
	case INFLATE_ZSTD:
		return load_zstd(&zstd) ? NULL : ZSTD_LIBRARY;
	}
	return NULL;
}

static unsigned clamp(size_t size)
{
	return size > UINT_MAX ? UINT_MAX : (unsigned)size;
}

/*
 * Lets zlib work until a member ends or something is wrong. Sets the
 * stream's input and output anew each time, as both may exceed an unsigned.
 */
static enum inflate_status read_member(struct gzip *gzip, struct slice *rest,
				       struct output *output)
{
	z_stream *stream = &gzip->stream;
	int result = Z_OK;

	while (result != Z_STREAM_END) {
		unsigned input = clamp(rest->length);
		unsigned room;

		if (!make_room(output))
			return INFLATE_TOO_LARGE;
		room = clamp(output->size - output->length);
		stream->next_in = (const Bytef *)rest->text;
		stream->avail_in = input;
		stream->next_out = (Bytef *)output->bytes + output->length;
		stream->avail_out = room;
		result = gzip->zlib.inflate(stream, Z_NO_FLUSH);
		*rest = slice_from_offset(*rest, input - stream->avail_in);
		output->length += room - stream->avail_out;
		if (result == Z_MEM_ERROR)
			return INFLATE_TOO_HUNGRY;
		if (result != Z_OK && result != Z_STREAM_END &&
		    result != Z_BUF_ERROR)
			return INFLATE_CORRUPT;
		if (result != Z_STREAM_END && rest->length == 0 &&
		    stream->avail_out > 0)
			return INFLATE_TRUNCATED;
	}
	return INFLATE_OK;
}

/* Zeros behind the last member are padding, as gzip has it. */
static bool is_padding(struct slice rest)
{
	for (size_t i = 0; i < rest.length; i++)
		if (rest.text[i] != '\0')
			return false;
	return true;
}

static enum inflate_status read_gzip(struct slice bytes, struct output *output)
{
	struct gzip gzip = { .stream = { .zalloc = Z_NULL } };
	enum inflate_status status = INFLATE_OK;

	if (!load_zlib(&gzip.zlib))
		return INFLATE_NO_LIBRARY;
	/* inflateInit2 */
	if (gzip.zlib.inflateInit2_(&gzip.stream, GZIP_WINDOW, ZLIB_VERSION,
				    sizeof(gzip.stream)) != Z_OK)
		return INFLATE_TOO_HUNGRY;
	do {
		gzip.zlib.inflateReset(&gzip.stream);
		status = read_member(&gzip, &bytes, output);
	} while (status == INFLATE_OK && !is_padding(bytes));
	gzip.zlib.inflateEnd(&gzip.stream);
	return status;
}

/* What an error of libzstd means here. */
static enum inflate_status zstd_failure(const struct zstd *zstd, size_t result)
{
	switch (zstd->library.ZSTD_getErrorCode(result)) {
	case ZSTD_error_memory_allocation:
	case ZSTD_error_frameParameter_windowTooLarge:
		return INFLATE_TOO_HUNGRY;
	default:
		return INFLATE_CORRUPT;
	}
}

static enum inflate_status
read_frames(const struct zstd *zstd, struct slice bytes, struct output *output)
{
	ZSTD_inBuffer input = { bytes.text, bytes.length, 0 };
	size_t wants = 1;

	while (wants != 0 || input.pos < input.size) {
		ZSTD_outBuffer out;

		if (!make_room(output))
			return INFLATE_TOO_LARGE;
		out = (ZSTD_outBuffer){ output->bytes, output->size,
					output->length };
		wants = zstd->library.ZSTD_decompressStream(zstd->context, &out,
							    &input);
		output->length = out.pos;
		if (zstd->library.ZSTD_isError(wants))
			return zstd_failure(zstd, wants);
		if (wants != 0 && input.pos == input.size && out.pos < out.size)
			return INFLATE_TRUNCATED;
	}
	return INFLATE_OK;
}

static enum inflate_status read_zstd(struct slice bytes, struct output *output)
{
	struct zstd zstd = { .context = NULL };
	enum inflate_status status = INFLATE_TOO_HUNGRY;

	if (!load_zstd(&zstd.library))
		return INFLATE_NO_LIBRARY;
	zstd.context = zstd.library.ZSTD_createDCtx();
	if (!zstd.context)
		return status;
	if (!zstd.library.ZSTD_isError(zstd.library.ZSTD_DCtx_setParameter(
		    zstd.context, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG)))
		status = read_frames(&zstd, bytes, output);
	zstd.library.ZSTD_freeDCtx(zstd.context);
	return status;
}

enum inflate_status inflate_read(struct arena *arena, struct slice bytes,
				 size_t limit, struct slice *text)
{
	struct output output = { .arena = arena, .limit = limit };
	enum inflate_status status = INFLATE_OK;

	switch (inflate_find_kind(bytes)) {
	case INFLATE_PLAIN:

		if (bytes.length > limit)
			return INFLATE_TOO_LARGE;
		*text = bytes;
		return INFLATE_OK;
	case INFLATE_GZIP:
		status = read_gzip(bytes, &output);
		break;
	case INFLATE_ZSTD:
		status = read_zstd(bytes, &output);
		break;
	}
	if (status == INFLATE_OK && output.length > limit)
		status = INFLATE_TOO_LARGE;
	if (status == INFLATE_OK)
		*text = (struct slice){ output.bytes, output.length };
	return status;
}

/* Lets zlib pack until all input is taken and the end is written. */
static void pack_all(struct gzip *gzip, struct slice rest,
		     struct output *output)
{
	z_stream *stream = &gzip->stream;
	int result = Z_OK;

	while (result != Z_STREAM_END) {
		unsigned input = clamp(rest.length);
		unsigned room;

		(void)make_room(output);
		room = clamp(output->size - output->length);
		stream->next_in = (const Bytef *)rest.text;
		stream->avail_in = input;
		stream->next_out = (Bytef *)output->bytes + output->length;
		stream->avail_out = room;
		result = gzip->zlib.deflate(
			stream, input == rest.length ? Z_FINISH : Z_NO_FLUSH);
		assert(result != Z_STREAM_ERROR);
		rest = slice_from_offset(rest, input - stream->avail_in);
		output->length += room - stream->avail_out;
	}
}

struct slice inflate_pack(struct arena *arena, struct slice bytes)
{
	struct output output = { .arena = arena, .limit = SIZE_MAX - 1 };
	struct gzip gzip = { .stream = { .zalloc = Z_NULL } };

	/* deflateInit2 */
	if (!load_zlib(&gzip.zlib) ||
	    gzip.zlib.deflateInit2_(&gzip.stream, Z_DEFAULT_COMPRESSION,
				    Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL,
				    Z_DEFAULT_STRATEGY, ZLIB_VERSION,
				    sizeof(gzip.stream)) != Z_OK)
		return (struct slice){ NULL, 0 };
	pack_all(&gzip, bytes, &output);
	gzip.zlib.deflateEnd(&gzip.stream);
	return (struct slice){ output.bytes, output.length };
}

const char *inflate_reason(enum inflate_status status)
{
	switch (status) {
	case INFLATE_OK:
		return "";
	case INFLATE_TRUNCATED:
		return "is cut short";
	case INFLATE_CORRUPT:
		return "is damaged";
	case INFLATE_TOO_LARGE:
		return "unpacks to more than 2 GiB";
	case INFLATE_TOO_HUNGRY:
		return "needs too much memory to unpack";
	case INFLATE_NO_LIBRARY:
		return "needs a library that is not installed";
	}
	return "";
}

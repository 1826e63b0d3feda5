/*
 * ustar: a block of 512 bytes a header, the text filled up with zeros to whole
 * blocks, two blocks of zeros at the end. Only regular files are written or
 * read; names of more than 100 bytes have their folders in the prefix.
 */
#include "store/archive.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/intern.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
	BLOCK = 512,
	NAME_SIZE = 100,
	PREFIX_SIZE = 155,
	SUM_AT = 148,
	SUM_SIZE = 8,
	MODE_BITS = 07777,
	SEED = 0
};

static const char sums_name[] = "SHA256SUMS";

/* A field of a header. */
struct field {
	size_t at, size;
};

static const struct field name_field = { 0, NAME_SIZE };
static const struct field mode_field = { 100, 8 };
static const struct field owner_field = { 108, 8 };
static const struct field group_field = { 116, 8 };
static const struct field size_field = { 124, 12 };
static const struct field modified_field = { 136, 12 };
static const struct field prefix_field = { 345, PREFIX_SIZE };

enum {
	TYPE_AT = 156,
	MAGIC_AT = 257
};

static const char magic[] = "ustar\0" /* version: */ "00";
#define MAGIC_LENGTH (sizeof(magic) - 1)

/* ---- names ---- */

bool archive_is_setting(struct slice name)
{
	return slice_is(name, ".gitignore") ||
	       slice_is(name, ".gitattributes") ||
	       slice_is(name, ".editorconfig");
}

static const char *check_part(struct slice part, bool is_last)
{
	if (part.length == 0)
		return "has an empty part in its path";
	if (slice_is(part, ".") || slice_is(part, ".."))
		return "leads out of the folder";
	if (part.text[0] == '.' && !(is_last && archive_is_setting(part)))
		return "is hidden, or in a hidden folder";
	return NULL;
}

static bool has_odd_character(struct slice name)
{
	for (size_t i = 0; i < name.length;) {
		uint32_t code_point;
		size_t length =
			utf8_decode(slice_from_offset(name, i), &code_point);
		if (length == 0 || utf8_is_control(code_point) ||
		    code_point == '\\')
			return true;
		i += length;
	}
	return false;
}

const char *archive_check_name(struct slice name)
{
	if (name.length == 0)
		return "has no name";
	if (name.length > ARCHIVE_NAME_MAX)
		return "has a name of more than 255 bytes";
	if (name.text[0] == '/')
		return "leads out of the folder";
	if (has_odd_character(name))
		return "has a control character or a backslash in its name";
	if (slice_is(name, sums_name))
		return "has the name of the list of sums";
	while (name.text != NULL) {
		struct slice rest;
		size_t cut = slice_find(name, '/');
		bool is_last = cut == name.length;
		struct slice part = slice_cut(name, '/', &rest);
		const char *reason = check_part(part, is_last);
		if (reason != NULL)
			return reason;
		if (is_last)
			return NULL;
		name = slice_from_offset(name, cut + 1);
	}
	return NULL;
}

static bool fail(struct archive_error *error, const char *reason,
		 struct slice member)
{
	*error = (struct archive_error){ reason, member };
	return false;
}

/* No name may be wrong, stand twice, or be another's folder. */
static bool check_names(struct arena *arena, const struct archive *archive,
			struct archive_error *error)
{
	struct intern names;

	intern_init(&names, arena, SEED);
	for (size_t i = 0; i < archive->count; i++) {
		struct slice name = slice_from(archive->files[i].name);
		const char *reason = archive_check_name(name);
		if (reason != NULL)
			return fail(error, reason, name);
		if (intern_find(&names, name) != INTERN_NONE)
			return fail(error, "is there twice", name);
		(void)intern_add(&names, name);
	}
	for (size_t i = 0; i < archive->count; i++) {
		struct slice name = slice_from(archive->files[i].name);
		for (size_t end = 1; end < name.length; end++) {
			struct slice folder = { name.text, end };
			if (name.text[end] == '/' &&
			    intern_find(&names, folder) != INTERN_NONE)
				return fail(error, "is a file and a folder",
					    folder);
		}
	}
	return true;
}

/* ---- printing ---- */

static void put_octal(char *block, const struct field *field, uint64_t value)
{
	for (size_t i = field->size - 1; i-- > 0;) {
		block[field->at + i] = (char)('0' + (value & 7));
		value >>= 3;
	}
}

static void put_text(char *block, const struct field *field, struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		block[field->at + i] = text.text[i];
}

/* Where the name is cut into prefix and name: the place of a slash, 0: it
 * fits whole, its length: it cannot be cut. */
static size_t find_cut(struct slice name)
{
	if (name.length <= NAME_SIZE)
		return 0;
	for (size_t i = name.length - NAME_SIZE - 1;
	     i <= PREFIX_SIZE && i < name.length; i++)
		if (name.text[i] == '/' && i > 0)
			return i;
	return name.length;
}

/* The sum of a header's bytes, those of the sum itself taken for blanks. */
static uint64_t sum_of(const char *block)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= SUM_AT && i < SUM_AT + SUM_SIZE
			       ? ' '
			       : (unsigned char)block[i];
	return sum;
}

static void print_file(struct text *text, const struct archive_file *file)
{
	char block[BLOCK] = { 0 };
	struct slice name = slice_from(file->name);
	size_t cut = find_cut(name);

	put_text(block, &name_field,
		 cut == 0 ? name : slice_from_offset(name, cut + 1));
	put_text(block, &prefix_field, (struct slice){ name.text, cut });
	put_octal(block, &mode_field, file->mode & MODE_BITS);
	put_octal(block, &owner_field, 0);
	put_octal(block, &group_field, 0);
	put_octal(block, &size_field, file->text.length);
	put_octal(block, &modified_field,
		  file->modified < 0 ? 0 : (uint64_t)file->modified);
	block[TYPE_AT] = '0';
	for (size_t i = 0; i < MAGIC_LENGTH; i++)
		block[MAGIC_AT + i] = magic[i];
	put_octal(block, &(struct field){ SUM_AT, SUM_SIZE - 1 },
		  sum_of(block));
	block[SUM_AT + SUM_SIZE - 1] = ' ';
	text_add_bytes(text, block, BLOCK);
	text_add_slice(text, file->text);
	text_add_repeat(text, '\0',
			(BLOCK - file->text.length % BLOCK) % BLOCK);
}

void archive_print_sums(struct text *text, const struct archive *archive)
{
	for (size_t i = 0; i < archive->count; i++) {
		char digest[DIGEST_TEXT_MAX];
		digest_print(archive->files[i].text, digest);
		text_add_format(text, "%s  %s\n", digest,
				archive->files[i].name);
	}
}

bool archive_print(struct text *text, const struct archive *archive,
		   struct archive_error *error)
{
	struct text sums;
	struct archive_file list = { .name = sums_name, .mode = 0600 };

	if (archive->count > ARCHIVE_FILES_MAX)
		return fail(error, "there are too many files",
			    (struct slice){ NULL, 0 });
	if (!check_names(text->arena, archive, error))
		return false;
	for (size_t i = 0; i < archive->count; i++) {
		struct slice name = slice_from(archive->files[i].name);
		if (find_cut(name) == name.length)
			return fail(error, "has too long a name", name);
	}
	text_init(&sums, text->arena);
	archive_print_sums(&sums, archive);
	list.text = text_slice(&sums);
	print_file(text, &list);
	for (size_t i = 0; i < archive->count; i++)
		print_file(text, &archive->files[i]);
	text_add_repeat(text, '\0', (size_t)2 * BLOCK);
	return true;
}

/* ---- reading ---- */

/* The octal number of a field, ended by a blank or NUL. */
static bool read_octal(const char *block, const struct field *field,
		       uint64_t *value)
{
	size_t i = 0;

	*value = 0;
	for (; i < field->size; i++) {
		char c = block[field->at + i];
		if (c < '0' || c > '7')
			break;
		*value = *value << 3 | (uint64_t)(c - '0');
	}
	return i > 0 && i < field->size &&
	       (block[field->at + i] == '\0' || block[field->at + i] == ' ');
}

/* The text of a field, up to its first NUL. */
static struct slice read_text(const char *block, const struct field *field)
{
	struct slice text = { block + field->at, field->size };

	return (struct slice){ text.text, slice_find(text, '\0') };
}

static bool is_zero(struct slice bytes)
{
	for (size_t i = 0; i < bytes.length; i++)
		if (bytes.text[i] != '\0')
			return false;
	return true;
}

/* One header; the file's text is still missing. */
static const char *read_header(struct arena *arena, const char *block,
			       struct archive_file *file, uint64_t *size)
{
	const struct field sum = { SUM_AT, SUM_SIZE };
	struct slice name = read_text(block, &name_field);
	struct slice prefix = read_text(block, &prefix_field);
	uint64_t said;
	uint64_t mode;
	uint64_t modified;

	if (memcmp(block + MAGIC_AT, magic, MAGIC_LENGTH) != 0)
		return "is no backup of pointbook";
	if (!read_octal(block, &sum, &said) || said != sum_of(block) ||
	    !read_octal(block, &mode_field, &mode) ||
	    !read_octal(block, &size_field, size) ||
	    !read_octal(block, &modified_field, &modified))
		return "is damaged";
	file->name =
		prefix.length == 0
			? arena_copy(arena, name.text, name.length)
			: arena_print(arena, "%.*s/%.*s", SLICE_ARGS(prefix),
				      SLICE_ARGS(name));
	file->mode = (uint32_t)(mode & MODE_BITS);
	file->modified = (int64_t)modified;
	if (block[TYPE_AT] != '0')
		return "is not a plain file";
	return NULL;
}

/* Takes the next file off *bytes. */
static bool read_file(struct arena *arena, struct slice *bytes,
		      struct archive_file *file, struct archive_error *error)
{
	uint64_t size;
	const char *reason = read_header(arena, bytes->text, file, &size);
	struct slice name = slice_from(file->name);

	if (reason != NULL)
		return fail(error, reason, name);
	*bytes = slice_from_offset(*bytes, BLOCK);
	if (size > bytes->length)
		return fail(error, "is cut short", name);
	size_t whole = ((size_t)size + BLOCK - 1) / BLOCK * BLOCK;
	if (whole > bytes->length)
		return fail(error, "is cut short", name);
	file->text = (struct slice){ bytes->text, (size_t)size };
	if (!is_zero(
		    (struct slice){ bytes->text + size, whole - (size_t)size }))
		return fail(error, "is damaged", name);
	*bytes = slice_from_offset(*bytes, whole);
	return true;
}

static bool read_files(struct arena *arena, struct slice bytes,
		       struct archive *archive, struct archive_error *error)
{
	const struct slice nothing = { NULL, 0 };
	size_t capacity = 0;

	while (bytes.length >= BLOCK &&
	       !is_zero((struct slice){ bytes.text, BLOCK })) {
		struct archive_file file = { .name = NULL };
		if (archive->count > ARCHIVE_FILES_MAX)
			return fail(error, "has too many files", nothing);
		if (!read_file(arena, &bytes, &file, error))
			return false;
		archive->files =
			arena_grow(arena, archive->files, archive->count + 1,
				   sizeof(*archive->files), &capacity);
		archive->files[archive->count++] = file;
	}
	if (bytes.length < (size_t)2 * BLOCK)
		return fail(error, "is cut short", nothing);
	if (bytes.length % BLOCK != 0 || !is_zero(bytes))
		return fail(error, "has something behind its end", nothing);
	return true;
}

/* The first file must be the sums of the others. */
static bool check_sums(struct arena *arena, const struct archive *archive,
		       struct slice sums, struct archive_error *error)
{
	for (size_t i = 0; i < archive->count; i++) {
		struct archive one = { &archive->files[i], 1 };
		struct text line;
		text_init(&line, arena);
		archive_print_sums(&line, &one);
		if (!slice_starts(sums, line.bytes))
			return fail(error, "does not have the sum it should",
				    slice_from(archive->files[i].name));
		sums = slice_from_offset(sums, line.length);
	}
	return sums.length == 0 ||
	       fail(error, "lacks files of its list of sums",
		    (struct slice){ NULL, 0 });
}

bool archive_read(struct arena *arena, struct slice bytes,
		  struct archive *archive, struct archive_error *error)
{
	const struct slice nothing = { NULL, 0 };
	struct slice sums;

	*archive = (struct archive){ NULL, 0 };
	*error = (struct archive_error){ NULL, nothing };
	if (bytes.length < BLOCK)
		return fail(error, "is no backup of pointbook", nothing);
	if (!read_files(arena, bytes, archive, error))
		return false;
	if (archive->count == 0 ||
	    !slice_is(slice_from(archive->files[0].name), sums_name))
		return fail(error, "is no backup of pointbook", nothing);
	sums = archive->files[0].text;
	archive->files++;
	archive->count--;
	return check_names(arena, archive, error) &&
	       check_sums(arena, archive, sums, error);
}

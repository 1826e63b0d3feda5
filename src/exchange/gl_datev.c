/*
 * A batch of bookings in DATEV's format: EXTF, version 700, category 21,
 * layout 13 with its 125 columns, in Windows-1252 with CRLF. One row is an
 * entry: account and counter-account, the amount always positive, S for a
 * debit of the account. The header says whose books they are, and when the
 * file was made: the last day of the period, so that it is the same again.
 */
#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/gl_layout.h"
#include "rules/program.h"

enum {
	ACCOUNT_MIN = 4, /* digits */
	ACCOUNT_MAX = 8,
	TEXT_MAX = 60 /* characters of a booking's text */
};

static bool takes_number(struct slice account)
{
	for (size_t i = 0; i < account.length; i++) {
		if (account.text[i] < '0' || account.text[i] > '9')
			return false;
	}
	return account.length >= ACCOUNT_MIN && account.length <= ACCOUNT_MAX;
}

/* ---- the fiscal year ---- */

/* The first day of the fiscal year that a day lies in. */
static struct day fiscal_year(const struct gl_export *export, struct day day)
{
	struct civil civil = day_civil(day);
	int month = export->program->accounting.datev.first_month;

	if (civil.month < month)
		civil.year--;
	civil.month = month;
	civil.day = 1;
	(void)day_from_civil(civil, &day);
	return day;
}

static struct day last_day(const struct gl_export *export)
{
	return export->periods[export->count - 1].to;
}

/* What the header needs. */
static const char *lacks(const struct gl_export *export)
{
	const struct datev *datev = &export->program->accounting.datev;
	struct day from = export->periods[0].from;

	if (datev->consultant == 0 || datev->client == 0)
		return "whose books are they? add 'datev: {consultant: NUMBER, "
		       "client: NUMBER}' under accounting in the rules";
	if (fiscal_year(export, from).number !=
	    fiscal_year(export, last_day(export)).number)
		return "a batch for DATEV lies within one fiscal year: give "
		       "the period, as -p 2026-10";
	return NULL;
}

/* ---- the columns ---- */

struct column_name {
	const char *name;
	const char *with; /* of columns that come in pairs, numbered */
	int times;
};

/* As the format names them. */
static const struct column_name columns[] = {
	{ "Umsatz (ohne Soll/Haben-Kz)", NULL, 1 },
	{ "Soll/Haben-Kennzeichen", NULL, 1 },
	{ "WKZ Umsatz", NULL, 1 },
	{ "Kurs", NULL, 1 },
	{ "Basis-Umsatz", NULL, 1 },
	{ "WKZ Basis-Umsatz", NULL, 1 },
	{ "Konto", NULL, 1 },
	{ "Gegenkonto (ohne BU-Schlüssel)", NULL, 1 },
	{ "BU-Schlüssel", NULL, 1 },
	{ "Belegdatum", NULL, 1 },
	{ "Belegfeld 1", NULL, 1 },
	{ "Belegfeld 2", NULL, 1 },
	{ "Skonto", NULL, 1 },
	{ "Buchungstext", NULL, 1 },
	{ "Postensperre", NULL, 1 },
	{ "Diverse Adressnummer", NULL, 1 },
	{ "Geschäftspartnerbank", NULL, 1 },
	{ "Sachverhalt", NULL, 1 },
	{ "Zinssperre", NULL, 1 },
	{ "Beleglink", NULL, 1 },
	{ "Beleginfo - Art", "Beleginfo - Inhalt", 8 },
	{ "KOST1 - Kostenstelle", NULL, 1 },
	{ "KOST2 - Kostenstelle", NULL, 1 },
	{ "Kost-Menge", NULL, 1 },
	{ "EU-Land u. UStID (Bestimmung)", NULL, 1 },
	{ "EU-Steuersatz (Bestimmung)", NULL, 1 },
	{ "Abw. Versteuerungsart", NULL, 1 },
	{ "Sachverhalt L+L", NULL, 1 },
	{ "Funktionsergänzung L+L", NULL, 1 },
	{ "BU 49 Hauptfunktionstyp", NULL, 1 },
	{ "BU 49 Hauptfunktionsnummer", NULL, 1 },
	{ "BU 49 Funktionsergänzung", NULL, 1 },
	{ "Zusatzinformation - Art", "Zusatzinformation- Inhalt", 20 },
	{ "Stück", NULL, 1 },
	{ "Gewicht", NULL, 1 },
	{ "Zahlweise", NULL, 1 },
	{ "Forderungsart", NULL, 1 },
	{ "Veranlagungsjahr", NULL, 1 },
	{ "Zugeordnete Fälligkeit", NULL, 1 },
	{ "Skontotyp", NULL, 1 },
	{ "Auftragsnummer", NULL, 1 },
	{ "Buchungstyp", NULL, 1 },
	{ "USt-Schlüssel (Anzahlungen)", NULL, 1 },
	{ "EU-Land (Anzahlungen)", NULL, 1 },
	{ "Sachverhalt L+L (Anzahlungen)", NULL, 1 },
	{ "EU-Steuersatz (Anzahlungen)", NULL, 1 },
	{ "Erlöskonto (Anzahlungen)", NULL, 1 },
	{ "Herkunft-Kz", NULL, 1 },
	{ "Buchungs GUID", NULL, 1 },
	{ "KOST-Datum", NULL, 1 },
	{ "SEPA-Mandatsreferenz", NULL, 1 },
	{ "Skontosperre", NULL, 1 },
	{ "Gesellschaftername", NULL, 1 },
	{ "Beteiligtennummer", NULL, 1 },
	{ "Identifikationsnummer", NULL, 1 },
	{ "Zeichnernummer", NULL, 1 },
	{ "Postensperre bis", NULL, 1 },
	{ "Bezeichnung SoBil-Sachverhalt", NULL, 1 },
	{ "Kennzeichen SoBil-Buchung", NULL, 1 },
	{ "Festschreibung", NULL, 1 },
	{ "Leistungsdatum", NULL, 1 },
	{ "Datum Zuord. Steuerperiode", NULL, 1 },
	{ "Fälligkeit", NULL, 1 },
	{ "Generalumkehr (GU)", NULL, 1 },
	{ "Steuersatz", NULL, 1 },
	{ "Land", NULL, 1 },
	{ "Abrechnungsreferenz", NULL, 1 },
	{ "BVV-Position", NULL, 1 },
	{ "EU-Land u. UStID (Ursprung)", NULL, 1 },
	{ "EU-Steuersatz (Ursprung)", NULL, 1 },
	{ "Abw. Skontokonto", NULL, 1 },
};

enum {
	COLUMNS_FILLED = 14, /* up to the text of the booking */
	COLUMN_FIXED = 114,  /* Festschreibung, from 1 */
	COLUMN_COUNT = 125
};

static void add_columns(struct text *text)
{
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
		const struct column_name *c = &columns[i];
		for (int n = 1; n <= c->times; n++) {
			if (i > 0)
				text_add_char(text, ';');
			if (c->with == NULL)
				text_add(text, c->name);
			else
				text_add_format(text, "%s %d;%s %d", c->name, n,
						c->with, n);
		}
	}
	text_add(text, "\r\n");
}

/* ---- the file ---- */

/* The longest account there is: they all have as many digits. */
static int account_length(const struct gl_export *export)
{
	size_t length = ACCOUNT_MIN;

	for (int i = 0; i < GL_ACCOUNTS; i++) {
		if (takes_number(export->accounts[i]) &&
		    export->accounts[i].length > length)
			length = export->accounts[i].length;
	}
	return (int)length;
}

static void add_header(const struct gl_export *export, struct text *text)
{
	const struct datev *datev = &export->program->accounting.datev;
	struct day from = export->periods[0].from;
	struct day to = last_day(export);

	text_add(text, "\"EXTF\";700;21;\"Buchungsstapel\";13;");
	gl_layout_day(text, to, "YMD");
	text_add_format(text, "000000000;;\"PB\";\"\";\"\";%d;%d;",
			datev->consultant, datev->client);
	gl_layout_day(text, fiscal_year(export, from), "YMD;");
	text_add_format(text, "%d;", account_length(export));
	gl_layout_day(text, from, "YMD;");
	gl_layout_day(text, to, "YMD;");
	text_add_format(text,
			"\"%s\";\"\";1;0;0;\"%s\";;\"\";;;\"\";;;\"\";\"\"\r\n",
			gl_layout_reference(export->arena, &export->periods[0]),
			gl_layout_currency(export));
}

/* A booking's text: quotes doubled, cut where it is too long. */
static void add_words(struct text *text, const char *words)
{
	struct slice rest = slice_from(words);
	uint32_t code_point;

	text_add_char(text, '"');
	for (int i = 0; i < TEXT_MAX && rest.length > 0; i++) {
		size_t length = utf8_decode(rest, &code_point);
		if (*rest.text == '"')
			text_add_char(text, '"');
		text_add_bytes(text, rest.text, length == 0 ? 1 : length);
		rest = slice_from_offset(rest, length == 0 ? 1 : length);
	}
	text_add_char(text, '"');
}

static void add_booking(const struct gl_export *export, struct text *text,
			const struct gl_posting *posting)
{
	size_t start = text->length;

	gl_layout_amount(export, text, posting->amount);
	for (size_t i = start; i < text->length; i++) {
		if (text->bytes[i] == '.')
			text->bytes[i] = ',';
	}
	text_add_format(text, ";\"S\";\"%s\";;;\"\";%.*s;%.*s;\"\";",
			gl_layout_currency(export), SLICE_ARGS(posting->debit),
			SLICE_ARGS(posting->credit));
	gl_layout_day(text, posting->day, "DM;");
	text_add_format(text, "\"%s\";\"\";;", posting->reference);
	add_words(text, posting->words);
	text_add_repeat(text, ';', COLUMN_FIXED - COLUMNS_FILLED);
	text_add_char(text, '0');
	text_add_repeat(text, ';', COLUMN_COUNT - COLUMN_FIXED);
	text_add(text, "\r\n");
}

/* As Windows-1252; what it does not have as a question mark. */
static void add_encoded(struct text *text, struct slice utf8)
{
	enum {
		EURO = 0x20ac,
		EURO_BYTE = 0x80
	};
	uint32_t code_point;

	while (utf8.length > 0) {
		size_t length = utf8_decode(utf8, &code_point);
		bool is_same = code_point < 0x80 ||
			       (code_point >= 0xa0 && code_point <= 0xff);
		if (length > 0 && is_same)
			text_add_char(text, (char)code_point);
		else
			text_add_char(text, length > 0 && code_point == EURO
						    ? (char)EURO_BYTE
						    : '?');
		utf8 = slice_from_offset(utf8, length == 0 ? 1 : length);
	}
}

static void write_datev(const struct gl_export *export, struct text *text)
{
	struct gl_posting posting;
	struct text utf8;

	text_init(&utf8, export->arena);
	add_header(export, &utf8);
	add_columns(&utf8);
	for (size_t p = 0; p < export->count; p++) {
		for (size_t i = 0; gl_layout_posting(export, p, i, &posting);
		     i++)
			add_booking(export, &utf8, &posting);
	}
	add_encoded(text, text_slice(&utf8));
}

const struct gl_layout gl_layout_datev = {
	.name = "datev",
	.takes = takes_number,
	.account = "a number of 4 to 8 digits",
	.lacks = lacks,
	.write = write_datev,
};

# Writes the events of the demo book (share/demo): two years of a café with two
# shops, a web shop and a bakery next door. Called by test/tools/demo-book.
#
# The same text comes out on every machine: the only chance is the generator
# chance() below, with a fixed seed, and all arithmetic stays below 2^53.
# Output, one event a line, for sort(1) and a second awk to put into files:
#   FILE <tab> DATE <tab> CLASS <tab> TIME <tab> NUMBER <tab> LINE
#
# Points are worked out here once more, by hand and apart from the program:
# lots by last usable day, levels by spend of twelve months, the rules of the
# two rules files. `pointbook check` on the result compares the two.

# --- chance and days ----------------------------------------------------------

function chance(n) { # 0 .. n-1
	SEED = (SEED * 16807) % 2147483647
	return int(SEED / 2147483647 * n)
}

function day_number(y, m, d,    a) {
	if (m <= 2) {
		y--
		m += 12
	}
	a = int(y / 100)
	return 365 * y + int(y / 4) - a + int(a / 4) + int((153 * m - 457) / 5) + d - 306
}

function day_split(n,    z, a, b, c) { # sets Y, M, D
	z = n + 306
	a = int((z * 100 - 25) / 3652425)
	b = a - int(a / 4)
	Y = int((100 * b + z * 100 - 25) / 36525)
	c = b + z - 365 * Y - int(Y / 4)
	M = int((5 * c + 456) / 153)
	D = c - int((153 * M - 457) / 5)
	if (M > 12) {
		Y++
		M -= 12
	}
}

function day_text(n) {
	if (!(n in DAY_TEXT)) {
		day_split(n)
		DAY_TEXT[n] = sprintf("%04d-%02d-%02d", Y, M, D)
	}
	return DAY_TEXT[n]
}

function month_length(y, m) {
	if (m == 2)
		return (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : 28
	return (m == 4 || m == 6 || m == 9 || m == 11) ? 30 : 31
}

function add_months(n, months,    y, m, d) { # clamped to the month's end
	day_split(n)
	d = D
	m = Y * 12 + M - 1 + months
	y = int(m / 12)
	m = m % 12 + 1
	if (d > month_length(y, m))
		d = month_length(y, m)
	return day_number(y, m, d)
}

function month_end(n) {
	day_split(n)
	return day_number(Y, M, month_length(Y, M))
}

function weekday(n) { # 1 is Monday
	return (n + 6) % 7 + 1
}

function parse_day(text) {
	return day_number(substr(text, 1, 4) + 0, substr(text, 6, 2) + 0, substr(text, 9, 2) + 0)
}

function clock(minute) {
	return sprintf("%02d:%02d", int(minute / 60), minute % 60)
}

# --- writing ------------------------------------------------------------------

function emit_to(file, day, class, minute, text,    stamp) {
	stamp = day_text(day) (minute >= 0 ? "T" clock(minute) : "")
	printf "%s\t%s\t%d\t%s\t%06d\t%s %s\n", file, day_text(day), class,
		(minute >= 0 ? clock(minute) : ""), ++EMITTED, stamp, text
}

function emit(day, class, minute, text,    t) {
	t = day_text(day)
	emit_to(substr(t, 1, 4) "/" substr(t, 6, 2) ".points", day, class, minute, text)
}

function emit_private(day, minute, text) {
	emit_to("members.points", day, 7, minute, text)
}

function money(cents) {
	return sprintf("%d.%02d", int(cents / 100), cents % 100)
}

function signed(points) {
	return points < 0 ? "" points : "+" points
}

# Points and stamps as a line writes them: "+12", "+12 +1 stamp", "+0".
function both(points, stamps) {
	if (stamps == 0)
		return signed(points)
	if (points == 0)
		return signed(stamps) " stamp"
	return signed(points) " " signed(stamps) " stamp"
}

# --- lots ---------------------------------------------------------------------
# A lot is named "member unit number"; unit is point or stamp.

function credit(member, unit, points, usable, last, earned,    key, lot, due, part) {
	key = member " " unit
	lot = key " " ++LOTS[key]
	LOT_EARNED[lot] = earned
	LOT_FROM[lot] = usable
	LOT_LAST[lot] = last
	LOT_REST[lot] = points
	if (DEFICIT[key] > 0) {
		part = DEFICIT[key] < points ? DEFICIT[key] : points
		LOT_REST[lot] -= part
		DEFICIT[key] -= part
	}
	if (last != NEVER)
		ENDING[last] = ENDING[last] lot "|"
	BALANCE[key] += points
	TOTAL[unit] += points
	return lot
}

# The lot that a debit takes next: usable, soonest last day, then oldest.
function next_lot(key, day,    i, lot, best) {
	best = ""
	for (i = 1; i <= LOTS[key]; i++) {
		lot = key " " i
		if (LOT_REST[lot] <= 0 || LOT_FROM[lot] > day)
			continue
		if (best == "" || LOT_LAST[lot] < LOT_LAST[best] ||
		    (LOT_LAST[lot] == LOT_LAST[best] && LOT_EARNED[lot] < LOT_EARNED[best]))
			best = lot
	}
	return best
}

# Takes points from the lots; what they do not hold becomes a deficit. Gives
# back "lot=points|…" for give_back.
function debit(member, unit, points, day,    key, lot, part, taken, rest) {
	key = member " " unit
	rest = points
	taken = ""
	while (rest > 0 && (lot = next_lot(key, day)) != "") {
		part = LOT_REST[lot] < rest ? LOT_REST[lot] : rest
		LOT_REST[lot] -= part
		rest -= part
		taken = taken lot "=" part "|"
	}
	DEFICIT[key] += rest
	BALANCE[key] -= points
	TOTAL[unit] -= points
	return taken
}

function give_back(taken, day,    n, list, i, at, lot, part, key, parts) {
	n = split(taken, list, "|")
	for (i = 1; i < n; i++) {
		at = index(list[i], "=")
		lot = substr(list[i], 1, at - 1)
		part = substr(list[i], at + 1) + 0
		split(lot, parts, " ")
		key = parts[1] " " parts[2]
		BALANCE[key] += part
		TOTAL[parts[2]] += part
		if (LOT_LAST[lot] < day) {
			BALANCE[key] -= part
			TOTAL[parts[2]] -= part
		} else
			LOT_REST[lot] += part
	}
}

function available(member, unit, day,    key, i, lot, sum) {
	key = member " " unit
	sum = 0
	for (i = 1; i <= LOTS[key]; i++) {
		lot = key " " i
		if (LOT_FROM[lot] <= day)
			sum += LOT_REST[lot]
	}
	return sum - DEFICIT[key]
}

# Expiry at the start of a day of what was usable until the day before.
function expire_lots(day,    n, list, i, lot, parts, key, gone, order, j) {
	if (!((day - 1) in ENDING))
		return
	n = split(ENDING[day - 1], list, "|")
	order = ""
	for (i = 1; i < n; i++) {
		lot = list[i]
		if (LOT_REST[lot] <= 0)
			continue
		split(lot, parts, " ")
		key = parts[1] " " parts[2]
		BALANCE[key] -= LOT_REST[lot]
		TOTAL[parts[2]] -= LOT_REST[lot]
		if (!(key in gone))
			order = order key "|"
		gone[key] += LOT_REST[lot]
		LOT_REST[lot] = 0
	}
	n = split(order, list, "|")
	for (i = 1; i < n; i++) {
		split(list[i], parts, " ")
		if (day < UNRECORDED)
			emit(day, 1, -1, "expire " parts[1] " " signed(-gone[list[i]]) \
				(parts[2] == "point" ? "" : " " parts[2]) \
				" ^expire-" parts[1] "-" parts[2] "-" day_text(day))
	}
	for (key in gone)
		delete gone[key]
}

# The last usable day of points earned on a day at a level.
function last_day(unit, day, level) {
	if (unit == "stamp")
		return day < SECOND_RULES ? NEVER : add_months(day, 12)
	return month_end(add_months(day, level == 2 ? 24 : 12))
}

# --- levels -------------------------------------------------------------------

function threshold(level, day) {
	if (level == 0)
		return 0
	if (day < SECOND_RULES)
		return level == 1 ? 15000 : 40000
	return level == 1 ? 18000 : 48000
}

function spend_of_year(member) {
	return YEARS_SPEND[member] + 0
}

# What was spent counts until twelve months later; what a refund takes back
# leaves with the sale it belongs to.
function spend(member, counted, cents, today,    end) {
	end = add_months(counted, 12)
	if (end <= today)
		return
	YEARS_SPEND[member] += cents
	GOING[end] = GOING[end] member " " cents "|"
	SPENDS[member]++
	SPEND_DAY[member, SPENDS[member]] = counted
	SPEND[member, SPENDS[member]] = cents
}

function level_for(metric, day) {
	return metric >= threshold(2, day) ? 2 : metric >= threshold(1, day) ? 1 : 0
}

# A level is held for a year and 30 days, and longer where its threshold is
# reached anew; then the spend decides, one step down at most.
function hold_level(m, day,    want, over) {
	want = level_for(spend_of_year(m), day)
	over = HELD[m] > 0 && HELD_END[m] <= day
	if (want > HELD[m] || (want == HELD[m] && (over || BELOW[m]))) {
		HELD[m] = want
		HELD_END[m] = add_months(day, 12) + 30
	} else if (over) {
		HELD[m]--
		HELD_END[m] = add_months(day, 12) + 30
		DOWNGRADES++
	}
	BELOW[m] = want < HELD[m]
}

# Levels at the start of a day, from the spend to the close of the day before.
function settle_levels(day,    i, n, list, part, m, level) {
	n = split(GOING[day], list, "|")
	for (i = 1; i < n; i++) {
		split(list[i], part, " ")
		YEARS_SPEND[part[1]] -= part[2]
	}
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (!(m in JOINED) || (m in MERGED))
			continue
		hold_level(m, day)
		level = HELD[m]
		if (m == GUEST && day <= GUEST_UNTIL)
			level = 2
		if (level > LEVEL[m] && ACTIVE[m])
			bonus(m, day, "tier-up", 25, month_end(add_months(day, level == 2 ? 24 : 12)),
				"tier-up-" LEVEL_NAME[level] "-" day_text(day) "-" m, "")
		LEVEL[m] = level
	}
}

# --- bonuses ------------------------------------------------------------------

function bonus(member, day, action, points, last, reference, attributes) {
	emit(day, 3, -1, "bonus " member " " action " " signed(points) attributes " ^" reference)
	return credit(member, "point", points, day, last, day)
}

function birthdays_and_years(day,    i, m, t, md) {
	t = day_text(day)
	md = substr(t, 6)
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (!ACTIVE[m])
			continue
		if (BIRTHDAY[m] == md || (BIRTHDAY[m] == "02-29" && md == "02-28" &&
		    month_length(substr(t, 1, 4) + 0, 2) == 28))
			bonus(m, day, "birthday", day < SECOND_RULES ? 50 : 60, day + 30,
				"birthday-" substr(t, 1, 4) "-" m, "")
		if (day > JOINED[m] && substr(day_text(JOINED[m]), 6) == md)
			bonus(m, day, "anniversary", 25, last_day("point", day, LEVEL[m]),
				"anniversary-" substr(t, 1, 4) "-" m, "")
	}
}

# --- people -------------------------------------------------------------------

function ascii(text) {
	text = tolower(text)
	gsub(/Ä|ä|æ/, "ae", text)
	gsub(/Ö|ö|Ø|ø/, "oe", text)
	gsub(/Ü|ü/, "ue", text)
	gsub(/ß/, "ss", text)
	gsub(/Á|á|à|â|ã|å|Å|ą|ă|ạ/, "a", text)
	gsub(/É|é|è|ê|ë|ę|ế|ễ/, "e", text)
	gsub(/Í|í|ì|î|ï|ı|İ/, "i", text)
	gsub(/Ó|ó|ò|ô|õ/, "o", text)
	gsub(/ú|ù|û|ů|ư/, "u", text)
	gsub(/ý/, "y", text)
	gsub(/Ç|ç|č|Č|ć/, "c", text)
	gsub(/ğ/, "g", text)
	gsub(/Ł|ł/, "l", text)
	gsub(/ñ|ń|ň/, "n", text)
	gsub(/ř/, "r", text)
	gsub(/Ş|ş|š|Š|ś|Ś/, "s", text)
	gsub(/ž|Ž|ż|Ż|ź/, "z", text)
	gsub(/đ|Đ/, "d", text)
	gsub(/[^a-z]/, "", text)
	return text
}

function name_setup(    i, n, first, last) {
	# Given names and surnames a country; nobody in particular.
	n = 0
	FIRST[++n] = "Anna Jürgen Katharina Lukas Greta Matthias Heike Jonas Frieda Uwe Sabine Moritz"
	LAST[n] = "Schäfer Vogel Krüger Brandt Lindner Weiß Hofmann Kaiser Böhm Sommer"
	FIRST[++n] = "Giulia Marco Chiara Matteo Francesca Davide Elisa Nicolò"
	LAST[n] = "Ferraro Conti Bianchi Marchetti Gallo Rinaldi Fontana"
	FIRST[++n] = "Elif Mehmet Zeynep Emre Ayşe Burak Gülsüm Çağrı"
	LAST[n] = "Yıldız Kaya Öztürk Şahin Aydın Doğan Çelik"
	FIRST[++n] = "Agnieszka Paweł Zofia Łukasz Małgorzata Krzysztof Ewa"
	LAST[n] = "Nowak Wiśniewska Zieliński Dąbrowska Wójcik Mazur"
	FIRST[++n] = "Camille Étienne Manon Benoît Hélène Thibault Zoé"
	LAST[n] = "Lefèvre Moreau Girard Chevalier Rousseau Perrin"
	FIRST[++n] = "Lucía Javier Inés Álvaro Carmen Íñigo Marta"
	LAST[n] = "Núñez Ortega Iglesias Peña Castaño Vidal"
	FIRST[++n] = "Priya Arjun Ananya Rohan Meera Vikram Divya"
	LAST[n] = "Sharma Iyer Banerjee Kulkarni Reddy Menon"
	FIRST[++n] = "Aoife Ciarán Niamh Seán Róisín Declan Orla"
	LAST[n] = "O'Brien Gallagher Byrne Doyle Keane Walsh"
	FIRST[++n] = "Eleni Giorgos Katerina Nikos Dimitra Stavros"
	LAST[n] = "Papadaki Vlachos Economou Karras Laskaris"
	FIRST[++n] = "Oksana Taras Iryna Bohdan Kateryna Dmytro"
	LAST[n] = "Kovalenko Shevchuk Bondar Lysenko Melnyk"
	FIRST[++n] = "Yuki Haruto Sakura Kenji Aiko Ren"
	LAST[n] = "Tanaka Kobayashi Mori Ishikawa Hayashi"
	FIRST[++n] = "Beatriz João Larissa Thiago Conceição Rafael"
	LAST[n] = "Gonçalves Araújo Teixeira Moura Simões"
	FIRST[++n] = "Freja Mikkel Astrid Søren Ida Rasmus"
	LAST[n] = "Østergaard Kjær Lund Mørk Dahl"
	FIRST[++n] = "Amara Chidi Ngozi Kofi Abena Tunde"
	LAST[n] = "Okafor Mensah Adeyemi Boateng Eze"
	FIRST[++n] = "Grace Oliver Hannah Callum Eleanor Rhys"
	LAST[n] = "Whitfield Ashworth Penrose Llewellyn Harcourt Finch"
	FIRST[++n] = "Jana Tomáš Eliška Ondřej Markéta Vojtěch"
	LAST[n] = "Dvořák Procházka Novotný Černý Šimek"
	COUNTRIES = n
}

function pick(list,    n, words) {
	n = split(list, words, " ")
	return words[1 + chance(n)]
}

# One of several phrases whose blanks are written as hyphens.
function phrase(list,    text) {
	text = pick(list)
	gsub(/-/, " ", text)
	return text
}

function person(i,    m, c, first, last, name) {
	m = sprintf("M%04d", i)
	ID[i] = m
	do {
		c = chance(3) == 0 ? 1 : 1 + chance(COUNTRIES)
		first = pick(FIRST[c])
		last = pick(LAST[c])
		name = first " " last
		if (i in STAFF) {
			name = STAFF[i]
			first = name
			sub(/ .*/, "", first)
			last = substr(name, length(first) + 2)
		}
	} while (name in NAMED)
	NAMED[name] = 1
	NAME[m] = name
	EMAIL[m] = chance(10) < 8 ? ascii(first) "." ascii(last) "@example.org" : ""
	PHONE[m] = ""
	if (chance(10) < 6)
		PHONE[m] = sprintf(c == 15 ? "+44 7700 900%03d" : i % 3 ? "+49 30 23125%03d" : "+49 69 90009%03d", i)
	CARD[m] = chance(10) < 5 ? sprintf("4000%05d", 271 * i % 100000) : ""
	BIRTHDAY[m] = ""
	if (chance(10) < 6) {
		day_split(day_number(2024, 1, 1) + chance(366))
		BIRTHDAY[m] = sprintf("%02d-%02d", M, D)
		if (BIRTHDAY[m] == "11-01" || BIRTHDAY[m] == "11-21" || BIRTHDAY[m] == "11-22")
			BIRTHDAY[m] = "11-26"
		YEAR[m] = chance(3) == 0 ? 1948 + chance(58) : ""
	}
	# How often they come, in visits of 10,000 days; most come rarely.
	c = chance(100)
	RATE[m] = c < 8 ? 2100 + chance(1200) : c < 32 ? 650 + chance(800) : 80 + chance(380)
	TASTE[m] = chance(100)
	HOME[m] = chance(100) < 62 ? "north" : "south"
	SAVER[m] = chance(100) < 34
	if (i == REGULAR) { # whom the manual's examples look at
		RATE[m] = 2300
		TASTE[m] = 40
		HOME[m] = "north"
		SAVER[m] = 1
		PHONE[m] = "+49 30 23125120"
		BIRTHDAY[m] = "05-17"
	}
}

function enrol(i, day, minute, by,    m) {
	m = ID[i]
	emit(day, 2, minute, "join " m (by != "" ? " referred-by:" by : "") \
		" store:" HOME[m])
	JOINED[m] = day
	ACTIVE[m] = 1
	LEVEL[m] = HELD[m] = BELOW[m] = 0
	REFERRER[m] = by
	if (day > FIRST_DAY)
		bonus(m, day, "signup", 50, last_day("point", day, 0), "welcome-" m, "")
	LEAVES[m] = day + 20 + chance(20) + pick(STAYS)
	if (i == REGULAR)
		LEAVES[m] = LAST_DAY + 1
}

function profiles(    i, m, line) {
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (!(m in JOINED) || (m in FORGOTTEN))
			continue
		line = "profile " m " \"" NAME[m] "\""
		if (EMAIL[m] != "")
			line = line " email:" EMAIL[m]
		if (PHONE[m] != "")
			line = line " phone:\"" PHONE[m] "\""
		if (CARD[m] != "")
			line = line " card:" CARD[m]
		if (BIRTHDAY[m] != "")
			line = line " birthday:" (YEAR[m] != "" ? YEAR[m] "-" : "") BIRTHDAY[m]
		if (i % 41 == 7)
			line = line " address:\"" (3 + i % 90) " " pick("Linden Kastanien Mühlen Garten") "weg, Berlin\""
		if (i % 53 == 9)
			line = line " alias:" ascii(NAME[m])
		printf "members.points\t0\t0\t\t%06d\t%s\n", i, line
	}
}

# --- at the till --------------------------------------------------------------

function goods_setup(    n, list, i, parts) {
	n = split("ESPRESSO:220:coffee CAPPUCCINO:320:coffee FLAT-WHITE:340:coffee LATTE:360:coffee " \
		"FILTER:280:coffee CHAI:350:tea GREEN-TEA:290:tea CROISSANT:240:cake CINNAMON-ROLL:310:cake " \
		"BANANA-BREAD:380:cake BEANS-250:950:beans BEANS-500:1750:beans BEANS-1000:3200:beans " \
		"FILTERS-100:450:goods CUP:1400:goods GRINDER:7900:goods SOURDOUGH:520:bread PRETZEL:160:bread", list, " ")
	for (i = 1; i <= n; i++) {
		split(list[i], parts, ":")
		PRICE[parts[1]] = parts[2]
		SORT[parts[1]] = parts[3]
	}
}

# Puts an item into the basket: BASKET, SUM, COFFEES, BEANS.
function add_item(sku, quantity, day,    amount) {
	amount = quantity * (PRICE[sku] + (day >= SECOND_RULES && PRICE[sku] < 500 ? 20 : 0))
	BASKET = BASKET " item:" sku ":" quantity ":" money(amount)
	SUM += amount
	if (SORT[sku] == "coffee")
		COFFEES += quantity
	if (SORT[sku] == "beans")
		BEANS += amount
}

function fill_basket(m, day, place,    c) {
	BASKET = ""
	SUM = COFFEES = BEANS = 0
	if (place == "web") {
		add_item(pick("BEANS-250 BEANS-500 BEANS-1000"), 1 + chance(2), day)
		if (chance(4) == 0)
			add_item("FILTERS-100", 1, day)
		return
	}
	if (place == "bakery") {
		add_item("SOURDOUGH", 1, day)
		if (chance(2) == 0)
			add_item("PRETZEL", 1 + chance(4), day)
		return
	}
	if (TASTE[m] < 14)
		add_item(pick("CHAI GREEN-TEA"), 1 + (chance(6) == 0), day)
	else
		add_item(pick("ESPRESSO CAPPUCCINO FLAT-WHITE LATTE FILTER CAPPUCCINO"), 1 + (chance(4) == 0), day)
	if (chance(100) < 35)
		add_item(pick("CROISSANT CINNAMON-ROLL BANANA-BREAD"), 1 + (chance(5) == 0), day)
	if (chance(100) < 9)
		add_item(pick("BEANS-250 BEANS-250 BEANS-500"), 1, day)
	c = chance(1000)
	if (c < 12)
		add_item("CUP", 1, day)
	else if (c < 15)
		add_item("GRINDER", 1, day)
}

function receipt(place, till) {
	if (place == "web")
		return sprintf("WEB-%d", ++RECEIPT[place])
	if (place == "bakery")
		return sprintf("BK-%d", ++RECEIPT[place])
	RECEIPT[till] += 1 + chance(2)
	return sprintf("%s-%d", toupper(till), RECEIPT[till])
}

# The points of a sale by the rules of its day (all money in cents).
function points_of(m, day, minute, place, basis, beans, advent,    hundredths, factor) {
	hundredths = basis + 100 * (day < SECOND_RULES ? 5 : 8) * int(beans / 1000)
	if (advent && basis >= 1000)
		hundredths += 1000
	factor = 100
	if (weekday(day) == 2 && minute >= 840 && minute < 1020 && (place == "north" || place == "south")) {
		if (day >= parse_day("2025-03-01") && day <= parse_day("2025-05-31"))
			factor = 200
		if (day >= parse_day("2026-10-01") && place == "north")
			factor = 200
	}
	factor *= LEVEL[m] == 2 ? 150 : LEVEL[m] == 1 ? (day < SECOND_RULES ? 125 : 120) : 100
	return int(hundredths * factor / 1000000)
}

function stamps_of(m, day, place, coffees,    left) {
	if (place == "south")
		return 1
	if (place != "north")
		return 0
	left = 6 - CUPS[m, day]
	return coffees < left ? coffees : left
}

# One sale; the points paid with (0: none) are spent by a redeem line.
function sale(m, day, minute,    place, till, cents, ref, line, points, stamps, c, advent, gift, ship, off, paid, pay, late) {
	c = chance(1000)
	place = c < 45 ? "web" : c < 105 ? "bakery" : c < 870 ? HOME[m] : (HOME[m] == "north" ? "south" : "north")
	till = place == "north" ? (chance(3) ? "n1" : "n2") : place == "south" ? "s1" : ""
	fill_basket(m, day, place)
	cents = SUM
	gift = ship = off = paid = pay = late = 0
	line = ""
	if (place == "web") {
		ship = SUM >= 5000 ? 0 : 490
		cents += ship
	}
	if (place == "south") { # that till does not say what was sold
		BASKET = ""
		BEANS = COFFEES = 0
	} else if (place == "north" && chance(100) < 2) {
		off = int(SUM / 10)
		cents -= off
	} else if (place == "north" && chance(100) < 1 && BEANS == 0) {
		gift = 1000 * (1 + chance(5))
		cents += gift
	} else if (BEANS == 0 && COFFEES == 0 && day > PAYING_FROM && chance(100) < 30 &&
	           (place == "north" || place == "bakery") && available(m, "point", day - 1) >= 60) {
		pay = 10 * int((SUM / 2) / 50)
		if (pay > int(available(m, "point", day - 1) / 10) * 10)
			pay = int(available(m, "point", day - 1) / 10) * 10
		if (pay < 50)
			pay = 0
		paid = pay * 5
	}
	advent = !pay && day >= parse_day("2025-12-01") && day <= parse_day("2025-12-24") && place == "north" && chance(3) == 0
	ref = receipt(place, till)
	points = points_of(m, day, minute, place, cents - ship - gift - paid, BEANS, advent)
	stamps = stamps_of(m, day, place, place == "south" ? 1 : COFFEES)
	CUPS[m, day] += COFFEES
	if (day >= FIVES_FROM)
		points += fifth_visit(m, day)
	if (chance(5) == 0 && place != "south")
		line = line " tax:" money(int((cents - gift) * 19 / 119 + 0.5))
	if (ship)
		line = line " shipping:" money(ship)
	if (off)
		line = line " discount:" money(off)
	if (gift)
		line = line " gift-card:" money(gift)
	if (place != "web")
		line = line " store:" place
	if (till != "")
		line = line " till:" till
	if (place == "web")
		line = line " channel:web"
	if (advent)
		line = line " campaign:advent"
	if (place == "bakery")
		line = line " partner:bakery"
	if (place == "bakery" && !pay && LEVEL[m] == 0 && chance(6) == 0 && substr(day_text(day), 9) > "04") {
		late = 1
		line = line " sold:" day_text(day - 2)
	}
	if (place == "south" && chance(300) == 0 && OVERRIDES < 2) {
		OVERRIDES++
		points += 5
		line = line " override:\"till was off, card stamped by hand\""
	}
	line = line BASKET
	emit(day, 3, minute, "purchase " m " " money(cents) " EUR " both(points, stamps) line " ^" ref)
	LAST_SALE[m] = day
	SALE_MINUTE[m] = minute
	SALE_LOT[m] = credit(m, "point", points, day, last_day("point", day, LEVEL[m]), day)
	SALE_STAMP_LOT[m] = stamps ? credit(m, "stamp", stamps, day, last_day("stamp", day, LEVEL[m]), day) : ""
	spend(m, day, cents, day)
	if (pay) {
		emit(day, 5, minute, "redeem " m " pay " signed(-pay) " " money(paid) " EUR on:" ref " store:" place " ^R-" ++REDEMPTIONS)
		LATER[++LATERS] = m " " pay
	}
	SALES++
	remember(m, day, ref, cents, points, stamps, place, pay + gift + ship + off + late)
	if (place == "north" && !(pay + gift + off) && CUPS[m, day] <= 3 && day < FIVES_FROM && chance(300) == 0)
		ring_twice(m, day, line, minute, points, stamps, cents, till)
	if (REFERRER[m] != "" && !(m in REWARDED) && ACTIVE[REFERRER[m]] &&
	    cents >= 1000 && day - JOINED[m] <= 90)
		reward_referral(m, day, ref)
}

function fifth_visit(m, day,    month) {
	month = substr(day_text(day), 1, 7)
	return ++VISITS_IN[m, month] % 5 == 0 ? 50 : 0
}

function reward_referral(m, day, ref,    by) {
	by = REFERRER[m]
	REWARDED[m] = 1
	REWARDED_BY[m] = ref
	bonus(by, day, "referral", day < SECOND_RULES ? 150 : 200, last_day("point", day, LEVEL[by]),
		"referral-" by "-" m, " for:" m " of:" ref)
	bonus(m, day, "referral", day < SECOND_RULES ? 75 : 100, last_day("point", day, LEVEL[m]),
		"referral-" m "-" by, " for:" by " of:" ref)
}

# The newest sale of a member, if it is one that later lines may speak of: no
# points, gift cards, shipping or discounts in it.
function remember(m, day, ref, cents, points, stamps, place, special) {
	SALE_DAY[m] = special ? 0 : day
	SALE_REF[m] = ref
	SALE_CENTS[m] = cents
	SALE_POINTS[m] = points
	SALE_STAMPS[m] = stamps
	SALE_PLACE[m] = place
}

# --- rewards ------------------------------------------------------------------

function redeem(m, day, reward, unit, cost, minute,    ref) {
	ref = "R-" ++REDEMPTIONS
	emit(day, 5, minute, "redeem " m " " reward " " signed(-cost) (unit == "stamp" ? " stamp" : "") \
		" store:" HOME[m] " staff:" pick("ben ines rosa") " ^" ref)
	TAKEN[ref] = debit(m, unit, cost, day)
	return ref
}

function spend_points(m, day, minute,    have, c, ref) {
	if (available(m, "stamp", day) >= 10 && chance(100) < 60)
		redeem(m, day, "free-eleventh", "stamp", 10, minute)
	have = available(m, "point", day)
	c = chance(100)
	if (SAVER[m]) {
		if (have >= 600 && c < 25)
			ask(m, day, "barista-course", 600)
		else if (have >= 400 && LEVEL[m] == 2 && c < 60 && tasting_open(day))
			ask(m, day, "tasting", 400)
		else if (have >= 300 && c < 20 && MUGS > 2 && TASTE[m] < 70) {
			MUGS--
			ask(m, day, "mug", 300)
		}
		return
	}
	if (have >= 300 && c < 24 && MUGS > 2) {
		MUGS--
		ask(m, day, "mug", 300)
	} else if (have >= 200 && c < 18)
		redeem(m, day, "trees", "point", 200, minute)
	else if (have >= 150 && c < 26)
		redeem(m, day, "ten-off", "point", 150, minute)
	else if (have >= 100 && c < 44) {
		ref = redeem(m, day, "free-coffee", "point", 100, minute)
		if (chance(40) == 0) {
			emit(day, 5, -1, "cancel " ref " \"" phrase("rang-up-twice wrong-card changed-her-mind") "\"")
			give_back(TAKEN[ref], day)
		}
	} else if (have >= 60 && c < 48)
		redeem(m, day, "desk-day", "point", 60, minute)
}

function tasting_open(day,    t) {
	t = day_text(day)
	return (t >= "2025-05-01" && t <= "2025-05-31") || (t >= "2026-10-15" && t <= "2026-11-30")
}

# A request, with what becomes of it in the days after.
function ask(m, day, reward, cost,    ref, c, later) {
	ref = "R-" ++REDEMPTIONS
	emit(day, 5, -1, "request " m " " reward " " signed(-cost) " staff:" pick("ben ines") " ^" ref)
	TAKEN[ref] = debit(m, "point", cost, day)
	BALANCE[m " point"] += cost
	TOTAL["point"] += cost
	ASKED[ref] = m " " cost
	PENDING[m]++
	c = 7 * ++ASKS % 100
	later = day + 1 + chance(3)
	if (c < 80) {
		step(later, "approve", ref, " staff:rosa")
		step(later + 1 + chance(6), "fulfil", ref, "")
	} else if (c < 87)
		step(later, "reject", ref, " \"" phrase("asked-twice wants-the-course-instead nobody-came") "\"")
	else if (c < 95)
		step(later + 1, "cancel", ref, " \"member called\"")
	else
		step(day + 31, "lapse", ref, "")
}

# In the last days: requests that are still open, some of them approved. Who
# has not enough for a mug reserves a desk.
function ask_late(day,    i, m, ref, reward, cost) {
	for (i = 1 + chance(120); i <= MEMBERS; i++) {
		m = ID[i]
		if (!ACTIVE[m] || PENDING[m] || day - LAST_SALE[m] > 60 || available(m, "point", day) < 60)
			continue
		reward = available(m, "point", day) < 300 ? "desk-day" : "mug"
		cost = reward == "mug" ? 300 : 60
		ref = "R-" ++REDEMPTIONS
		emit(day, 5, -1, "request " m " " reward " " signed(-cost) " staff:" pick("ben ines") " ^" ref)
		debit(m, "point", cost, day)
		BALANCE[m " point"] += cost
		TOTAL["point"] += cost
		PENDING[m]++
		if (day % 2)
			emit(day + 1, 5, -1, "approve " ref " staff:rosa")
		return
	}
}

function step(day, word, ref, rest) {
	if (day <= LAST_DAY)
		STEPS[day] = STEPS[day] word "|" ref "|" rest "\n"
}

function do_steps(day, words,    n, list, i, part, who) {
	n = split(STEPS[day], list, "\n")
	for (i = 1; i < n; i++) {
		split(list[i], part, "|")
		if (index(words, part[1]) == 0)
			continue
		split(ASKED[part[2]], who, " ")
		if (part[1] == "fulfil" || part[1] == "approve")
			emit(day, 5, -1, part[1] " " part[2] part[3])
		if (part[1] == "fulfil") {
			BALANCE[who[1] " point"] -= who[2]
			TOTAL["point"] -= who[2]
			PENDING[who[1]]--
		}
		if (part[1] == "reject" || part[1] == "cancel" || part[1] == "lapse") {
			if (part[1] != "lapse")
				emit(day, 5, -1, part[1] " " part[2] part[3])
			BALANCE[who[1] " point"] -= who[2]
			TOTAL["point"] -= who[2]
			give_back(TAKEN[part[2]], day)
			PENDING[who[1]]--
		}
	}
}

# --- corrections and other rare lines -----------------------------------------

# Goods come back some days after the sale: the whole sale or a part of it.
function refund(m, day, cents,    points, stamps) {
	points = int(SALE_POINTS[m] * cents / SALE_CENTS[m])
	stamps = int(SALE_STAMPS[m] * cents / SALE_CENTS[m])
	emit(day, 6, -1, "refund " m " " money(cents) " EUR " both(-points, -stamps) \
		" of:" SALE_REF[m] " store:" (SALE_PLACE[m] == "web" ? "north" : SALE_PLACE[m]) \
		" staff:" pick("ben ines") " ^" SALE_REF[m] "/refund")
	undo_sale(m, day, cents, points, stamps)
	REFUNDS++
}

# Takes back (part of) the newest sale: from its own lots first, then from the
# others; what they do not hold becomes a deficit.
function undo_sale(m, day, cents, points, stamps) {
	take_back(m, "point", points, SALE_LOT[m], day)
	take_back(m, "stamp", stamps, SALE_STAMP_LOT[m], day)
	spend(m, SALE_DAY[m], -cents, day)
	SALE_DAY[m] = 0
}

function take_back(m, unit, points, lot, day,    part) {
	if (points == 0)
		return
	part = LOT_REST[lot] < points ? LOT_REST[lot] : points
	LOT_REST[lot] -= part
	BALANCE[m " " unit] -= part
	TOTAL[unit] -= part
	debit(m, unit, points - part, day)
}

# The same sale rung up a second time a minute later, and taken back.
function ring_twice(m, day, line, minute, points, stamps, cents, till,    ref) {
	ref = receipt("", till)
	emit(day, 3, minute + 1, "purchase " m " " money(cents) " EUR " both(points, stamps) line " ^" ref)
	emit(day, 6, -1, "void " ref " \"rung up twice\" staff:" pick("ben rosa"))
	VOIDS++
}

# Everything that is left goes when a member leaves.
function forfeit(m, day, why,    unit, n, units, i, left) {
	n = split("point stamp", units, " ")
	for (i = 1; i <= n; i++) {
		unit = units[i]
		left = available(m, unit, day)
		if (left <= 0)
			continue
		emit(day, 6, -1, "expire " m " " signed(-left) (unit == "stamp" ? " stamp" : "") " \"" why "\" ^forfeit-" m "-" unit)
		debit(m, unit, left, day)
	}
}

function status(m, day, word, why) {
	emit(day, 2, -1, "status " m " " word " \"" why "\"")
	ACTIVE[m] = word == "active"
	if (word != "active")
		SALE_DAY[m] = 0
}

function transfer(from, to, points, day, why,    taken, n, list, i, at, lot) {
	emit(day, 4, -1, "transfer " from " " to " +" points " \"" why "\" ^T-" ++TRANSFERS)
	taken = debit(from, "point", points, day)
	n = split(taken, list, "|")
	for (i = 1; i < n; i++) {
		at = index(list[i], "=")
		lot = substr(list[i], 1, at - 1)
		credit(to, "point", substr(list[i], at + 1) + 0, LOT_FROM[lot], LOT_LAST[lot], LOT_EARNED[lot])
	}
}

# Two accounts were one person: lots and spend go over.
function merge(from, to, day, why,    n, units, u, i, lot) {
	emit(day, 2, -1, "merge " from " into:" to " \"" why "\"")
	n = split("point stamp", units, " ")
	for (u = 1; u <= n; u++)
		for (i = 1; i <= LOTS[from " " units[u]]; i++) {
			lot = from " " units[u] " " i
			if (LOT_REST[lot] <= 0)
				continue
			BALANCE[from " " units[u]] -= LOT_REST[lot]
			TOTAL[units[u]] -= LOT_REST[lot]
			credit(to, units[u], LOT_REST[lot], LOT_FROM[lot], LOT_LAST[lot], LOT_EARNED[lot])
			LOT_REST[lot] = 0
		}
	for (i = 1; i <= SPENDS[from]; i++)
		spend(to, SPEND_DAY[from, i], SPEND[from, i], day)
	ACTIVE[from] = 0
	MERGED[from] = to
	SALE_DAY[from] = 0
}

# Corrections that need somebody they fit: the first member, from a number on,
# who is active and fits. what: quiet (spent little, owes and awaits nothing),
# sold (has a plain sale of the last days), rich (has points to give).
function find(what, start, day,    i, m) {
	for (i = start; i <= MEMBERS; i++) {
		m = ID[i]
		if (!ACTIVE[m] || DEFICIT[m " point"] > 0 || PENDING[m] > 0 || (m in SPECIAL) || (what != "rich" && LEVEL[m] > 0))
			continue
		if (what == "plain" && (BIRTHDAY[m] != "" || REFERRER[m] != ""))
			continue
		if ((what == "quiet" || what == "plain") && (day - JOINED[m] < 30 || spend_of_year(m) > 9000))
			continue
		if (what == "sold" && (SALE_DAY[m] < day - 6 || SALE_DAY[m] >= day || spend_of_year(m) > 12000 ||
		    substr(day_text(SALE_DAY[m]), 1, 7) != substr(day_text(day), 1, 7)))
			continue
		if (what == "rich" && available(m, "point", day) < 220)
			continue
		SPECIAL[m] = what
		return m
	}
	return ""
}

function states_of(day, t,    m) { # class 2
	if (t == "2024-11-01") {
		emit(day, 2, -1, "stock mug +24 \"first delivery\" ^S-1")
		MUGS = 24
	}
	if (t == "2025-06-03" || t == "2026-03-10") {
		emit(day, 2, -1, "stock mug +24 \"delivery\" ^S-" (t < "2026" ? 2 : 4))
		MUGS += 24
	}
	if (t == "2025-08-19") {
		emit(day, 2, -1, "stock mug -2 \"chipped in the dishwasher\" ^S-3")
		MUGS -= 2
	}
	if (t == "2026-04-30" || t == "2026-07-31" || t == "2026-10-31") {
		emit(day, 2, -1, "estimate 2024-12 " (t < "2026-07" ? "90%" : t < "2026-10" ? "86%" : "84%") " \"first year run off\"")
		emit(day, 2, -1, "estimate 2025-06 " (t < "2026-07" ? "91%" : t < "2026-10" ? "88%" : "86.5%") " \"as the months before it\"")
		emit(day, 2, -1, "estimate 2025-06 " (t < "2026-07" ? "92%" : "88%") " stamp \"as the months before it\"")
	}
	if (t == "2025-03-12" && (m = find("quiet", 60, day)) != "") {
		status(m, day, "blocked", "card reported lost")
		LOST = m
	}
	if (t == "2025-03-20" && LOST != "")
		status(LOST, day, "active", "card found again")
	if (t == "2026-05-04" && (m = find("quiet", 90, day)) != "")
		status(m, day, "blocked", "card used by somebody else")
	if (t == "2025-04-14" || t == "2025-10-06" || t == "2026-02-16" || t == "2026-08-31")
		if ((m = find("quiet", 20 + chance(40), day)) != "") {
			status(m, day, "closed", "moved away")
			LEAVING = m
		}
	if (t == "2025-11-17" || t == "2026-06-08")
		if ((m = find("plain", 70 + chance(40), day)) != "") {
			status(m, day, "erased", "asked to be forgotten")
			FORGOTTEN[m] = 1
			LEAVING = m
		}
	if (t == "2025-09-15" || t == "2026-07-13") {
		m = find("plain", t < "2026" ? 100 : 112, day)
		LEFT = find("plain", 100, day)
		if (m != "" && LEFT != "")
			merge(LEFT, m, day, "joined twice")
	}
	if (t == "2025-02-10" && (m = find("quiet", 30, day)) != "") {
		emit(day, 2, -1, "tier " m " gold \"writes about us in the local paper\" until:2025-12-31")
		LEVEL[m] = 2
		GUEST = m
		GUEST_UNTIL = parse_day("2025-12-31")
		bonus(m, day, "tier-up", 25, month_end(add_months(day, 24)), "tier-up-gold-" t "-" m, "")
	}
}

function credits_of(day, t,    i, m, month, c) { # class 3 beside sales
	month = substr(t, 1, 7)
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (!ACTIVE[m] || SALE_DAY[m] != day)
			continue
		c = chance(160) == 0
		if (t > "2026-11-17" && WAITING < 2)
			c = 1
		if (c && REVIEWED[m] != month) {
			REVIEWED[m] = month
			if (t > "2026-11-14") {
				WAITING++
				emit(day, 3, -1, "bonus " m " review +20 usable-from:2026-12-01 ^review-" month "-" m)
				credit(m, "point", 20, parse_day("2026-12-01"), last_day("point", parse_day("2026-12-01"), LEVEL[m]), day)
			} else
				bonus(m, day, "review", 20, last_day("point", day, LEVEL[m]), "review-" month "-" m, " channel:web")
		}
		if (chance(220) == 0) {
			emit(day, 3, -1, "adjust " m " +" (c = 10 * (1 + chance(4))) " \"goodwill: " \
				phrase("spilt cold-coffee long-wait wrong-order machine-broken") "\" staff:rosa ^A-" ++ADJUSTED)
			credit(m, "point", c, day, last_day("point", day, LEVEL[m]), day)
		}
	}
}

function taken_back(day, t,    i, m) { # class 6
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (ACTIVE[m] && SALE_DAY[m] > 0 && SALE_DAY[m] < day && day - SALE_DAY[m] < 15 &&
		    SALE_CENTS[m] > 900 && DEFICIT[m " point"] == 0 && chance(140) == 0 && REWARDED_BY[m] != SALE_REF[m])
			refund(m, day, chance(2) ? SALE_CENTS[m] : 10 * int(SALE_CENTS[m] / 25))
	}
	# Somebody brings something back later than the rules have it.
	if (BADLOT == "" && t > "2026-06-01")
		for (i = 1; i <= MEMBERS && BADLOT == ""; i++) {
			m = ID[i]
			if (ACTIVE[m] && SALE_DAY[m] > 0 && day - SALE_DAY[m] > 100 && day - SALE_DAY[m] < 160 && SALE_CENTS[m] > 1500 && REWARDED_BY[m] != SALE_REF[m]) {
				BADLOT = SALE_REF[m] "/refund"
				refund(m, day, SALE_CENTS[m])
				emit(day + 1, 7, -1, "accept refund_late " BADLOT " \"a bad batch, taken back all the same\" ^accept-1")
			}
		}
	# And somebody brings back what the points of are spent already.
	if (OWING == "" && t > "2026-10-20")
		for (i = 1; i <= MEMBERS && OWING == ""; i++) {
			m = ID[i]
			if (ACTIVE[m] && SALE_DAY[m] > 0 && SALE_DAY[m] < day && day - SALE_DAY[m] < 30 && !PENDING[m] &&
			    SALE_POINTS[m] - available(m, "point", day) >= 3 && SALE_CENTS[m] > 600 && REWARDED_BY[m] != SALE_REF[m]) {
				OWING = m
				LEAVES[m] = day
				refund(m, day, SALE_CENTS[m])
			}
		}
	if (LEAVING != "") {
		forfeit(LEAVING, day, LEAVING in FORGOTTEN ? "leaves and wants to be forgotten" : "leaves the club")
		LEAVING = ""
	}
	if (t == "2025-01-21" || t == "2025-07-16" || t == "2026-04-22")
		if ((m = find("sold", 50, day)) != "") {
			emit(day, 6, -1, "void " SALE_REF[m] " \"not a member's sale\" staff:rosa")
			undo_sale(m, day, SALE_CENTS[m], SALE_POINTS[m], SALE_STAMPS[m])
		}
	if (t == "2025-05-22" || t == "2026-02-25" || t == "2026-09-17")
		if ((m = find("rich", 10, day)) != "") {
			emit(day, 6, -1, "adjust " m " -15 \"goodwill given twice\" staff:rosa ^A-" ++ADJUSTED)
			debit(m, "point", 15, day)
		}
}

# The sale was rung up on the wrong card; the other member gets it.
function moves_of(day, t,    from, to) { # class 3 and 6
	if (!(MOVES == 0 && t > "2025-04-07") && !(MOVES == 1 && t > "2026-03-09"))
		return
	from = find("sold", 80, day)
	to = find("quiet", 120, day)
	if (from == "" || to == "") {
		if (from != "")
			delete SPECIAL[from]
		if (to != "")
			delete SPECIAL[to]
		return
	}
	MOVES++
	emit(day, 3, -1, "move " SALE_REF[from] " " to " \"was " to "'s, wrong card\" staff:rosa")
	credit(to, "point", SALE_POINTS[from], day, last_day("point", day, 0), day)
	if (SALE_STAMPS[from])
		credit(to, "stamp", SALE_STAMPS[from], day, last_day("stamp", day, 0), day)
	spend(to, SALE_DAY[from], SALE_CENTS[from], day)
	undo_sale(from, day, SALE_CENTS[from], SALE_POINTS[from], SALE_STAMPS[from])
}

function transfers_of(day, t,    from, to, why) {
	if (t == "2026-01-24" || t == "2026-02-14" || t == "2026-05-10" || t == "2026-08-09" || t == "2026-10-18") {
		from = find("rich", 1 + chance(120), day)
		to = find("quiet", 140 + chance(60), day)
		why = phrase("for-the-family birthday-present for-you")
		if (from != "" && to != "") {
			delete SPECIAL[to]
			transfer(from, to, 100, day, why)
		}
	}
}

function talk_of(day, t,    i, m, n) { # class 7
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (!(m in JOINED) || (m in MERGED) || (m in FORGOTTEN))
			continue
		if (JOINED[m] == day && EMAIL[m] != "" && chance(100) < 70) {
			emit_private(day, -1, "consent " m " +email" (PHONE[m] != "" && chance(3) == 0 ? " +sms" : ""))
			CONSENT[m] = 1
		}
		if (CONSENT[m] && chance(30000) == 0) {
			emit_private(day, -1, "consent " m " -email \"unsubscribed\"")
			CONSENT[m] = 0
		}
		if (CONSENT[m] && (t == "2026-09-02" || t == "2026-10-02" || t == "2026-11-02") && i % 5 == 0)
			emit_private(day, -1, "sent " m " statement channel:email ^sent-statement-" \
				day_month(day - 5) "-" m)
		if (SALE_DAY[m] == day && chance(300) == 0) {
			n = chance(4)
			emit_private(day, -1, "note " m " \"" \
				(n == 0 ? "waited ten minutes, was not amused" : n == 1 ? "oat milk, always" : \
				n == 2 ? "asks when the tasting comes back" : "loves the new beans") "\"" \
				(n == 0 ? " of:" SALE_REF[m] " rating:" (2 + chance(3)) : n == 3 ? " rating:" (8 + chance(3)) : "") \
				(n == 0 ? " #complaint" : "") " ^note-" ++NOTES)
		}
	}
}

function day_month(day) {
	return substr(day_text(day), 1, 7)
}

function assertions_of(day, t,    i, m) {
	if (month_end(day) != day && day != LAST_DAY)
		return
	emit(day, 7, -1, "balance * " (TOTAL["point"] + 0))
	emit(day, 7, -1, "balance * " (TOTAL["stamp"] + 0) " stamp")
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (m in JOINED && !(m in MERGED) && i % 59 == 2)
			emit(day, 7, -1, "balance " m " " (BALANCE[m " point"] + 0))
	}
}

# --- the two years ------------------------------------------------------------

function founders(    i, m, points, stamps) {
	for (i = 1; i <= 36; i++) {
		m = ID[i]
		enrol(i, FIRST_DAY, -1, "")
		points = 10 * chance(19)
		stamps = chance(9)
		if (points + stamps == 0 || i % 9 == 0)
			continue
		emit(FIRST_DAY, 3, -1, "opening " m " " both(points, stamps) " expires:2025-04-30 ^opening-" m)
		if (points)
			credit(m, "point", points, FIRST_DAY, parse_day("2025-04-30"), FIRST_DAY)
		if (stamps)
			credit(m, "stamp", stamps, FIRST_DAY, parse_day("2025-04-30"), FIRST_DAY)
		OPENED += points
	}
	emit(FIRST_DAY, 3, -1, "opening * deferred:\"" money(int(OPENED * 4)) " EUR\" ^opening-deferred")
}

function newcomers(day,    left, by) {
	# Fast at first, then a few a week.
	while (NEXT <= MEMBERS && chance(1000) < (NEXT < 110 ? 560 : 370)) {
		by = ""
		if (chance(100) < 22) {
			by = ID[1 + chance(NEXT - 2)]
			if (!ACTIVE[by])
				by = ""
		}
		enrol(NEXT++, day, 480 + chance(540), by)
		if (chance(3))
			return
	}
}

# Who comes on a day, in the order in which they come.
function visits_of(day,    i, m, n, minute, when, who) {
	n = 0
	for (minute = 450; minute < 1110; minute++)
		when[minute] = ""
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (ACTIVE[m] && day < LEAVES[m] && (chance(10000) < RATE[m] || (JOINED[m] == day && chance(10) < 8))) {
			minute = 450 + chance(660)
			when[minute] = when[minute] " " m
		}
	}
	for (minute = 450; minute < 1110; minute++) {
		n = split(when[minute], who, " ")
		for (i = 1; i <= n; i++)
			sale(who[i], day, minute)
	}
}

function one_day(day,    t, i, m, n, part) {
	t = day_text(day)
	expire_lots(day)
	do_steps(day, "lapse")
	settle_levels(day)
	states_of(day, t)
	if (day > FIRST_DAY && weekday(day) < 7 && substr(t, 6) != "11-22")
		newcomers(day)
	birthdays_and_years(day)
	do_steps(day, "reject cancel")
	if (weekday(day) < 7)
		visits_of(day)
	credits_of(day, t)
	moves_of(day, t)
	transfers_of(day, t)
	for (i = 1; i <= LATERS; i++) {
		split(LATER[i], part, " ")
		debit(part[1], "point", part[2], day)
	}
	LATERS = 0
	do_steps(day, "approve fulfil")
	for (i = 1; i <= MEMBERS; i++) {
		m = ID[i]
		if (ACTIVE[m] && LAST_SALE[m] == day && !DEFICIT[m " point"])
			spend_points(m, day, SALE_MINUTE[m])
	}
	if (day >= LAST_DAY - 6 && day < LAST_DAY)
		ask_late(day)
	taken_back(day, t)
	talk_of(day, t)
	assertions_of(day, t)
}

BEGIN {
	SEED = 20241101
	NEVER = 9999999
	FIRST_DAY = parse_day("2024-11-01")
	LAST_DAY = parse_day("2026-11-21")
	SECOND_RULES = parse_day("2026-01-01")
	FIVES_FROM = parse_day("2026-09-01")
	PAYING_FROM = parse_day("2024-12-01")
	UNRECORDED = parse_day("2026-11-01")
	LEVEL_NAME[1] = "silver"
	LEVEL_NAME[2] = "gold"
	RECEIPT["n1"] = 10000
	RECEIPT["n2"] = 20000
	RECEIPT["s1"] = 30000
	RECEIPT["web"] = 2000
	RECEIPT["bakery"] = 400
	# How many days members come, about e^-x with a mean of 420.
	STAYS = "1 23 46 71 97 125 155 187 221 258 299 343 392 448 511 585 675 788 949 1500"
	MEMBERS = 300
	REGULAR = 120
	name_setup()
	STAFF[1] = "Rosa Ferraro"
	STAFF[2] = "Ben Adeyemi"
	STAFF[3] = "Inés Castaño"
	goods_setup()
	for (i = 1; i <= MEMBERS; i++)
		person(i)
	NEXT = 37
	founders()
	for (today = FIRST_DAY; today <= LAST_DAY; today++)
		one_day(today)
	profiles()
	printf "%d events, %d sales, %d members, %d redemptions, %d refunds, %d downgrades\n",
		EMITTED, SALES, NEXT - 1, REDEMPTIONS, REFUNDS, DOWNGRADES >"/dev/stderr"
}

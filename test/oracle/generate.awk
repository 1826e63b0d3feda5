# generate.awk - a random book for the oracles: prints EVENTS lines of a journal
# over two years with purchases, refunds, redemptions, requests and their later
# life, transfers, corrections, forfeitures, voids, moves and merges. The same
# numbers give the same book.
#
#     awk -v events=10000 -v members=300 -v seed=7 -f generate.awk

function pick(below) {
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * below)
}

function date_of(day,    year, month, length_of) {
	year = 2024
	for (;;) {
		length_of = year % 4 == 0 ? 366 : 365
		if (day <= length_of)
			break
		day -= length_of
		year++
	}
	for (month = 1; ; month++) {
		length_of = month == 2 ? 28 + (year % 4 == 0) : \
			31 - (month == 4 || month == 6 || month == 9 || month == 11)
		if (day <= length_of)
			break
		day -= length_of
	}
	return sprintf("%04d-%02d-%02d", year, month, day)
}

function member() {
	return sprintf("M%04d", 1 + pick(members))
}

function money() {
	return sprintf("%d.%02d EUR", pick(90), pick(100))
}

function purchase(    n) {
	n = ++purchases
	printf "%s purchase %s %s store:%s ^P-%d\n", date, member(), money(),
		pick(2) ? "north" : "south", n
}

function debit(    form) {
	form = pick(3)
	redemptions++
	printf "%s %s %s %s ^R-%d\n", date, form == 1 ? "request" : "redeem",
		member(), form == 2 ? "pay -20 1.00 EUR" : "free-coffee -100",
		redemptions
}

function later(    form) {
	if (redemptions == 0)
		return purchase()
	form = pick(3)
	printf "%s %s R-%d%s\n", date,
		form == 0 ? "fulfil" : form == 1 ? "cancel" : "reject",
		1 + pick(redemptions), form == 0 ? "" : " \"slip\""
}

function reversal(    form) {
	if (purchases == 0)
		return purchase()
	form = pick(5)
	if (form < 3)
		printf "%s refund %s %s of:P-%d ^F-%d\n", date, member(), money(),
			1 + pick(purchases), ++others
	else if (form == 3)
		printf "%s void P-%d \"slip\"\n", date, 1 + pick(purchases)
	else
		printf "%s move P-%d %s \"wrong card\"\n", date,
			1 + pick(purchases), member()
}

function other(    form, points) {
	form = pick(6)
	points = 1 + pick(60)
	others++
	if (form == 0)
		printf "%s adjust %s +%d \"goodwill\" ^A-%d\n", date, member(),
			points, others
	else if (form == 1)
		printf "%s adjust %s -%d \"slip\" ^A-%d\n", date, member(), points,
			others
	else if (form == 2)
		printf "%s transfer %s %s +%d ^T-%d\n", date, member(), member(),
			points, others
	else if (form == 3)
		printf "%s expire %s -%d \"left\" ^E-%d\n", date, member(), points,
			others
	else if (form == 4)
		printf "%s adjust %s +%d stamp \"x\" ^A-%d\n", date, member(),
			points, others
	else if (pick(8) == 0)
		printf "%s merge M%04d into:%s\n", date, members - merges++,
			"M0001"
	else
		printf "%s opening %s +%d ^O-%d\n", date, member(), points, others
}

BEGIN {
	print "rules \"rules.yaml\""
	for (n = 1; n <= members; n++)
		printf "2024-01-01 join M%04d ^J-%d\n", n, n
	for (n = members; n < events; n++) {
		date = date_of(2 + int((n - members) * 700 / (events - members)))
		sort = pick(100)
		if (sort < 55)
			purchase()
		else if (sort < 70)
			debit()
		else if (sort < 75)
			later()
		else if (sort < 88)
			reversal()
		else
			other()
	}
}

# generate.awk - a book for measuring: prints EVENTS lines of a journal, the same
# for the same numbers, of MEMBERS members over three years in date order:
# enrolments, purchases with their recorded points, full refunds, redemptions.
# Lots expire and levels change as bench.yaml says. With -v csv=FILE the
# purchases go to FILE as a till would export them.
#
#     awk -v events=1000000 -v members=50000 -f generate.awk

# A multiplicative generator; awk's own rand differs between awks.
function pick(below) {
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * below)
}

# The day'th day after 2023-12-31 as YYYY-MM-DD.
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

# Points of the last 300 days that are surely still there: what is spent comes
# from the oldest lots first, so there are never fewer. A debt is kept.
function remember(m, points) {
	if (!(m in since) || day - since[m] > 300) {
		since[m] = day
		safe[m] = safe[m] < 0 ? safe[m] : 0
	}
	safe[m] += points
}

function purchase(m,    cents, euros) {
	cents = 120 + pick(4800)
	euros = int(cents / 100)
	ref = "POS-" (++sales)
	printf "%s purchase M%05d %d.%02d EUR +%d store:%s ^%s\n", date, m, \
		euros, cents % 100, euros, (m % 3 ? "north" : "south"), ref
	if (csv)
		printf "%s,M%05d,%d.%02d,%s\n", date, m, euros, cents % 100, \
			ref >csv
	remember(m, euros)
	last_ref[m] = ref
	last_cents[m] = cents
	last_day[m] = day
}

function refund(m,    euros) {
	euros = int(last_cents[m] / 100)
	printf "%s refund M%05d %d.%02d EUR -%d of:%s ^REF-%d\n", date, m, \
		euros, last_cents[m] % 100, euros, last_ref[m], ++refunds
	remember(m, -euros)
	delete last_ref[m]
}

BEGIN {
	seed = 20260101
	days = 1050
	if (csv)
		print "date,member,amount,ref" >csv
	print "rules \"bench.yaml\""
	for (n = 1; n < events; n++) {
		day = 1 + int(n * days / events)
		if (day != shown) {
			date = date_of(day)
			shown = day
		}
		if (n <= members) {
			# The first lines are enrolments.
			printf "%s join M%05d ^J-%d\n", date_of(1), n, n
			continue
		}
		m = 1 + pick(members)
		what = pick(100)
		if (what < 3 && m in last_ref && day - last_day[m] < 60 && day > last_day[m])
			refund(m)
		else if (what < 25 && m in safe && day - since[m] < 300 && safe[m] >= 100) {
			printf "%s redeem M%05d free-coffee -100 ^R-%d\n", \
				date, m, ++redemptions
			safe[m] -= 100
		} else
			purchase(m)
	}
}

#!/bin/sh
# counter.sh POINTBOOK FOLDER - many processes record into one book at once: no
# event is lost, none is there twice, and each was told the balance that was
# true at its moment. Meanwhile others change the book again and again under its
# lock, as pointbook-journal(5) says: `fmt -i`, editors that write in place and
# that rename, `sed -i`, `git commit` and `git merge`. FAULT_SHARE=N: an Nth of
# the events.
set -u
here=$(cd "$(dirname "$0")" && pwd)
pointbook=$1
cd "$2" || exit 1
share=${FAULT_SHARE:-10}
sales=$((500 / share))
[ "$sales" -gt 0 ] || sales=1
# shellcheck source=test/fault/clerks.sh
. "$here/clerks.sh"

make_book
touch refused.0
start_clerks "$sales" 1

# With the lock held on descriptor 9.
locked() {
	{
		flock 9 && "$@" 9>&-
	} 9>>.book.points.lock || echo "round $round: $*" >>trouble
}
while clerks_are_there; do
	round=$((round + 1))
	"$pointbook" --lock-timeout 600 fmt -i 2>>formatted ||
		echo "round $round: fmt" >>trouble
	locked edit_in_place
	locked edit_by_rename
	locked edit_by_sed
	sell_in_north || echo "round $round: north" >>trouble
	locked merge_north
done 2>>trouble
wait
echo "$round rounds of fmt -i, two editors, sed -i and git merge came in between"
[ ! -s trouble ] || head -n 5 trouble
head -q -n 5 refused.* | head -n 5
# A merge may leave a line twice in the file; it is one event.
"$pointbook" print --canonical >events
check "$clerks clerks with $sales sales each: all were recorded" \
	[ "$(grep -c '\^C' events)" = $((clerks * sales)) ]
check "and all $sides that came in by merges" \
	[ "$(grep -c '\^S-' events)" = "$sides" ]
check "none is there twice" \
	[ "$(grep -o '\^[CS].*' events | sort | uniq -d | wc -l)" = 0 ]
check "none was refused" [ "$(cat refused.* | wc -l)" = 0 ]
check "those in between succeeded" [ ! -s trouble ]
check "and what they did stayed" \
	grep -q "^; looked at $round\$" book.points
cat answers.* | sort >told.all
# Sales of one member add three points each: his answers are 3, 6, 9 ...
true_answers() {
	for m in 1 2 3 4; do
		grep -oE "M$m +3\.00 .*\^C.*" events | sed 's/.*\^//' | sort >of
		join of told.all | awk '{ print $2 }' | sort -n |
			awk '$1 != 3 * NR { wrong = 1 } END { exit wrong }' || return 1
	done
}
check "each was told the balance of its moment" true_answers
check "the book is right" "$pointbook" check --strict -q

# Forty redemptions of one balance.
n=0
while [ "$n" -lt 40 ]; do
	n=$((n + 1))
	{
		"$pointbook" --lock-timeout 600 redeem M5 coffee --ref "R-$n" \
			>/dev/null 2>"redeem.$n"
		echo $? >"status.$n"
	} &
done
wait
check "of forty redemptions of one balance one wins" \
	[ "$(cat status.* | grep -c '^0$')" = 1 ]
check "and the others hear what is left" \
	[ "$(cat redeem.* | grep -c 'insufficient_balance: 20 of 100 points, 80 missing')" = 39 ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

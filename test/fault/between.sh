#!/bin/sh
# between.sh POINTBOOK FOLDER KEEPER - many clerks record while others save the book who
# do not know its lock: an editor that looks whether the file changed since it
# read it and renames, `sed -i`, `git commit` and `git merge`. Whoever saves what
# he read before overwrites what was recorded since; nobody can keep him from it.
# So each overwritten file is kept (keeper.c): what a clerk was told is recorded is
# in the book, or in a file that was the book until somebody saved over it, and
# rung up again with the same reference it is there once. FAULT_SHARE=N: an Nth of
# the events.
set -u
here=$(cd "$(dirname "$0")" && pwd)
pointbook=$1
keeper=$3
cd "$2" || exit 1
share=${FAULT_SHARE:-10}
sales=$((200 / share))
[ "$sales" -gt 0 ] || sales=1
# shellcheck source=test/fault/clerks.sh
. "$here/clerks.sh"

edit_if_unchanged() {
	cp book.points seen &&
		sed "s/^; looked at.*/; looked at $round/" seen >edited &&
		cmp -s seen book.points && mv edited book.points
}

saves=0
unlocked() {
	if (
		export KEPT="$PWD/saved" LD_PRELOAD="$keeper"
		"$@"
	); then
		saves=$((saves + 1))
	else
		echo "$*" >>declined
	fi
}

make_book
mkdir saved
touch declined refused.0
start_clerks "$sales" 50
while clerks_are_there; do
	round=$((round + 1))
	unlocked edit_if_unchanged
	unlocked edit_by_sed
	sell_in_north && unlocked merge_north
	sleep 0.1
done 2>>trouble
wait
find saved -type f -exec cat {} + >overwritten

wanted() {
	awk -v clerks="$clerks" -v sales="$sales" 'BEGIN {
		for (c = 1; c <= clerks; c++)
			for (s = 1; s <= sales; s++)
				print "C" c "-" s
	}' | sort
}
there() { # what of the clerks' is in a file
	grep -oE '\^C[0-9]+-[0-9]+' "$1" | tr -d '^' | sort
}
"$pointbook" print --canonical >events
there events >there.1
wanted | comm -23 - there.1 >gone
cat refused.* >refused
echo "$saves saves without the lock, $(wc -l <declined) that saw a change and" \
	"gave up; $(wc -l <refused) refusals, $(wc -l <gone) sales overwritten"
sed 's/ .*:/:/' refused | sort | uniq -c | sort -rn | head -n 5
check "there were saves in between" [ "$saves" -gt 0 ]
check "and what they saved over was kept" \
	[ "$(find saved -type f | wc -l)" -ge "$saves" ]
check "$clerks clerks with $sales sales each: all were told they are recorded" \
	[ "$(cat answers.* | awk '{ print $1 }' | sort -u | wc -l)" = $((clerks * sales)) ]
there overwritten | uniq >kept
check "each of them is in the book or in a file that was saved over" \
	[ "$(comm -23 gone kept | wc -l)" = 0 ]
check "none is there twice" [ "$(uniq -d there.1 | wc -l)" = 0 ]
check "the book is right" "$pointbook" check --strict -q

# All are rung up again, as a till would that sends its day once more.
wanted | awk -F'[C-]' '{
	printf "2026-11-22,M%d,3.00,C%d-%d\n", ($2 + $3) % 4 + 1, $2, $3
}' >again
while IFS=, read -r day member amount ref; do
	"$pointbook" sale "$member" "$amount" --ref "$ref" >>said 2>&1 ||
		echo "$day $ref" >>refused.again
done <<AGAIN
$(grep -Fwf gone again; head -n 20 again)
AGAIN
"$pointbook" print --canonical >events
there events >there.2
wanted >all
check "rung up again, every sale is there once" cmp -s all there.2
balances_are_right() {
	awk '{ split($0, n, /[C-]/); points[(n[2] + n[3]) % 4 + 1] += 3 }
		END { for (m = 1; m <= 4; m++) print "M" m "," points[m] }' all >due
	"$pointbook" balance -O csv | grep '^M[1-4]' | cut -d, -f1,5 >balances
	cmp -s due balances
}
check "and so are the balances" balances_are_right
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

#!/bin/sh
# counter.sh POINTBOOK FOLDER - many processes record into one book at once: no
# event is lost, none is there twice, and each was told the balance that was
# true at its moment. Meanwhile another one formats the book again and again,
# as an editor that takes the lock does. FAULT_SHARE=N: an Nth of the events.
set -u
pointbook=$1
cd "$2" || exit 1
share=${FAULT_SHARE:-10}
clerks=64
sales=$((500 / share))
[ "$sales" -gt 0 ] || sales=1
passed=0
failed=0
export POINTBOOK_TODAY=2026-11-22 LOGNAME=rosa

check() { # NAME CONDITION...
	name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
		echo "ok - $name"
	else
		failed=$((failed + 1))
		echo "not ok - $name"
	fi
}

cat >rules.yaml <<'RULES'
program: {name: Club, currency: EUR}
units: [{name: point, plural: points}]
earn:
  - {name: base, on: purchase, points: 1, per: 1.00}
rewards:
  - {name: coffee, kind: product, cost: 100}
RULES
{
	echo 'rules "rules.yaml"'
	for i in 1 2 3 4 5; do echo "2026-11-01 join M$i ^J-$i"; done
	echo '2026-11-02 purchase M5 120.00 EUR +120 ^P-5'
} >book.points

# One clerk: so many sales, each with the balance it was told.
clerk() {
	i=0
	while [ "$i" -lt "$sales" ]; do
		i=$((i + 1))
		member=M$((($1 + i) % 4 + 1))
		"$pointbook" --lock-timeout 600 sale "$member" 3.00 \
			--ref "C$1-$i" >"told.$1" 2>"said.$1" ||
			echo "exit $? C$1-$i: $(cat "said.$1")" >>refused
		awk -v ref="C$1-$i" 'NR == 2 { print ref, $3 }' "told.$1" \
			>>"answers.$1"
	done
}
touch refused
n=0
while [ "$n" -lt "$clerks" ]; do
	n=$((n + 1))
	clerk "$n" &
done
rounds=0
while [ "$rounds" -lt 20 ]; do
	rounds=$((rounds + 1))
	"$pointbook" --lock-timeout 600 fmt -i >>formatted 2>&1
done
wait
head -n 5 refused
check "$clerks clerks with $sales sales each: all were recorded" \
	[ "$(grep -c '\^C' book.points)" = $((clerks * sales)) ]
check "none is there twice" \
	[ "$(grep -o '\^C.*' book.points | sort | uniq -d | wc -l)" = 0 ]
check "none was refused" [ ! -s refused ]
cat answers.* | sort >told.all
# Sales of one member add three points each: his answers are 3, 6, 9 ...
true_answers() {
	for m in 1 2 3 4; do
		grep -oE "M$m +3\.00 .*\^C.*" book.points | sed 's/.*\^//' | sort >of
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

#!/bin/sh
# clerks.sh - read by counter.sh and between.sh: a little book, many clerks that
# record into it at once, and the others who change it meanwhile.
# shellcheck disable=SC2034,SC2154 # clerks, pointbook … are for the reader's scripts

clerks=64
passed=0
failed=0
export POINTBOOK_TODAY=2026-11-22 LOGNAME=rosa
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=rosa GIT_AUTHOR_EMAIL=r@example.org
export GIT_COMMITTER_NAME=rosa GIT_COMMITTER_EMAIL=r@example.org

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

# The book, in git, and a clone of it called `north`.
make_book() {
	cat >rules.yaml <<-'RULES'
		program: {name: Club, currency: EUR}
		units: [{name: point, plural: points}]
		earn:
		  - {name: base, on: purchase, points: 1, per: 1.00}
		rewards:
		  - {name: coffee, kind: product, cost: 100}
	RULES
	{
		echo 'rules "rules.yaml"'
		echo '; looked at 0'
		for i in 1 2 3 4 5 6; do echo "2026-11-01 join M$i ^J-$i"; done
		echo '2026-11-02 purchase M5 120.00 EUR +120 ^P-5'
	} >book.points
	echo '*.points merge=union' >.gitattributes
	printf '*\n!*.points\n!rules.yaml\n!.gitattributes\n' >.gitignore
	git init -q -b main .
	git add .
	git commit -q -m 'the book'
	git clone -q . north
}

# One clerk: so many sales, each with the balance it was told. What is refused
# is noted, and rung up again with the same reference, TRIES times at most.
clerk() { # NUMBER SALES TRIES
	i=0
	while [ "$i" -lt "$2" ]; do
		i=$((i + 1))
		member=M$((($1 + i) % 4 + 1))
		tries=0
		while [ "$tries" -lt "$3" ]; do
			tries=$((tries + 1))
			"$pointbook" --lock-timeout 600 sale "$member" 3.00 \
				--ref "C$1-$i" >"told.$1" 2>"said.$1" && break
			echo "exit $? C$1-$i: $(cat "said.$1")" >>"refused.$1"
			: >"told.$1"
		done
		[ -s "told.$1" ] && echo "C$1-$i $(sed -n '$s/[^ ]* has //p' \
			"told.$1")" >>"answers.$1"
	done
	: >"went.$1"
}

start_clerks() { # SALES TRIES
	n=0
	while [ "$n" -lt "$clerks" ]; do
		n=$((n + 1))
		clerk "$n" "$1" "$2" &
	done
}

clerks_are_there() {
	n=0
	while [ "$n" -lt "$clerks" ]; do
		n=$((n + 1))
		[ -e "went.$n" ] || return 0
	done
	return 1
}

# ---- others: each leaves the book with another comment, or more sales --------

round=0
sides=0

# Writes the book over where it is, as nano does.
edit_in_place() {
	sed "s/^; looked at.*/; looked at $round/" book.points >edited &&
		cat edited >book.points
}

# Writes a new file and renames it over the book, as most editors do.
edit_by_rename() {
	sed "s/^; looked at.*/; looked at $round/" book.points >edited &&
		mv edited book.points
}

edit_by_sed() {
	sed -i "s/^; looked at.*/; looked at $round/" book.points
}

# Three sales in the clone come in by a merge.
sell_in_north() {
	git -C north pull -q --no-rebase --no-edit .. main >>merges 2>&1 || return 1
	for i in 1 2 3; do
		sides=$((sides + 1))
		"$pointbook" -C north sale M6 2.00 --ref "S-$sides" >/dev/null ||
			return 1
	done
	git -C north commit -q -a -m 'sales in the north'
}
merge_north() {
	{
		git diff --quiet || git commit -q -a -m 'sales here'
	} && git pull -q --no-rebase --no-edit north main >>merges 2>&1
}

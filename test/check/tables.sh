#!/bin/sh
# tables.sh - the program's tables are sound by themselves, and every command
# keeps the promises made for all: -h is clean, an unknown option is refused with
# exit 2, a full disk is exit 3. Needs no book and makes none.
set -eu
# shellcheck source=test/check/dump.sh
. test/check/dump.sh
awk -F'\t' '
function say(what) { print "help --dump:" FNR ": " what }
function once(key) { if (seen[key]++) say(key " is there twice") }
function sentence(text) {
	if (text !~ /^[a-z0-9<'\''"\/-]/ && text !~ /^[A-Z]+[ ,-]/) say("does not start in lower case: " text)
	if (text ~ /\.$/) say("ends in a full stop: " text)
}
{ want = $1 == "command" ? 4 : $1 == "option" ? 6 : $1 == "diagnostic" ? 4 : \
	$1 == "column" || $1 == "metric" ? 5 : $1 == "field" ? 4 : $1 == "preset" ? 2 : \
	$1 == "example" ? 3 : 0 }
!want { say("unknown row " $1); next }
NF != want { say($1 " has " NF " parts, not " want); next }
$1 == "command" {
	once("command " $2); commands[$2] = 1; sentence($4)
	if ($2 !~ /^[a-z][a-z-]*$/) say("bad command name " $2)
	if ($3 == "") say($2 " has no group")
}
$1 == "option" {
	once("option " $2 " " $3); sentence($6)
	if ($4 != "-") once("letter " $2 " " $4)
	if ($3 !~ /^--[a-z][a-z0-9-]*$/) say("bad option name " $3)
	if ($4 !~ /^-[A-Za-z]?$/) say("bad letter " $4)
	if ($2 != "pointbook" && !($2 in commands)) say("option of no command: " $2)
}
$1 == "diagnostic" {
	once("diagnostic " $2); sentence($4)
	if ($2 !~ /^[a-z][a-z0-9_]*$/) say("bad id " $2)
	if ($3 !~ /^(error|finding|warning|note)$/) say("bad severity " $3)
}
$1 == "column" {
	once("column " $2 " " $3); sentence($5)
	if ($3 !~ /^[a-z][a-z0-9_]*$/) say("bad column name " $3)
	if (!($2 in commands)) say("column of no command: " $2)
	if ($2 == "report") figures[$3] = 1
}
$1 == "metric" {
	once("metric " $2); sentence($3)
	if (!($2 in figures)) say("the figure " $2 " is in no report")
	if ($4 == "" || $5 == "") say("the figure " $2 " lacks its formula or source")
}
$1 == "field" { once("field " $2); sentence($4) }
$1 == "preset" { once("preset " $2) }
$1 == "example" && !($2 in commands) { say("example of no command: " $2) }
$1 == "example" { examples[$2]++ }
END {
	for (name in commands)
		if (examples[name] < 1) print "help --dump: command " name " has no example"
}' "$dump" >"$dump.found"

for preset in share/presets/*.yaml; do
	[ -f "$preset" ] || continue
	name=$(basename "$preset" .yaml)
	grep -qx "preset	$name" "$dump" || echo "$preset: the program does not know it"
done >>"$dump.found"

program=$(cd "$(dirname "$PROGRAM")" && pwd)/$(basename "$PROGRAM")
nowhere=$dump.nowhere
mkdir "$nowhere"
trap 'rm -rf "$dump" "$dump".*' EXIT
tab=$(printf '\t')
grep '^command	' "$dump" | cut -f2 | while read -r command; do
	cd "$nowhere"
	if ! "$program" "$command" -h >../"${dump##*/}.out" 2>../"${dump##*/}.err" </dev/null ||
		[ -s "$dump.err" ]; then
		echo "pointbook $command -h: fails or says something on stderr"
	fi
	grep "^option$tab$command$tab" "$dump" | cut -f3,4 | while read -r long letter; do
		grep -qF -e "$long" "$dump.out" || echo "pointbook $command -h: does not show $long"
		[ "$letter" = - ] || grep -qE -e "(^|[ ,])$letter([ ,=]|\$)" "$dump.out" ||
			echo "pointbook $command -h: does not show $letter"
	done
	status=0
	"$program" "$command" --no-such-option >../"${dump##*/}.out" 2>"$dump.err" </dev/null || status=$?
	[ "$status" = 2 ] && [ -s "$dump.err" ] && [ ! -s "$dump.out" ] ||
		echo "pointbook $command --no-such-option: exit $status, or nothing on stderr"
	status=0
	"$program" "$command" -h >/dev/full 2>"$dump.err" </dev/null || status=$?
	[ "$status" = 3 ] && [ -s "$dump.err" ] ||
		echo "pointbook $command -h >/dev/full: exit $status, not 3, or nothing on stderr"
done >>"$dump.found"
[ -z "$(ls -A "$nowhere")" ] || echo "a command left files behind: $(ls -A "$nowhere")" >>"$dump.found"
report_found

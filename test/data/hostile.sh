#!/bin/sh
# hostile.sh [POINTBOOK]: files and words of others that were made to hurt
# readers: the YAML test suite as rules, two CSV suites as imports, UTF-8 test
# sequences and the big list of naughty strings as text, ids, names, attributes,
# queries and options. No case may crash, hang or be reported by a sanitizer;
# what is refused has a place; nothing raw reaches the terminal. Needs
# ../shared/data (or DATA); test/cases/hostile has small equivalents of its own.
#
# The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 3
data=${DATA:-$PWD/../shared/data}
pointbook=${1:-${PROGRAM:-./pointbook}}
case $pointbook in /*) ;; *) pointbook=$PWD/$pointbook ;; esac
if [ ! -d "$data" ]; then
	echo "skipped: there is no $data"
	echo "0 passed, 0 failed"
	exit 0
fi
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
export LC_ALL=C TZ=UTC POINTBOOK_TODAY=2026-11-22 ASAN_OPTIONS=exitcode=99
tried=0
failed=0

# Bytes that must never come out: controls but tab and newline, and the UTF-8
# of U+0080 to U+009F, of zero-width and of bidirectional characters.
raw=$(printf '[\001-\010\013-\037\177]|\302[\200-\237]|\342\200[\213-\217\252-\256]|\342\201[\246-\251]|\357\273\277')

# What an error begins with; a file that cannot be read, or names no rules, has
# no place in it.
place='^[^:]+:[0-9]+:[0-9]+: error: |\[(file_unreadable|rules_missing)\]$'

bad() { # WHAT
	failed=$((failed + 1))
	echo "$label: $1"
	head -n 5 err | cut -c 1-200 | cat -v
}

# try LABEL STATUSES COMMAND...: ends in time with one of the statuses, and
# says nothing raw; with status 6 the first error has a place.
try() {
	label=$1
	allowed=$2
	shift 2
	tried=$((tried + 1))
	timeout 5 "$@" >out 2>err </dev/null
	status=$?
	case " $allowed " in
	*" $status "*) ;;
	*) bad "status $status, not $allowed" ;;
	esac
	if cat out err | grep -aEq "$raw"; then
		bad 'a raw character came out'
	fi
	if [ "$status" = 6 ]; then
		cat err out | grep -a ': error: ' | head -n 1 |
			grep -aEq "$place" ||
			bad 'an error without a place'
	fi
}

# done_with NAME: one line for the section.
done_with() {
	echo "$1: $((tried - before)) tried"
	before=$tried
}
before=0

cat >rules.yaml <<'RULES'
program: {name: Club, currency: EUR}
units: [{name: point, plural: points}]
earn: [{name: base, on: purchase, points: 1, per: 1.00}]
RULES
cp rules.yaml good.yaml

# --- the YAML suite: none of it is a rules file, some only comments ---------------------------
printf 'rules "suite.yaml"\n' >book.points
for file in "$data"/yaml_test_suite/*/in.yaml "$data"/yaml_test_suite/*/*/in.yaml; do
	[ -f "$file" ] || continue
	cp "$file" suite.yaml
	try "${file#"$data"/}" 6 "$pointbook" balance
	cat good.yaml "$file" >suite.yaml
	try "${file#"$data"/} behind rules" '0 6' "$pointbook" balance
done
done_with 'YAML suite as rules'

# --- UTF-8 sequences in a note, an id, a reference and a rules name -----------
# Each line of the list as: name, valid or invalid, the bytes for printf.
awk -F: '
	function digit(c) { return index("0123456789abcdef", tolower(c)) - 1 }
	/^[0-9.]+:valid:/ { print $1, "valid", $3 }
	/^[0-9.]+:(valid|invalid) hex:/ {
		gsub(/ /, "", $3)
		for (bytes = ""; length($3); $3 = substr($3, 3))
			bytes = bytes sprintf("\\%03o", digit(substr($3, 1, 1)) * 16 + \
				digit(substr($3, 2, 1)))
		print $1, $2 == "valid hex" ? "valid" : "invalid", bytes
	}' "$data/utf8tests/utf8tests.txt" >sequences
# shellcheck disable=SC2059 # the bytes are made by printf
while read -r name kind bytes; do
	sequence=$(printf "$bytes")
	expected='0 1 6'
	[ "$kind" = valid ] || expected=6
	printf 'rules "rules.yaml"\n2026-01-01 join M1\n2026-01-02 note M1 "a %s b" ^n1\n' \
		"$sequence" >book.points
	try "utf8 $name in a note" "$expected" "$pointbook" check
	printf 'rules "rules.yaml"\n2026-01-01 join M%s\n' "$sequence" >book.points
	try "utf8 $name in an id" "$expected" "$pointbook" members
	printf 'rules "rules.yaml"\n; %s\n2026-01-01 join M1 ^x%s\n' \
		"$sequence" "$sequence" >book.points
	try "utf8 $name in a reference" "$expected" "$pointbook" stats
	printf 'rules "names.yaml"\n' >book.points
	sed "s/name: Club/name: \"Club\"/" good.yaml >names.yaml
	printf 'goals: {"%s": 1%%}\n' "$sequence" >>names.yaml
	try "utf8 $name in the rules" "0 6" "$pointbook" balance
	[ "$kind" = valid ] || [ "$status" = 6 ] || bad 'invalid bytes were taken'
done <sequences
done_with 'UTF-8 sequences'

# --- naughty strings -----------------------------------------------------------
grep -v '^#' "$data/blns/blns.txt" | grep . >naughty
escaped() { # for a quoted text
	sed 's/\\/\\\\/g; s/"/\\"/g' naughty
}
lines() { # FORMAT: a book with each string in its line, %s
	printf 'rules "rules.yaml"\n2026-01-01 join M1\n'
	escaped | awk -v form="$1" '{
		i = index(form, "%s")
		printf "%s%s%s ^n%d\n", substr(form, 1, i - 1), $0, substr(form, i + 2), NR
	}'
}
# take LABEL FORMAT: first with every line that can be refused; then with those
# that were taken only, in every command and format.
take() {
	lines "$2" >book.points
	try "$1" '0 1 6' "$pointbook" --max-errors 0 check
	tried=$((tried + $(wc -l <book.points)))
	cp book.points taken.points
	# what points nowhere is found once what cannot be read is gone
	for _ in text meaning; do
		"$pointbook" -f taken.points --max-errors 0 check 2>err |
			sed -n 's/^taken.points:\([0-9]*\):[0-9]*: error: .*/\1/p' >refused
		awk 'FILENAME == "refused" { drop[$1] = 1; next }
			!(FNR in drop)' refused taken.points >left.points
		mv left.points taken.points
	done
	try "$1, taken" '0 1' "$pointbook" -f taken.points check
	for command in members history balance stats lots; do
		for format in table md; do
			try "$1: $command -O $format" 0 \
				"$pointbook" -f taken.points "$command" -O $format
		done
	done
	try "$1: fmt --check" '0 1' "$pointbook" -f taken.points fmt --check
	cp taken.points again.points
	"$pointbook" -q -f taken.points print --canonical >first.points 2>err &&
		"$pointbook" -q -f first.points print --canonical >second.points 2>>err
	cmp -s first.points second.points || bad 'print is not its own reverse'
}
take 'naughty notes' '2026-01-02 note M1 "%s"'
take 'naughty reasons' '2026-01-02 adjust M1 +1 "%s" staff:ana'
take 'naughty stores' '2026-01-02 purchase M1 1.00 EUR +1 store:"%s"'
take 'naughty tags' '2026-01-02 purchase M1 1.00 EUR +1 #%s'
take 'naughty keys' '2026-01-02 purchase M1 1.00 EUR +1 %s:x'
take 'naughty values' '2026-01-02 purchase M1 1.00 EUR +1 word:"%s"'
take 'naughty items' '2026-01-02 purchase M1 1.00 EUR +1 item:%s:1:1.00'
take 'naughty members' '2026-01-01 join "%s"'
take 'naughty ids' '2026-01-01 join %s'
take 'naughty actions' '2026-01-02 bonus M1 %s +1'
take 'naughty references' '2026-01-02 adjust M1 +1 "x" of:%s'
{
	printf 'rules "rules.yaml"\n'
	escaped | awk '{ printf "2026-01-01 join M%d\nprofile M%d \"%s\" email:\"%s\" alias:\"%s\"\n", NR, NR, $0, $0, $0 }'
} >book.points
try 'naughty names' '0 1 6' "$pointbook" --max-errors 0 check
done_with 'naughty strings in a book'

# --- CSV suites: whatever they hold, import looks at it and writes nothing -----
printf 'rules "rules.yaml"\n2026-01-01 join M1\n' >book.points
cp book.points before.points
for file in "$data"/csv_spectrum/csvs/*.csv "$data"/csv_test_data/csv/*.csv; do
	[ -f "$file" ] || continue
	name=${file#"$data"/}
	cp "$file" suite.csv
	try "$name" '0 1 2' "$pointbook" import --dry-run suite.csv
	try "$name --guess" '0 1 2' "$pointbook" import --guess suite.csv
	for kind in sales members opening; do
		try "$name as $kind" '0 1 2' "$pointbook" import --no-input \
			--dry-run --partial --unknown join --kind "$kind" suite.csv
	done
	cmp -s book.points before.points || bad 'something was written'
done
done_with 'CSV suites as imports'

# --- in rules and as words of the command line ----------------------------------
printf 'rules "rules.yaml"\n2026-01-01 join M1\n' >book.points
while IFS= read -r string; do
	sed 's/name: Club/name: '"'$(printf '%s' "$string" |
		sed "s/'/''/g; s/[\\/&|]/\\\\&/g")'"'/' good.yaml >rules.yaml
	try "rules name $string" '0 6' "$pointbook" rules show
	printf '%s\n' "$string" >>rules.yaml
	try "rules line $string" '0 6' "$pointbook" rules check
	cp good.yaml rules.yaml
	try "query $string" '0 2' "$pointbook" balance -- "$string"
	try "query name:$string" '0 2' "$pointbook" members "name:$string"
	try "query /$string/" '0 2' "$pointbook" history "/$string/"
	try "period $string" '0 2' "$pointbook" history --period="$string"
	try "command $string" '0 1 2 3' "$pointbook" "$string"
	try "file $string" '0 1 3 6' "$pointbook" "--file=$string" balance
	try "member $string" '0 1 2' "$pointbook" member -- "$string"
done <naughty
done_with 'naughty strings in rules and arguments'

echo "$((tried - failed)) passed, $failed failed"
[ "$failed" = 0 ]

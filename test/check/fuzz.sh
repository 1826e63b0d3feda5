#!/bin/sh
# fuzz.sh FOLDER SECONDS - runs the fuzz targets in FOLDER, two at a time. With 0
# seconds each only replays its corpus; otherwise it searches from a copy of it,
# and what it finds stays in FOLDER/TARGET.found.
set -u
folder=$1
seconds=$2

if [ "${3-}" != --one ]; then
	targets=$(ls test/fuzz/fuzz_*.c 2>/dev/null)
	printf '%s\n' "$targets" | awk NF |
		xargs -P 2 -n 1 sh "$0" "$folder" "$seconds" --one
	passed=0
	failed=0
	for source in $targets; do
		target=$(basename "$source" .c)
		if [ "$(cat "$folder/$target.result" 2>/dev/null)" = ok ]; then
			echo "ok $target"
			passed=$((passed + 1))
		else
			echo "$source: failed"
			tail -n 40 "$folder/$target.log"
			failed=$((failed + 1))
		fi
	done
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
	exit
fi

target=$(basename "$4" .c)
corpus=test/fuzz/corpus/$target
mkdir -p "$corpus"
export LC_ALL=C.UTF-8 TZ=UTC
rm -f "$folder/$target.result"
if [ "$seconds" = 0 ]; then
	find "$corpus" -type f -exec "$folder/$target" {} +
else
	copy=$folder/$target.corpus
	found=$folder/$target.found/
	mkdir -p "$copy" "$found"
	set -- -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-max_len=65536 -print_final_stats=1 -artifact_prefix="$found"
	[ ! -f "test/fuzz/$target.dict" ] || set -- "$@" "-dict=test/fuzz/$target.dict"
	"$folder/$target" "$@" "$copy" "$corpus"
fi >"$folder/$target.log" 2>&1 && echo ok >"$folder/$target.result"
rmdir "$corpus" 2>/dev/null
exit 0

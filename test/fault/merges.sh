#!/bin/sh
# merges.sh POINTBOOK FOLDER - random three-way merges are the union of both
# sides: the generator and the judge are those of the case that tries the first
# hundred, this tries the next thousand. FAULT_SHARE=N: an Nth of them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$2" || exit 1
half=$((500 / ${FAULT_SHARE:-10}))
[ "$half" -gt 0 ] || half=1
mkdir bin
ln -s "$1" bin/pointbook
PATH=$PWD/bin:$PATH
export PATH POINTBOOK_TODAY=2026-11-22 LOGNAME=rosa LC_ALL=C.UTF-8

for n in 0 1; do
	mkdir "$n"
	first=$((101 + n * half))
	(
		cd "$n" || exit 1
		awk '/^=== /{ name = $2 == "file" ? $3 : ""; next }
			name { print >name }' \
			"$here/../cases/merge/random-merges-are-the-union.case"
		sh merges "$first" $((first + half - 1)) >"../said.$n" 2>&1
	) &
done
wait
cat said.0 said.1
if [ "$(cat said.0 said.1)" = "$half merges
$half merges" ]; then
	echo "ok - $((2 * half)) random three-way merges are the union of both sides"
	echo '1 passed, 0 failed'
else
	echo 'not ok - random three-way merges are the union of both sides'
	echo '0 passed, 1 failed'
	exit 1
fi

#!/bin/sh
# man.sh - mandoc has nothing to say about any page, not even on style.
set -eu
passed=0
failed=0
for page in doc/*.[1-8]; do
	[ -f "$page" ] || continue
	# The .Os line names the program, and the date is the page's own. Pages
	# that others name are looked for where mandoc is started.
	if said=$(cd doc && mandoc -T lint -W style "${page#doc/}" 2>&1) &&
		[ -z "$said" ]; then
		passed=$((passed + 1))
	else
		echo "$said"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]

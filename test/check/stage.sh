# shellcheck shell=sh
# stage.sh - sourced by all.sh and .ci/run: runs steps with a heading and the
# time each took, keeps going, and adds up what they report as their last line
# "N passed, N failed" (a step that reports nothing of the kind counts as one).

stages_passed=0
stages_failed=0
stages_broken=
stages_log=${stages_log:-build/stages}

# stage NAME COMMAND...: quiet when it succeeds, its whole output when it fails.
stage() {
	name=$1
	shift
	mkdir -p "$stages_log"
	log=$stages_log/$(echo "$name" | tr -c 'a-z0-9\n' -).log
	began=$(date +%s%N)
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	ended=$(date +%s%N)
	counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" |
		tail -n 1)
	if [ -z "$counts" ]; then
		if [ "$status" = 0 ]; then counts='1 0'; else counts='0 1'; fi
	fi
	passed=${counts% *}
	failed=${counts#* }
	# A step that fails after its report fails all the same.
	if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
	stages_passed=$((stages_passed + passed))
	stages_failed=$((stages_failed + failed))
	verdict=ok
	if [ "$failed" != 0 ]; then
		verdict=FAILED
		stages_broken="$stages_broken $name;"
		grep -vE '^ok |^make(\[[0-9]*\])?: |^[0-9]+ passed, [0-9]+ failed$' "$log"
	fi
	printf '%-6s %-28s %6d passed %4d failed %7s s\n' "$verdict" "$name" \
		"$passed" "$failed" "$(((ended - began) / 1000000000)).$(((ended - began) / 100000000 % 10))"
}

# Ends the run: the plain total is the last line.
stages_end() {
	[ -z "$stages_broken" ] || echo "failed:$stages_broken"
	echo "$stages_passed passed, $stages_failed failed"
	[ "$stages_failed" = 0 ] && [ "$stages_passed" != 0 ]
}

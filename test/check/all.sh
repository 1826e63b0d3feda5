#!/bin/sh
# all.sh GATE...: runs `make check-GATE` for each, all of them whatever fails.
set -u
# shellcheck source=test/check/stage.sh
. test/check/stage.sh
for gate; do
	stage "$gate" "${MAKE:-make}" -s --no-print-directory "check-$gate"
done
stages_end

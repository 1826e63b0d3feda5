# examples.awk DUMP PAGE... - writes a case a display of examples into the folder
# `cases`; see examples.sh.

function open_case(where, demo) {
	close_case()
	output = cases "/" sprintf("%04d", ++number) ".case"
	print "# " where >output
	if (demo)
		print "=== demo" >output
}

function close_case() {
	flush_step()
	if (output)
		close(output)
	output = ""
}

# The step is written when what it prints is known. The command is a file, so
# that it may have several lines; the folder it ends in is the next one's.
function flush_step(    i, name, fails) {
	if (command == "")
		return
	while (shown && show[shown] == "")
		shown--
	name = source
	sub(/.*\//, "", name)
	name = "../" (source == ARGV[1] ? "help" : name) "." at
	print "=== file " name >output
	print "[ ! -f \"$HOME/../folder\" ] || cd \"$(cat \"$HOME/../folder\")\"" >output
	print command >output
	print "pwd >\"$HOME/../folder\"" >output
	fails = match(command, /# exit [0-9]+ *$/)
	if (shown)
		print "=== shell sh -e " name " 2>&1" >output
	else if (fails)
		print "=== shell sh -e " name " >../said 2>&1" >output
	else
		print "=== shell sh -e " name " >../said 2>&1 || { s=$?; cat ../said; exit $s; }" >output
	for (i = 1; i <= shown; i++)
		print (show[i] ~ /^\\*===/ ? "\\" : "") show[i] >output
	if (fails)
		print "=== exit " substr(command, RSTART + 7) + 0 >output
	print "" >output
	command = ""
	shown = 0
}

# A line of a display, without its indent.
function take(s) {
	if (s ~ /^\$ /) {
		flush_step()
		command = substr(s, 3)
		at = FNR
		source = FILENAME
	} else if (s ~ /^> / && command != "" && !shown)
		command = command "\n" substr(s, 3)
	else if (command != "")
		show[++shown] = s
}

# roff's spelling of characters.
function plain(s) {
	gsub(/\\&/, "", s)
	gsub(/\\-/, "-", s)
	gsub(/\\\(aq/, "'", s)
	gsub(/\\\(dq/, "\"", s)
	gsub(/\\\(ti/, "~", s)
	gsub(/\\\(ha/, "^", s)
	gsub(/\\\(ga/, "`", s)
	gsub(/\\ /, " ", s)
	gsub(/\\e/, "\\", s)
	return s
}

# What the examples of -h find beside the demo book.
BEGIN {
	before["restore"] = "pointbook backup club.tar.gz"
	git = "git init -q && git add . && for n in 1 2; do git -c user.name=rosa -c user.email=r@example.org commit -q --allow-empty -m $n; done"
	before["diff"] = before["log"] = git
}

FILENAME == ARGV[1] {
	if ($1 == "example") {
		open_case("pointbook " $2 " -h: pointbook " $3, 1)
		if ($2 in before)
			take("$ " before[$2])
		take("$ pointbook " $3)
		close_case()
	}
	next
}

FNR == 1 {
	close_case()
	display = 0
	text = FILENAME ~ /\/(tutorial|cookbook)$/
	if (text)
		open_case(FILENAME, FILENAME ~ /cookbook$/)
}

text {
	if (sub(/^(    |\t)/, ""))
		take($0)
	else if ($0 == "")
		take("")
	else
		flush_step()
	next
}

/^\.Dl \$ / {
	open_case(FILENAME ":" FNR, 1)
	take(plain(substr($0, 5)))
	close_case()
	next
}
/^\.Bd .*-literal/ { display = 1; next }
/^\.Ed/ {
	display = 0
	close_case()
	next
}
display == 1 && /^\$ / {
	open_case(FILENAME ":" FNR, 1)
	display = 2
}
display == 1 { display = 0 }
display == 2 { take(plain($0)) }
END { close_case() }

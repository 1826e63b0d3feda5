# case.awk - read one .case file (doc/style says what is in it).
#
# split     -v mode=split -v x=DIR: writes every block's text to DIR/NUMBER and
#           the steps, as calls of test/run's shell functions, to DIR/plan
# rewrite   -v mode=rewrite -v x=DIR: prints the case with what DIR/NUMBER.out,
#           .err and .exit hold in place of what it expected
#
# fit       -v mode=fit -v actual=FILE: the file read is one step's expected
#           text; prints FILE with the lines that fit a [...] line as that line
# titles    -v mode=titles: names the files whose titles are not unique
# The whole case is read first: block b has marker[b], word[b], rest[b] (what
# follows the word), at[b] (its line) and text[b, 1] to text[b, lines[b]].

function bad(number, message) {
	call("bad", FILENAME ":" number ": " message)
}

function quoted(s) {
	gsub(/'/, "'\\''", s)
	return "'" s "'"
}

function call(name, argument) {
	if (mode == "split")
		print name " " quoted(argument) >(x "/plan")
}

function print_block(b,    file, i, s, last) {
	file = x "/" b
	printf "" >file
	last = lines[b]
	if (last && text[b, last] == "\\ No newline at end of file")
		last--
	for (i = 1; i <= last; i++) {
		s = text[b, i]
		if (s ~ /^\\+===/)
			s = substr(s, 2)
		printf "%s%s", s, (i < last || last == lines[b] ? "\n" : "") >file
	}
	close(file)
}

# The stderr and exit blocks that belong to step b.
function read_step(b,    i) {
	errors = "-"
	status = 0
	for (i = b + 1; word[i] == "stderr" || word[i] == "exit"; i++)
		if (word[i] == "stderr")
			errors = i
		else
			status = rest[i]
}

function split_step(b) {
	read_step(b)
	print "step " word[b] " " b " " errors " " status " " input " " \
		quoted(rest[b]) >(x "/plan")
	input = "-"
	steps++
}

function split_block(b,    name, kind) {
	if (word[b] ~ /^(exit|env|demo|skip-unless)$/ && lines[b])
		bad(at[b], "'=== " word[b] "' takes no text below it")
	if (word[b] ~ /^(file|run|shell|stderr|stdin|check-file)$/)
		print_block(b)
	name = rest[b]
	if (word[b] == "run" || word[b] == "shell")
		split_step(b)
	else if (word[b] == "stderr" || word[b] == "exit") {
		if (word[b - 1] !~ /^(run|shell|stderr|exit)$/)
			bad(at[b], "'=== " word[b] "' follows no run")
		if (word[b] == "exit" && name !~ /^[0-9]+$/)
			bad(at[b], "'=== exit' wants a number")
	} else if (word[b] == "file") {
		kind = sub(/ base64$/, "", name) ? "base64_file " : "plain_file "
		call(kind b, name)
	} else if (word[b] == "check-file")
		call("check_file " b, name)
	else if (word[b] == "stdin")
		input = b
	else if (word[b] == "env")
		call("set_variable", name)
	else if (word[b] == "demo")
		call("demo_book", "")
	else if (word[b] == "skip-unless")
		call("skip_unless", name)
	else
		bad(at[b], "unknown block '" word[b] "'")
}

# Is ACTUAL what EXPECTED says, where [...] stands for any text?
function like(expected, actual,    i, piece, inner) {
	while ((i = index(expected, "[...]"))) {
		piece = substr(expected, 1, i - 1)
		expected = substr(expected, i + 5)
		i = index(actual, piece)
		if (!i || (!inner && i != 1))
			return 0
		actual = substr(actual, i + length(piece))
		inner = 1
	}
	if (!inner)
		return expected == actual
	i = length(actual) - length(expected)
	return i >= 0 && substr(actual, i + 1) == expected
}

# What FILE holds; a line that a [...] line of block b still describes is
# printed as that line.
function print_actual(file, b,    s, from, i) {
	from = 1
	while ((getline s <file) > 0) {
		if (mode == "rewrite" && s ~ /^\\*===/)
			s = "\\" s
		for (i = from; i <= lines[b]; i++)
			if (index(text[b, i], "[...]") && like(text[b, i], s)) {
				s = text[b, i]
				from = i + 1
				break
			}
		print s
	}
	close(file)
}

function first_line(file,    s) {
	s = ""
	if ((getline s <file) <= 0)
		s = ""
	close(file)
	return s
}

function rewrite_block(b,    i, code) {
	if (word[b] == "stderr" || word[b] == "exit")
		return
	print "\n" marker[b]
	if (word[b] == "check-file")
		print_actual(x "/" b ".out", b)
	if (word[b] == "run" || word[b] == "shell") {
		read_step(b)
		print_actual(x "/" b ".out", b)
		if (first_line(x "/" b ".has-errors")) {
			print "\n=== stderr"
			print_actual(x "/" b ".err", errors)
		}
		code = first_line(x "/" b ".exit")
		if (code)
			print "\n=== exit " code
	} else if (word[b] != "check-file")
		for (i = 1; i <= lines[b]; i++)
			print text[b, i]
}

mode == "titles" && FNR == 1 && $0 in first {
	print FILENAME ": same title as " first[$0]
}
mode == "titles" { if (FNR == 1) first[$0] = FILENAME; next }
mode == "fit" { text[1, ++lines[1]] = $0; next }
FNR == 1 && !/^# ./ { opening = "the first line must be '# title'" }
FNR == 1 { heading = $0; next }

/^===/ {
	last++
	marker[last] = $0
	at[last] = FNR
	word[last] = $2
	sub(/^=== *[^ ]* */, "")
	rest[last] = $0
	next
}

last { text[last, ++lines[last]] = $0; next }
/^#/ { heading = heading "\n" $0; next }
/[^ ]/ { opening = "text before the first block" }

END {
	if (mode == "titles")
		exit
	if (mode == "fit") {
		print_actual(actual, 1)
		exit
	}
	# One empty line at a block's end is layout.
	for (b = 1; b <= last; b++)
		if (lines[b] && text[b, lines[b]] == "")
			lines[b]--
	if (mode == "rewrite") {
		print heading
		for (b = 1; b <= last; b++)
			rewrite_block(b)
		exit
	}
	printf "" >(x "/plan")
	input = "-"
	if (opening)
		bad(1, opening)
	for (b = 1; b <= last; b++)
		split_block(b)
	if (input != "-")
		bad(at[input], "'=== stdin' without a run after it")
	if (!steps)
		bad(1, "a case needs at least one run")
}

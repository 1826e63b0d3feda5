# style.awk TAGS FILE... - finds what style.sh describes. TAGS holds a function
# a line: file, first line, last line, name, signature.

function say(number, what) {
	print path ":" number ": " what
}

# The line without comments, strings and characters; in_comment goes on.
function bare(s,    out, at, rest) {
	out = ""
	while (s != "") {
		if (in_comment) {
			at = index(s, "*/")
			if (!at)
				return out
			s = substr(s, at + 2)
			in_comment = 0
			continue
		}
		if (!match(s, /\/\*|\/\/|"|'/))
			return out s
		out = out substr(s, 1, RSTART - 1)
		at = substr(s, RSTART, RLENGTH)
		rest = substr(s, RSTART + RLENGTH)
		if (at == "//")
			return out
		if (at == "/*") {
			in_comment = 1
			s = rest
			out = out " "
			continue
		}
		if (at == "\"")
			match(rest, /^([^"\\]|\\.)*"?/)
		else
			match(rest, /^([^'\\]|\\.)*'?/)
		s = substr(rest, RLENGTH + 1)
		out = out at at
	}
	return out
}

function count(s, pattern,    n) {
	n = gsub(pattern, "&", s)
	return n
}

function check_function(number, end, name, signature,    i, s, c, depth, deep,
			branches, parameters) {
	if (end - number + 1 > 70)
		say(number, name " has " end - number + 1 " lines, more than 70")
	branches = 1
	for (i = number; i <= end; i++) {
		s = " " code[i] " "
		branches += count(s, "[^a-zA-Z0-9_](if|for|while|case)[^a-zA-Z0-9_]")
		branches += count(s, "&&") + count(s, "[|][|]") + count(s, "[?]")
		gsub(/[^{}]/, "", s)
		while (s != "") {
			c = substr(s, 1, 1)
			s = substr(s, 2)
			depth += c == "{" ? 1 : -1
			if (depth > deep)
				deep = depth
		}
	}
	if (branches > 15)
		say(number, name " has " branches " branches, more than 15")
	if (deep - 1 > 3)
		say(number, name " is " deep - 1 " levels deep, more than 3")
	# Commas inside a function pointer's own parameters do not count.
	s = substr(signature, 2, length(signature) - 2)
	while (gsub(/\([^()]*\)/, "", s))
		;
	parameters = s ~ /^ *(void)? *$/ ? 0 : count(s, ",") + 1
	if (parameters > 5)
		say(number, name " has " parameters " parameters, more than 5")
}

# Lines 1 to the end of the first comment must say something of use.
function check_purpose(    i, words, used, s) {
	if (raw[1] !~ /^\/\*/) {
		say(1, "does not open with a purpose comment")
		return
	}
	for (i = 1; i <= lines; i++) {
		s = raw[i]
		gsub(/^ *\/?\*+\/?|\*\/ *$/, "", s)
		if (s ~ /[a-zA-Z]/)
			used++
		words += split(s, ignored, /[ \t]+/)
		if (raw[i] ~ /\*\//)
			break
	}
	if (words < 6)
		say(1, "the purpose comment says too little")
	if (used > 15)
		say(1, "the purpose comment has " used " lines, more than 15")
}

# A prototype starts at the left margin and ends in ");" or an attribute.
function check_prototypes(    i, j, whole) {
	for (i = 1; i <= lines; i++) {
		if (code[i] !~ /^[a-zA-Z_][a-zA-Z0-9_ \t*]*[ *][a-z_0-9]+\(/ ||
		    code[i] ~ /^(typedef|return|else|static_assert|_Static_assert)/)
			continue
		if (raw[i - 1] !~ /\*\/[ \t]*$/)
			say(i, "has no comment directly above it: " raw[i])
	}
}

function check_lines(    i, s) {
	for (i = 1; i <= lines; i++) {
		s = " " code[i] " "
		if (s ~ /[^a-zA-Z0-9_](float|double)[^a-zA-Z0-9_]/ &&
		    path !~ /^(src\/insight|test)\//)
			say(i, "floating point belongs to insight/")
		if (s ~ /[^a-zA-Z0-9_]typedef +(struct|union)/)
			say(i, "structs are not typedef'd")
		if (s ~ banned) {
			match(s, banned)
			s = substr(s, RSTART + 1, RLENGTH - 2)
			sub(/[ (]+$/, "", s)
			say(i, s " is not used here")
		}
	}
}

function check_file(    i, part) {
	if (path == "")
		return
	if (lines > 500)
		say(501, "has " lines " lines, more than 500")
	check_purpose()
	check_lines()
	if (path ~ /^src\/.*\.h$/)
		check_prototypes()
	for (i = 1; i <= functions[path]; i++) {
		split(tag[path, i], part, "\t")
		check_function(part[2] + 0, part[3] + 0, part[4], part[5])
	}
}

BEGIN {
	banned = "[^a-zA-Z0-9_](strcpy|strcat|strncpy|strncat|sprintf|vsprintf" \
		"|gets|scanf|sscanf|fscanf|atoi|atol|atoll|atof|strtol|strtoul" \
		"|strtoll|strtoull|strtoimax|strtod|strtof|strtok|strtok_r|alloca" \
		"|rand|srand|system|popen|mktemp|tmpnam|tempnam|asctime|ctime" \
		"|strptime|setjmp|longjmp|signal) *\\("
}

FILENAME == ARGV[1] {
	if ($3 + 0)
		tag[$1, ++functions[$1]] = $0
	next
}

FNR == 1 {
	check_file()
	path = FILENAME
	in_comment = 0
}

{
	lines = FNR
	raw[FNR] = $0
	code[FNR] = bare($0)
}

END { check_file() }

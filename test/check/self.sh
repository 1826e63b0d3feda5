#!/bin/sh
# self.sh - the gates bite: each is given a small tree with one fault and must
# name it, and is silent on the same tree without the fault.
set -u
tree=$PWD/build/self
rm -rf "$tree"
mkdir -p "$tree/test"
cp -R test/check test/run test/case.awk .clang-format "$tree"
mv "$tree/check" "$tree/run" "$tree/case.awk" "$tree/test/"
cd "$tree" || exit 1
# No repository here, and none around it: the files are all there are.
export GIT_CEILING_DIRECTORIES="$tree"
GIT_DIR=$tree/none
export GIT_DIR CC="${CC:-cc}" DEFINES='-std=c11 -Isrc' PROGRAM=./program
passed=0
failed=0

# fresh: the tree without a fault.
fresh() {
	rm -rf src doc share program test/cases
	mkdir -p src/low src/high doc share/demo test/cases/sum
	printf 'low :\nhigh : low\nonly <yaml.h> : low/tree.c\n' >src/layers.txt
	echo 'abort : low/tree.c' >src/calls.txt
	cat >src/low/tree.h <<'C'
/*
 * Trees of the garden: what grows in it, and nothing else.
 */
#ifndef LOW_TREE_H
#define LOW_TREE_H

/* How many leaves the tree has. */
int tree_leaves(int height);

#endif
C
	cat >src/low/tree.c <<'C'
/*
 * Leaves are counted, never guessed; the height is in metres.
 */
#include "low/tree.h"

int tree_leaves(int height)
{
	return height * 3;
}
C
	cat >program <<'P'
#!/bin/sh
case "$*" in
"help --dump") printf 'option\tpointbook\t--today\t-\tDAY\tthe day\ncommand\tsum\tLook\tadd up\noption\tsum\t--total\t-t\t-\tadd the total\ncolumn\tsum\tmember\ttext\twho\ndiagnostic\tbad_date\terror\ta day is wrong\nfield\tname\ttext\ta name\nexample\tsum\tsum --total\n' ;;
*-h) echo "usage: pointbook sum -t, --total" 2>/dev/null || { echo "full" >&2; exit 3; } ;;
*--no-such*) echo "unknown" >&2; exit 2 ;;
*bad*) echo "wrong [bad_date]" >&2; exit 1 ;;
*) echo "member"; echo "M1" ;;
esac
P
	chmod +x program
	printf '.Dd a\n.Sh B\n.It Xr pointbook-sum 1\n.It Fl -today Ar DAY\n' >doc/pointbook.1
	printf '.Nd add up\n.It Fl t , Fl -total\n.Sh COLUMNS\n.It Li member\n.Dl $ pointbook sum\n.Bd -literal\n$ pointbook sum\nmember\nM1\n.Ed\n' >doc/pointbook-sum.1
	printf '.It Ic bad_date Pq error\n' >doc/pointbook-diagnostics.7
	printf '.Sh QUERY FIELDS\n.It Li name\n' >doc/pointbook-query.7
	printf '# adds up\n\n=== run --today 2026-01-01 sum --total name:x\nmember\nM1\n\n=== run sum bad\n\n=== stderr\nwrong [...]\n\n=== exit 1\n\n=== shell echo "[bad_date]"\n[bad_date]\n' >test/cases/sum/adds.case
}

# silent NAME COMMAND...: the gate has nothing to say.
silent() {
	label=$1
	shift
	if "$@" >said 2>&1; then
		passed=$((passed + 1))
	else
		echo "$label: complains of nothing:" && cat said
		failed=$((failed + 1))
	fi
}

# bites NAME WORDS COMMAND...: the gate fails and says WORDS.
bites() {
	label=$1
	words=$2
	shift 2
	if "$@" >said 2>&1; then
		echo "$label: does not see the fault ($words)" && cat said
		failed=$((failed + 1))
	elif ! grep -qF -e "$words" said; then
		echo "$label: fails, but not with '$words':" && cat said
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
	fresh
}

library() {
	$CC -Isrc -O1 -c src/low/tree.c -o tree.o && rm -f tree.a && ar rcs tree.a tree.o
}
check() { sh "test/check/$1.sh"; }
layers() { library && sh test/check/layers.sh tree.a; }
append() { # FILE: what stands on stdin
	cat >>"$1"
}

fresh
for gate in format headers style words docs tables tested examples; do
	silent "$gate" check "$gate"
done
silent layers layers
silent cases sh test/run

echo 'int  x;' | append src/low/tree.h
bites format 'src/low/tree.h' check format
echo '#include "high/roof.h"' | append src/low/tree.c
bites layers 'low must not include high/roof.h' sh test/check/layers.sh
echo '#include <yaml.h>' >src/low/other.c
bites layers '<yaml.h> may be included only by' sh test/check/layers.sh
cp src/low/tree.h src/high/tree.h
bites layers 'stem tree is also' sh test/check/layers.sh
printf '#include "low/b.h"\n' >src/low/a.h
printf '#include "low/a.h"\n' >src/low/b.h
bites layers 'ring' sh test/check/layers.sh
echo 'static int count; int next(void) { return ++count; }' | append src/low/tree.c
bites layers 'count is data that can change' layers
echo 'abort :' >src/calls.txt
printf '#include <stdlib.h>\nvoid f(void) { abort(); }\n' | append src/low/tree.c
bites layers 'must not use abort' layers
echo 'struct leaf *leaf_find(size_t at);' | append src/low/tree.h
bites headers 'src/low/tree.h:1: does not compile alone' check headers

{
	echo 'int many(int a, int b, int c, int d, int e, int f)'
	echo '{'
	for i in 1 2 3 4 5 6 7 8; do echo "if (a == $i && b == $i) { a++; }"; done
	echo 'if (a) { if (b) { if (c) { if (d) { e++; } } } }'
	for i in $(seq 70); do echo "e += $i;"; done
	echo 'return e; }'
} >many
for words in 'has 82 lines' 'has 21 branches' 'is 4 levels deep' 'has 6 parameters'; do
	append src/low/tree.c <many
	bites style "many $words" check style
done
seq 500 | sed 's|.*|/* & */|' | append src/low/tree.c
bites style 'more than 500' check style
echo 'int tree_bare(void);' | append src/low/tree.h
bites style 'has no comment directly above it' check style
echo 'static double half;' | append src/low/tree.c
bites style 'floating point belongs' check style
echo 'typedef struct leaf leaf_t;' | append src/low/tree.h
bites style 'not typedef' check style
echo 'void f(char *p) { strcpy(p, "strcat("); }' | append src/low/tree.c
bites style 'strcpy is not used here' check style
sed -i 1,3d src/low/tree.c
bites style 'purpose comment' check style
echo '/* TO''DO */' | append src/low/tree.c
bites words 'src/low/tree.c' check words
echo 'x ' | append doc/style
bites words 'doc/style' check words
printf 'no end' | append doc/style
bites words 'the last line does not end' check words

for edit in 's/-total/-sum/' 's/^.It Li member/.It Li name/' 's/Nd add up/Nd adds/' 's/Fl t ,//'; do
	sed -i "$edit" doc/pointbook-sum.1
	bites docs 'doc/pointbook-sum.1' check docs
done
sed -i 's/error/warning/' doc/pointbook-diagnostics.7
bites docs 'has no .It Ic bad_date Pq error' check docs
printf '.Nd is gone\n' >doc/pointbook-gone.1
bites docs 'doc/pointbook-gone.1' check docs
sed -i 's/Li name/Li nome/' doc/pointbook-query.7
bites docs 'has no .It Li name in QUERY FIELDS' check docs
sed -i 's/exit 2/exit 1/' program
bites tables 'no-such-option: exit 1' check tables
sed -i 's/exit 3/exit 0/' program
bites tables '/dev/full' check tables
sed -i 's/who/Who./' program
bites tables 'lower case' check tables
sed -i 's/ --total name:x//' test/cases/sum/adds.case
bites tested 'no case uses --total' check tested
sed -i 's/name:x//' test/cases/sum/adds.case
bites tested 'no case asks for name:' check tested
sed -i 's/^member/who/' test/cases/sum/adds.case
bites tested 'no case shows the column member' check tested
sed -i 's/bad_date/worse/' test/cases/sum/adds.case
bites tested 'no case shows [bad_date]' check tested
sed -i 's/^M1/M2/' doc/pointbook-sum.1
bites examples 'doc/pointbook-sum.1:7' check examples
sed -i 's/pointbook sum/pointbook bad/' doc/pointbook-sum.1
bites examples 'doc/pointbook-sum.1:5' check examples

for edit in 's/^M1/M2/' 's/^=== exit 1/=== exit 0/' 's/^wrong/right/' 's/=== stderr/=== sterr/'; do
	sed -i "$edit" test/cases/sum/adds.case
	bites cases 'not ok' sh test/run
done
cp test/cases/sum/adds.case test/cases/sum/again.case
bites cases 'same title' sh test/run
printf '# nothing is run\n' >test/cases/sum/empty.case
bites cases 'at least one run' sh test/run

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

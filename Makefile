# pointbook: the only build file. `make` alone is enough on a bare checkout;
# `make help` lists the targets. Sources are found by wildcard: a new file
# needs no change here.
#
# Knobs, on the command line or in config.mak (which ./configure writes):
#
#   prefix=/usr/local bindir datadir mandir DESTDIR   where things are installed
#   CC=cc CFLAGS CPPFLAGS LDFLAGS LDLIBS PKG_CONFIG   as everywhere
#   WITHOUT_XLSX=1 WITHOUT_GSL=1 WITHOUT_READLINE=1   leave out what is there
#   DEVELOPER=1            every warning is an error
#   SANITIZE=address,undefined COVERAGE=1             instrumented builds
#   FUZZ_SECONDS=20        how long `make fuzz` runs each target
#   UPDATE=1               `make check-cases` rewrites what the cases expect
#   V=1                    show the commands
#
# CC, DEVELOPER, SANITIZE and COVERAGE each choose another folder under build/,
# so that builds live side by side. ./pointbook is the last plain build.

-include config.mak

VERSION := $(shell cat VERSION)
prefix ?= /usr/local
bindir ?= $(prefix)/bin
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
CFLAGS ?= $(if $(SANITIZE),-O1 -g1,-O2 -g)
INSTALL ?= install
PKG_CONFIG ?= pkg-config
FUZZ_SECONDS ?= 20

comma := ,
space := $() $()
hash := \#
quote = '$(subst ','\'',$(1))'
Q := $(if $(V),,@)
QUIET := $(V)$(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $(QUIET),@,@printf '  %-5s %s\n' $(1) $(2);) mkdir -p $(@D)

# --- what there is (no fuzz target reaches into cmd/) -----------------------
FILES := $(sort $(shell find src share test/unit test/fuzz -type f 2>/dev/null))
SOURCES := $(filter-out $(if $(findstring fuzzer,$(SANITIZE)),src/cmd/%),$(filter src/%.c,$(FILES)))
UNIT_SOURCES := $(filter test/unit/%.c,$(FILES))
FUZZ_SOURCES := $(filter test/fuzz/fuzz_%.c,$(FILES))
SHARED := $(filter share/%,$(FILES))
PAGES := $(sort $(wildcard doc/*.[1-8]))
# --- compiler and libraries -------------------------------------------------
# One run of the preprocessor tells the compiler's family and which of the
# optional libraries have their headers here.
OPTIONAL := XLSX=xlsxwriter.h GSL=gsl/gsl_version.h READLINE=readline/readline.h
FOUND := $(shell printf '%s\n' '$(hash)ifdef __clang__' clang \
	'$(hash)else' gcc '$(hash)endif' '$(hash)include <stdio.h>' \
	$(foreach o,$(OPTIONAL),'$(hash)if __has_include(<$(word 2,$(subst =, \
	,$(o)))>)' 'found_$(word 1,$(subst =, ,$(o)))' '$(hash)endif') | \
	$(CC) $(CPPFLAGS) -E -P -xc - 2>/dev/null | \
	grep -E '^(gcc|clang|found_.*)$$')
LIBS_GSL := -lgsl -lgslcblas
CHOSEN := $(foreach o,XLSX GSL READLINE,$(if $(WITHOUT_$(o)),,$(patsubst \
	found_%,%,$(filter found_$(o),$(FOUND)))))
HAVE := $(foreach o,XLSX GSL READLINE,-DHAVE_$(o)=$(if $(filter $(o),$(CHOSEN)),1,0))

# What few commands need is loaded by base/library.h: its headers are used only
# (and those of libcsv, which has no .pc file, and of xxhash).
CORE := yaml-0.1 libpcre2-8 nettle libutf8proc
LOADED := jansson smartcols zlib libzstd
CORE_LIBS := $(shell $(PKG_CONFIG) --libs $(CORE) 2>/dev/null || echo \
	-lyaml -lpcre2-8 -lnettle -lutf8proc) -ldl
CORE_DIRS := $(subst -I,-isystem ,$(shell \
	$(PKG_CONFIG) --cflags-only-I $(CORE) $(LOADED) 2>/dev/null || \
	echo -I/usr/include/libsmartcols))
ALL_LIBS := -Wl,--as-needed $(CORE_LIBS) $(foreach o,$(CHOSEN),$(LIBS_$(o))) \
	-lm $(LDLIBS)
# --- flags ------------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wwrite-strings -Wcast-qual -Wpointer-arith -Wvla -Wundef -Wformat=2 \
	-Wnull-dereference -Wdouble-promotion -Wimplicit-fallthrough
WARNINGS_gcc := -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
	-Wjump-misses-init -Wredundant-decls -Wbidi-chars=any
WARNINGS_clang := -Wmissing-variable-declarations -Wcomma \
	-Wconditional-uninitialized -Wassign-enum -Wcovered-switch-default
STRICT := $(WARNINGS) $(WARNINGS_$(filter gcc clang,$(FOUND))) $(if $(DEVELOPER),-Werror)
HARDEN := $(if $(SANITIZE)$(COVERAGE),,-fstack-protector-strong \
	-fstack-clash-protection -D_FORTIFY_SOURCE=3)
INSTRUMENT := $(if $(SANITIZE),-fno-omit-frame-pointer \
	-fsanitize=$(subst fuzzer,fuzzer-no-link,$(SANITIZE)) \
	-fno-sanitize-recover=all) $(if $(COVERAGE),--coverage -O0)
# Placed freely, sanitized programs move 200,000 pointers at each start.
PIE := $(if $(SANITIZE),no-pie,pie)
DEFINES := -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc $(CORE_DIRS) $(CPPFLAGS)
# The linker compiles, too: nothing installed knows this folder.
BUILT := -ffile-prefix-map=$(CURDIR)=. $(CFLAGS) $(INSTRUMENT)
COMPILE := $(DEFINES) $(STRICT) -fno-common -f$(PIE) $(HARDEN) $(BUILT)
LINK := -$(PIE) -Wl,-z,relro,-z,now $(BUILT) $(LDFLAGS)
# What every event passes through is optimised as one; tests link it plainly.
WHOLE := $(and $(filter gcc,$(FOUND)),$(if $(DEVELOPER)$(SANITIZE)$(COVERAGE),,-flto=auto))
# Criterion's macros convert freely and need more than POSIX.
TEST_FLAGS := -Wno-conversion -Wno-sign-conversion -Wno-pedantic \
	-Wno-missing-prototypes -Wno-missing-variable-declarations \
	-Wno-string-concatenation -Itest/unit
VARIANT := $(subst $(space),-,$(strip $(notdir $(firstword $(CC))) \
	$(if $(DEVELOPER),strict) $(subst $(comma),-,$(SANITIZE)) \
	$(if $(COVERAGE),coverage)))
B := build/$(VARIANT)
# --- building ---------------------------------------------------------------
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
LIBRARY := $(B)/libpointbook.a
# The program run from the tree looks into the tree's share/ too; the installed
# one knows nothing of the tree. So the sources that are told of places (and of
# optional libraries) are compiled twice; in the tree that object comes first.
TOLD := $(shell grep -lE 'HAVE_[A-Z]|POINTBOOK_[VDS]' $(SOURCES) $(UNIT_SOURCES) /dev/null)
IN_TREE := $(patsubst %.c,$(B)/tree/%.o,$(filter src/%,$(TOLD)))
FACTS := -DPOINTBOOK_VERSION=\"$(VERSION)\" -DPOINTBOOK_DATADIR=\"$(datadir)/pointbook\" $(HAVE)
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(B)/%.o)
FUZZERS := $(FUZZ_SOURCES:test/fuzz/%.c=$(B)/fuzz/%)
MAIN_TREE := $(if $(filter src/main.c,$(TOLD)),,$(B)/src/main.o)

define compile
	$(call say,CC,$<)
	$(Q)$(CC) $(COMPILE) $(MORE) -MMD -MP -c -o $@ $<
endef
define link
	$(call say,LINK,$@)
	$(Q)$(CC) $(LINK) $(if $(WHOLE),$(if $(filter %/pointbook,$@),$(WHOLE),\
		-fno-lto)) -o $@ $(filter %.o %.a,$^) $(ALL_LIBS)
endef

all: $(if $(SANITIZE)$(COVERAGE),$(B)/pointbook,pointbook) ## build ./pointbook

pointbook: $(B)/pointbook FORCE
	@cmp -s $< $@ || $(INSTALL) -m 755 $< $@
$(B)/pointbook: $(MAIN_TREE) $(IN_TREE) $(LIBRARY)
	$(link)
$(B)/installed/pointbook: $(B)/src/main.o $(LIBRARY)
	$(link)
$(B)/unit: $(UNIT_OBJECTS) $(LIBRARY) $(B)/sources
	$(link) -lcriterion -ljansson
$(B)/fuzz/%: $(B)/test/fuzz/%.o $(if $(findstring fuzzer,$(SANITIZE)),,\
		$(B)/test/fuzz/replay.o) $(LIBRARY)
	$(link) $(if $(SANITIZE),-fsanitize=$(SANITIZE))
$(LIBRARY): $(filter-out $(B)/src/main.o,$(OBJECTS)) $(B)/sources
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcsD $@ $(filter %.o,$^)

$(B)/test/%.o: MORE = $(TEST_FLAGS) $(HAVE)
$(B)/src/base/%.o $(B)/src/journal/%.o $(B)/src/engine/%.o: \
	MORE = $(WHOLE) $(if $(WHOLE),-ffat-lto-objects)
$(patsubst %.c,$(B)/%.o,$(filter src/%,$(TOLD))): MORE = $(FACTS)
$(IN_TREE): MORE = $(FACTS) -DPOINTBOOK_SOURCE_SHARE=\"$(CURDIR)/share\"
$(TOLD:%.c=$(B)/%.o) $(IN_TREE): $(B)/facts
$(B)/%.o: %.c $(B)/flags | $(B)/libraries
	$(compile)
$(B)/tree/%.o: %.c $(B)/flags | $(B)/libraries
	$(compile)

# Changed flags rebuild what they reach.
remember = @mkdir -p $(@D); printf '%s\n' $(call quote,$(1)) >$@.new; \
	if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
$(B)/flags: FORCE
	$(call remember,$(CC) $(COMPILE) $(TEST_FLAGS))
$(B)/sources: FORCE
	$(call remember,$(LINK) $(ALL_LIBS) $(filter %.c,$(FILES)))
$(B)/facts: FORCE
	$(call remember,$(FACTS) $(CURDIR))
# Before the first object: a missing library is named with its package.
$(B)/libraries:
	@sh test/install-packages --missing build && mkdir -p $(@D) && touch $@

-include $(patsubst %.o,%.d,$(OBJECTS) $(IN_TREE) $(UNIT_OBJECTS) \
	$(FUZZ_SOURCES:%.c=$(B)/%.o))

demo: ## install what is missing, build, and show the demo book
	@sh test/install-packages build
	@$(MAKE) --no-print-directory -j2 all
	@sh test/demo-tour $(B)/demo

configure: configure.ac VERSION src/config.mak.in
	autoconf

# --- checking ---------------------------------------------------------------
TOOL = @PROGRAM=$(B)/pointbook CC='$(CC)' DEFINES='$(DEFINES) $(FACTS)' sh test
AGAIN := +@$(MAKE) --no-print-directory
GATES := format layers headers style words shell man docs tables tested \
	examples unit cases fuzz self

check: ## install what is missing, then every gate that takes seconds
	@sh test/install-packages check
	$(AGAIN) -j2 all tests
	+$(TOOL)/check/all.sh $(GATES)
tests: $(B)/pointbook $(B)/unit $(FUZZERS) ## build the program and all tests
	@:

check-format check-headers check-style check-words check-shell check-man \
check-tidy check-cppcheck check-self: check-%: FORCE
	$(TOOL)/check/$*.sh
check-layers: $(LIBRARY)
	$(TOOL)/check/layers.sh $(if $(SANITIZE)$(COVERAGE),,$(LIBRARY))
check-docs check-tables check-tested check-examples: check-%: $(B)/pointbook
	$(TOOL)/check/$*.sh
check-unit: $(B)/unit
	$(TOOL)/check/unit.sh $(B)/unit
check-cases: $(B)/pointbook ## run CASES='path...', or all of them
	$(TOOL)/run $(CASES)
check-fuzz: $(FUZZERS)
	$(TOOL)/check/fuzz.sh $(B)/fuzz 0
check-asan: ## unit tests, cases and corpora under the sanitizers
	$(AGAIN) SANITIZE=address,undefined tests
	$(AGAIN) SANITIZE=address,undefined check-asan-run
check-asan-run:
	+$(TOOL)/check/all.sh unit cases fuzz
fuzz: ## search with each fuzz target for FUZZ_SECONDS
	$(AGAIN) CC=clang DEVELOPER= SANITIZE=fuzzer,address,undefined fuzz-run
fuzz-run: $(FUZZERS)
	$(TOOL)/check/fuzz.sh $(B)/fuzz $(FUZZ_SECONDS)
bench: pointbook ## measure beside wc, mawk, hledger, ledger and beancount
	$(TOOL)/bench/run
fault: pointbook ## try all faults, crashes and races there are
	$(subst @,@FAULT_SHARE=1 ,$(TOOL))/fault/run
# --- installing -------------------------------------------------------------
D := $(DESTDIR)
MAN = $(D)$(mandir)/man$(patsubst .%,%,$(suffix $(1)))/$(notdir $(1))
INSTALLED = $(D)$(bindir)/pointbook $(foreach p,$(PAGES),$(call MAN,$(p))) \
	$(SHARED:share/%=$(D)$(datadir)/pointbook/%)

install: $(B)/installed/pointbook ## copy program, manual and share under prefix
	$(INSTALL) -d $(call quote,$(D)$(bindir))
	$(INSTALL) -m 755 $< $(call quote,$(D)$(bindir)/pointbook)
	$(Q)$(foreach p,$(PAGES),$(INSTALL) -D -m 644 $(p) \
		$(call quote,$(call MAN,$(p))) &&) true
	$(Q)$(foreach f,$(SHARED),$(INSTALL) -D -m 644 $(f) \
		$(call quote,$(D)$(datadir)/pointbook/$(f:share/%=%)) &&) true

uninstall: ## remove what install copied
	$(Q)rm -f $(foreach f,$(INSTALLED),$(call quote,$(f)))
	$(Q)find $(call quote,$(D)$(datadir)/pointbook) -depth -type d -empty -delete 2>/dev/null || true

dist: configure ## build/pointbook-VERSION.tar.gz of the committed tree
	$(Q)mkdir -p build && git archive --format=tar --prefix=pointbook-$(VERSION)/ --add-file=configure HEAD | gzip -9n \
		>build/pointbook-$(VERSION).tar.gz

clean: ## remove what was built
	rm -rf build pointbook
distclean: clean ## and what configure wrote
	rm -rf configure config.mak config.log config.status autom4te.cache
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | \
		awk -F'\t' '{ printf "%-12s %s\n", $$1, $$2 }'

.PHONY: all demo check tests fuzz fuzz-run bench fault install uninstall dist clean \
	distclean help FORCE $(addprefix check-,$(GATES) asan asan-run tidy cppcheck)
.SECONDARY:

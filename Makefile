# coaching, a PostgreSQL extension.
#
#   make            build                    make demo       see it work (sets itself up)
#   make install    install                  make test       prove it (sets itself up)
#   make installcheck   pg_regress against a running server
#   make bench      benchmarks               make setup      install what demo and test need
#   make reference  write docs/reference     make dist       an archive of the last commit
#   make clean      remove what was built
#
# PG_CONFIG=… chooses the server; otherwise test/find-pg-config does.

all:

# The SQL of the slices, each after those it uses.
SQL_PARTS = \
    src/identity/identity.sql \
    src/events/events.sql \
    src/people/people.sql \
    src/relationships/relationships.sql \
    src/relationships/blocks.sql \
    src/relationships/requests.sql \
    src/relationships/invitations.sql \
    src/relationships/interests.sql \
    src/relationships/coaching_page.sql \
    src/packages/packages.sql \
    src/packages/client_packages.sql \
    src/packages/package_ledger.sql \
    src/scheduling/trainer_hours.sql \
    src/scheduling/bookings.sql \
    src/scheduling/availability.sql \
    src/scheduling/calendar.sql \
    src/training/exercises.sql \
    src/training/plans.sql \
    src/training/logs.sql \
    src/training/statistics.sql \
    src/training/import.sql \
    src/feedback/notes.sql \
    src/feedback/insights.sql \
    src/feedback/reviews.sql \
    src/matching/matching.sql \
    src/transfer/transfers.sql \
    src/dashboard/connections.sql \
    src/dashboard/figures.sql \
    src/dashboard/overviews.sql \
    src/vocabulary/vocabulary.sql \
    src/access/policies.sql \
    src/access/own_changes.sql \
    src/access/grants.sql \
    src/access/installed.sql

EXTENSION = coaching
MODULE_big = coaching
PGFILEDESC = "coaching - the data layer of a coaching business"

# The one place which says the version is coaching.control.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" coaching.control)

SOURCES := $(sort $(wildcard src/*/*.cpp))
OBJS = $(SOURCES:src/%.cpp=build/objects/%.o)
DATA = $(wildcard coaching--*--*.sql)
DATA_built = coaching--$(EXTVERSION).sql

# pg_regress, for installcheck: the same files in the same order as test/regress/run.
REGRESS = $(shell sed -n 's/^test: *//p' test/regress/schedule)
REGRESS_OPTS = --inputdir=. --encoding=UTF8

# These need no PostgreSQL yet: they install it.
SELF_SUFFICIENT = setup demo demo-stop test bench reference
.PHONY: all dist $(SELF_SUFFICIENT)

setup:
	@test/setup

demo: setup
	@demo/run

demo-stop:
	@test/cluster/cluster destroy demo

test: setup
	@test/run

bench: setup
	@test/bench/run

reference: setup
	@docs/generate/run

# For PGXN, whose versions have three parts. The SQL put together comes along, since META.json names it.
DISTVERSION = $(EXTVERSION).0
ARCHIVE = coaching-$(DISTVERSION).zip
COMMIT = HEAD

dist: $(DATA_built)
	@git diff --quiet $(COMMIT) -- || { echo "make dist archives what is committed: commit first"; exit 1; }
	git archive --format=zip --prefix=coaching-$(DISTVERSION)/ --add-file=$(DATA_built) \
	    -o $(ARCHIVE) $(COMMIT)

# Said here, since PGXS' implicit rules would let a missing part pass in silence.
MISSING_PARTS := $(filter-out $(wildcard $(SQL_PARTS)),$(SQL_PARTS))
ifneq ($(MISSING_PARTS),)
ifeq ($(filter clean distclean,$(MAKECMDGOALS)),)
$(error SQL_PARTS names what is not there: $(MISSING_PARTS))
endif
endif

$(DATA_built): $(SQL_PARTS) coaching.control Makefile
	@{ printf '%s\n' '\echo Use "CREATE EXTENSION coaching" to load this file. \quit' && \
	    for part in $(SQL_PARTS); do echo && cat $$part || exit 1; done; } > $@.new
	@mv $@.new $@

ifneq ($(filter-out $(SELF_SUFFICIENT) dist,$(or $(MAKECMDGOALS),all)),)

FOUND_PG_CONFIG := $(shell PG_CONFIG='$(PG_CONFIG)' test/find-pg-config)
ifeq ($(FOUND_PG_CONFIG),)
$(error No PostgreSQL with its server development files found: run `make setup`, or set PG_CONFIG)
endif
override PG_CONFIG := $(FOUND_PG_CONFIG)

# Bitcode for the JIT is made by clang, which need not be able to compile this C++.
override with_llvm := no

# -Werror is for those who change the code; a packager with a newer compiler says `make WERROR=`.
WERROR = -Werror
SHLIB_LINK = -lstdc++
EXTRA_CLEAN = build/objects build/built-with build/regress

PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# PostgreSQL's headers come in as system headers: they do not pass these warnings as C++20. The -I of
# the same folder, which PGXS has added, is ignored by the compiler because of -isystem.
COACHING_CXXFLAGS = -std=c++20 -Wall -Wextra $(WERROR) -fvisibility=hidden -fno-plt -Isrc \
    -isystem $(includedir_server)
BUILD = $(CXX) $(CXXFLAGS) -O2 $(CPPFLAGS) $(COACHING_CXXFLAGS)

$(OBJS): build/objects/%.o: src/%.cpp build/built-with
	@mkdir -p $(@D)
	$(BUILD) -MMD -MP -c -o $@ $<

# Another server or other flags: everything anew.
build/built-with: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(VERSION)' '$(subst ','\'',$(BUILD))' | cmp -s - $@ || \
	    printf '%s\n' '$(VERSION)' '$(subst ','\'',$(BUILD))' > $@
FORCE:
.PHONY: FORCE

-include $(OBJS:.o=.d)

endif

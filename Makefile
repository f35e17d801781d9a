# mod_rehab: build, run and test.  `make run` serves the demo portal, `make test` proves it.
#
# Variables: PORT=8080  STATE=build/state  DB=sqlite|pgsql  JOBS=file.csv  DEMO=0  SAN=1 (sanitizers)
#            SCALE=2 (a balancer, two httpd, PostgreSQL with a replica, redis: conf/scale.sh)
#            T=name (one test)  AXE=all (skip nothing)  DEBUG=1 (RehabDebug On)
# Several STATEs and PORTs run side by side.  Everything that is made lies in build/ and STATE.

PORT   ?= 8080
STATE  ?= build/state
DB     ?= sqlite
DEMO   ?= 1
PREFIX ?= /usr/local
PYTHON ?= /usr/bin/python3
export PORT STATE DB JOBS DEMO SAN SCALE T AXE DEBUG

# --- Sources, in the order in which a request meets them: the list is the map.

# MODULE knows httpd: what runs at start, then the stages of a request.
MODULE_NAMES := \
    mod_rehab config config_page config_param config_line config_log config_hosts \
    translate handle visitor authorise admit body keep store crowd respond
# CORE does not: what all share, start, route, params, kept pages, query, write, document, sheet,
# formats, and what rehabctl loads.
CORE_NAMES := \
    fault text buffer memory room day clock patience xml_file \
    page site_file site_file_read load check check_names rehearse relations content organisation examples hours_read \
    hours promise reload \
    route accept \
    request form form_multipart params kinds kinds_number kinds_digit kinds_when kinds_time kinds_address code letters \
    fold fold_query difference \
    revision kept flight errand gzip gate crew \
    sql sql_rows sql_variant db db_pool db_prepared db_sqlite db_sqlite_lean libpq db_pgsql db_pgsql_ahead db_pgsql_send db_pgsql_rows search query \
    session account attempt password password_common totp \
    write action action_sign_in action_second action_password spend audit outbox count seal \
    seal_desk key_file wrap person session_key hold \
    document page_document cards cards_load frame letter letter_text \
    memo words words_read words_format sheet sheet_scan sheet_run sheet_words \
    plan_path plan_walk plan_value plan_call plan_read plan_match plan_run plan_sort plan_write \
    html render json csv ics \
    migrate csv_read trades import_jobs import_row import_known import_store import_add \
    import_places import_table import_index \
    import_trades import_marks import_checkpoint import_guess
MODULE := $(MODULE_NAMES:%=mod_rehab/%.c)
CORE   := $(CORE_NAMES:%=mod_rehab/%.c)
CTL    := mod_rehab/rehabctl.c $(sort $(wildcard mod_rehab/ctl_*.c))
SRCS   := $(MODULE) $(CORE) $(CTL)

# --- Tools and flags

ifeq ($(origin CC),default)
CC       := gcc
endif
APXS     ?= $(firstword $(wildcard /usr/bin/apxs /usr/bin/apxs2) apxs)
PKGS      = libxml-2.0 libxslt libexslt icu-i18n icu-uc libsodium sqlite3 zlib
# rehabctl alone sends mail.
CTL_PKGS  = libcurl

WARNINGS := -Wall -Wextra -Wconversion -Wformat=2 -Wshadow -Werror
HARDEN   := -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
OPTIMISE := -O2 -g
OUT      := build

ifeq ($(SAN),1)
OUT      := build/san
HARDEN   := -fstack-protector-strong
OPTIMISE := -O1 -g -fno-omit-frame-pointer
SANITIZE := -fsanitize=address,undefined
endif

INCLUDES = $(shell apr-1-config --includes --cppflags) $(shell apu-1-config --includes) \
           $(shell pkg-config --cflags $(PKGS))
CTL_LINK = $(shell pkg-config --libs $(CTL_PKGS))
LINK     = $(shell apr-1-config --link-ld) $(shell apu-1-config --link-ld) \
           $(shell pkg-config --libs $(PKGS)) -lcrypt -lm
CFLAGS  ?= $(OPTIMISE)
ALL_CFLAGS = -std=gnu11 $(WARNINGS) $(CFLAGS) $(HARDEN) $(SANITIZE) -fPIC -fvisibility=hidden \
             $(FLAGS) -MMD -MP
# nodelete: libxml2 and libxslt keep pointers into the module over a graceful restart.
SO_FLAGS  := -shared -Wl,-z,nodelete,-z,relro,-z,now -Wl,--as-needed
BIN_FLAGS := -pie -Wl,-z,relro,-z,now -Wl,--as-needed

# Asked once, and only when something is compiled: deps may have to install the askers first.
FLAGS = $(eval FLAGS := $(INCLUDES))$(FLAGS)
LIBS  = $(eval LIBS := $(LINK))$(LIBS)
HTTPD = $(eval HTTPD := -isystem $(shell $(APXS) -q INCLUDEDIR))$(HTTPD)

# make V=1 shows whole commands.
Q        := $(if $(V),,@)
OBJ      := $(OUT)/obj
CORE_O   := $(CORE:mod_rehab/%.c=$(OBJ)/%.o)
MODULE_O := $(MODULE:mod_rehab/%.c=$(OBJ)/%.o)
CTL_O    := $(CTL:mod_rehab/%.c=$(OBJ)/%.o)
UNIT     := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/test_*.c))
FUZZ     := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

PRODUCTS := $(OUT)/mod_rehab.so $(if $(CTL),$(OUT)/rehabctl)
DEV      := env REHAB_OUT=$(OUT) conf/dev.sh

.PHONY: all run start stop reload configtest check lint format deps deps-run deps-test \
        test test-programs test-unit test-sheets test-sql test-site test-fuzz test-guards \
        bench clean install deb

all: $(PRODUCTS)

$(OUT)/mod_rehab.so: $(CORE_O) $(MODULE_O)
	@echo "  LD $@"
	$(Q)$(CC) $(SO_FLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

$(OUT)/rehabctl: $(CTL_O) $(OUT)/core.a
	@echo "  LD $@"
	$(Q)$(CC) $(BIN_FLAGS) $(SANITIZE) -o $@ $^ $(LIBS) $(CTL_LINK)

$(OUT)/core.a: $(CORE_O)
	$(Q)rm -f $@ && ar rcs $@ $^

# Core is compiled without httpd's headers in reach.
$(MODULE_O): EXTRA = $(HTTPD)
$(OBJ)/%.o: mod_rehab/%.c
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(EXTRA) -c -o $@ $<

# One program a core file, linked with all of core.
$(OUT)/unit/%: tests/unit/%.c $(OUT)/core.a
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(Q)$(CC) $(ALL_CFLAGS) -Imod_rehab -o $@ $< $(OUT)/core.a $(LIBS) -lcmocka

# Programs of the other layers: build/run-sheet makes a page of a document without a server.
HELPERS := $(patsubst %.c,$(OUT)/%,$(notdir $(wildcard tests/sheets/*.c tests/sql/*.c tests/bench/*.c)))
vpath %.c tests/sheets tests/sql tests/bench
$(HELPERS): $(OUT)/%: %.c $(OUT)/core.a
	@echo "  CC $@"
	$(Q)$(CC) $(ALL_CFLAGS) -Imod_rehab -o $@ $< $(OUT)/core.a $(LIBS)

# Fuzz targets have a core of their own: libFuzzer wants to see every edge.
FUZZ_FLAGS := -std=gnu11 -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZ_O     := $(CORE:mod_rehab/%.c=build/fuzz/obj/%.o)
build/fuzz/obj/%.o: mod_rehab/%.c
	@mkdir -p $(@D)
	@echo "  FUZZ $@"
	$(Q)clang $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(FLAGS) -MMD -MP -c -o $@ $<

build/fuzz/core.a: $(FUZZ_O)
	$(Q)rm -f $@ && ar rcs $@ $^

build/fuzz/%: tests/fuzz/%.c build/fuzz/core.a
	@mkdir -p $(@D)
	@echo "  FUZZ $@"
	$(Q)clang $(FUZZ_FLAGS) -fsanitize=fuzzer $(FLAGS) -MMD -MP -Imod_rehab -o $@ $< \
	    build/fuzz/core.a $(LIBS)

-include $(wildcard $(OBJ)/*.d $(OUT)/unit/*.d build/fuzz/*.d build/fuzz/obj/*.d)

# --- Serve

run: deps-run
	@$(MAKE) --no-print-directory all
	@$(DEV) run

start: deps-run
	@$(MAKE) --no-print-directory all
	@$(DEV) start

stop:
	@$(DEV) stop

reload:
	@$(MAKE) --no-print-directory all
	@$(DEV) reload

configtest: deps-run
	@$(MAKE) --no-print-directory all
	@$(DEV) configtest

# --- Test.  tests/run adds up what passed and failed in all layers that it is given.

test: deps-test
	@$(MAKE) --no-print-directory all test-programs
	@tests/run guards lint unit sheets sql fuzz site site-pgsql

check: deps-test
	@$(MAKE) --no-print-directory all test-programs
	@tests/run guards lint-changed unit sheets sql

test-programs: $(UNIT) $(FUZZ) $(HELPERS)

test-unit: deps-test
	@$(MAKE) --no-print-directory all test-programs
	@tests/run unit

test-fuzz: deps-test
	@$(MAKE) --no-print-directory all test-programs
	@tests/run fuzz

test-sheets test-sql test-site: deps-test
	@$(MAKE) --no-print-directory all $(HELPERS)
	@tests/run $(@:test-%=%)

bench: deps-run
	@conf/deps.sh bench
	@$(MAKE) --no-print-directory all
	@$(PYTHON) tests/bench/bench.py

test-guards:
	@$(MAKE) --no-print-directory all
	@tests/run guards

lint: deps-test
	@tests/run lint

format:
	clang-format -i mod_rehab/*.[ch] $(wildcard tests/unit/*.[ch] tests/fuzz/*.[ch])

# --- Install

deps:
	@rm -f build/deps/run-* build/deps/test-*
	@conf/deps.sh run $(DB)
	@conf/deps.sh test
deps-run:
	@conf/deps.sh $(if $(filter 2,$(SCALE)),scale,run $(DB))
deps-test:
	@conf/deps.sh test

# What runs, and no demonstration: that is for a checkout.
DATA := $(DESTDIR)$(PREFIX)/share/mod_rehab
install: all $(OUT)/rehabctl.8
	install -D -m 644 $(OUT)/mod_rehab.so $(DESTDIR)$(shell $(APXS) -q LIBEXECDIR)/mod_rehab.so
	install -D -m 755 $(OUT)/rehabctl $(DESTDIR)$(PREFIX)/bin/rehabctl
	install -D -m 644 $(OUT)/rehabctl.8 $(DESTDIR)$(PREFIX)/share/man/man8/rehabctl.8
	mkdir -p $(DATA)
	cp -R conf xsl htdocs $(DATA)/
	rm -rf $(DATA)/conf/dev.* $(DATA)/conf/scale.sh $(DATA)/conf/deps.sh $(DATA)/conf/debian $(DATA)/conf/demo \
	    $(DATA)/conf/sql/demo
	sed -i 's|/usr/local/share/mod_rehab|$(PREFIX)/share/mod_rehab|' $(DATA)/conf/rehab.conf
	chmod -R u=rwX,go=rX $(DATA)
	@echo "Now: Define REHAB_HOME $(PREFIX)/share/mod_rehab  and  Include $(PREFIX)/share/mod_rehab/conf/rehab.conf"

$(OUT)/rehabctl.8: $(addprefix conf/debian/,rehabctl.8 manual.sh changelog) $(OUT)/rehabctl
	$(Q)conf/debian/manual.sh $< $(OUT)/rehabctl conf/debian/changelog >$@.new && mv $@.new $@

# build/deb/libapache2-mod-rehab_VERSION_ARCHITECTURE.deb, of what is built, without a network.
deb: all
	$(Q)rm -rf build/deb && mkdir -p build/deb/tree && cp -R conf/debian build/deb/tree/
	$(Q)cd build/deb/tree && SOURCE=$(CURDIR) DEB_RULES_REQUIRES_ROOT=no \
	    debian/rules binary >../log 2>&1 || { tail -n 20 ../log >&2; exit 1; }
	@ls build/deb/*.deb

clean:
	@for state in $(STATE) build/*/ build/san/*/; do \
	    [ ! -e "$$state/run" ] || STATE=$${state%/} $(DEV) forget; done
	rm -rf build htdocs/fonts

# print-CORE: what a list above holds, for guards.
print-%:
	@echo $($*)

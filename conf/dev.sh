#!/bin/sh
# dev: a private portal on 127.0.0.1: prepares STATE and starts and stops httpd and, with DB=pgsql,
# a PostgreSQL of its own.   conf/dev.sh run|start|stop|reload|configtest|forget
#
# Takes PORT STATE DB JOBS DEMO SAN DEBUG as the Makefile says, REHAB_OUT (where the built files
# lie), and for tests REHAB_NOW, REHAB_BASE and REHAB_EXTRA (a file that dev.conf ends with).
# REHAB_PGSQL is a connection to a PostgreSQL that somebody else keeps; SCALE=2 starts what scale.sh
# says.  What httpd's and PostgreSQL's users must reach lies in ROOM, outside closed folders, where
# sockets have short names too; STATE links to it.
set -eu
# shellcheck disable=SC3045  # dash and bash have it
ulimit -c 0

home=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$home"
PORT=${PORT:-8080} STATE=${STATE:-build/state} DB=${DB:-sqlite} DEMO=${DEMO:-1}
case $STATE in /*) ;; *) STATE=$home/$STATE ;; esac
out=$home/${REHAB_OUT:-build}
hash=$(printf %s "$STATE" | sha256sum | cut -c1-12)
room=/var/tmp/rehab-$hash
httpd=$(command -v apache2 || command -v httpd || echo /usr/sbin/apache2)
root=
if [ "$(id -u)" = 0 ]; then
    root=1
    web=www-data
fi

say() { echo "$*"; }
die() {
    echo "make: $*" >&2
    exit 1
}

# --- Folders

# A folder in /var/tmp that somebody else made first is nobody's friend.
make_room() {
    [ -e "$room" ] || mkdir -m 711 "$room"
    if [ -L "$room" ] || [ ! -O "$room" ]; then
        die "$room is not ours: remove it, or use another STATE"
    fi
}

# As root STATE is a link into ROOM; otherwise it is a plain folder.  A STATE that is gone takes
# what lies in its room with it, so that a new checkout never meets the data of an old one.
find_state() {
    if [ -e "$STATE" ]; then
        state=$(cd "$STATE" && pwd -P)
    elif [ -n "$root" ]; then
        state=$room/state
    else
        state=$STATE
    fi
    logs=$state/logs run=$state/run
    [ -z "$root" ] || logs=$room/logs run=$room/run
}

make_state() {
    make_room
    # A link whose room is gone is no state.
    [ -e "$STATE" ] || rm -f "$STATE"
    if [ -n "$root" ] && [ ! -L "$STATE" ]; then
        if [ -e "$STATE" ]; then
            rm -rf "$room/state"
            mv "$STATE" "$room/state"
        else
            halt_leftovers
            rm -rf "$room/state" "$room/pgsql" "$room/htdocs" "$room/logs" "$room/run"
            mkdir -p "$room/state" "$(dirname "$STATE")"
        fi
        chmod 755 "$room/state"
        rm -f "$STATE"
        ln -s "$room/state" "$STATE"
    fi
    mkdir -p "$STATE"
    find_state
    for folder in data keys count rendered; do
        mkdir -p "$state/$folder"
    done
    chmod 700 "$state/data" "$state/keys" "$state/count"
    mkdir -p "$logs" "$run"
    if [ -n "$root" ]; then
        ln -sfn "$logs" "$state/logs"
        ln -sfn "$run" "$state/run"
    fi
    htdocs=$home/htdocs
    if [ -n "$root" ]; then
        htdocs=$room/htdocs
        rm -rf "$room/htdocs.new"
        cp -R "$home/htdocs" "$room/htdocs.new"
        chmod -R a+rX "$room/htdocs.new"
        rm -rf "$htdocs"
        mv "$room/htdocs.new" "$htdocs"
    fi
    [ -e "$home/htdocs/fonts/OFL.txt" ] || say "no font in htdocs/fonts: pages use the system's"
}

# The state belongs to the server's children; logs and pid, which root writes, do not lie in it.
own() {
    # A database that is in use has files that come and go: one that went meanwhile is no mistake.
    [ -z "$root" ] || chown -RPf "$web:" "$state" || chown -RP "$web:" "$state"
    chmod -R a+rX "$state/rendered"
}

# The servers of a STATE that was deleted while they ran.
halt_leftovers() {
    state=$room/state run=$room/run
    halt_httpd
    halt_pgsql
}

# --- PostgreSQL

pgsql_here() {
    bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$bin" ] || die "no PostgreSQL below /usr/lib/postgresql: make deps DB=pgsql"
    cluster=$state/pgsql
    [ -z "$root" ] || cluster=$room/pgsql
}

# As root the cluster belongs to postgres, which can enter ROOM but not closed folders.
as_postgres() {
    if [ -n "$root" ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Unix socket only, each caller known by who runs it; no value of a row ever reaches its log.
make_pgsql() {
    pgsql_here
    if [ ! -s "$cluster/PG_VERSION" ]; then
        say "making a PostgreSQL cluster in $cluster"
        rm -rf "$cluster"
        mkdir -m 700 "$cluster"
        [ -z "$root" ] || chown postgres: "$cluster"
        as_postgres "$bin/initdb" -D "$cluster" -U portal -A peer -E UTF8 --locale=C.UTF-8 \
            >"$logs/pgsql-init.log" 2>&1 || {
            tail -n 5 "$logs/pgsql-init.log" >&2
            die "initdb failed"
        }
        {
            echo "listen_addresses = ''"
            echo "unix_socket_directories = '$room/pg'"
            echo "max_connections = 60"
            echo "log_error_verbosity = terse"
            echo "log_min_error_statement = panic"
            echo "log_parameter_max_length_on_error = 0"
            echo "wal_keep_size = 64MB"     # so long a replica may be away
        } >>"$cluster/postgresql.conf"
        echo "local all,replication all peer map=portal" >"$cluster/pg_hba.conf"
        for user in root postgres www-data "$(id -un)"; do
            echo "portal $user portal"
        done | sort -u >"$cluster/pg_ident.conf"
    fi
    mkdir -p "$room/pg"
    [ -z "$root" ] || chown postgres: "$room/pg"
    if ! as_postgres "$bin/pg_ctl" -D "$cluster" status >/dev/null 2>&1; then
        as_postgres "$bin/pg_ctl" -D "$cluster" -w -t 180 -l "$cluster/server.log" start \
            >/dev/null || {
            tail -n 10 "$cluster/server.log" >&2
            die "PostgreSQL does not start"
        }
    fi
    as_postgres "$bin/psql" -qAt -h "$room/pg" -U portal -d postgres \
        -c "SELECT 1 FROM pg_database WHERE datname = 'portal'" | grep -q 1 ||
        as_postgres "$bin/createdb" -h "$room/pg" -U portal portal
}

halt_pgsql() {
    for folder in "$room/pgsql" "${state:-/nowhere}/pgsql"; do
        [ -s "$folder/postmaster.pid" ] || continue
        pgsql_here
        as_postgres "$bin/pg_ctl" -D "$folder" -m fast -w -t 180 stop >/dev/null 2>&1 || :
    done
}

# --- Data

database() {
    if [ "$DB" = pgsql ]; then
        connection=${REHAB_PGSQL:-"host=$room/pg dbname=portal user=portal connect_timeout=2"}
        set_database="pgsql $connection"
    else
        set_database="sqlite3 $state/data/portal.db"
    fi
}

rehabctl() {
    "$out/rehabctl" --state "$state" "$@"
}

# Makes the portal's data the first time; later runs only bring the schema up to date.
fill() {
    database
    made=$run/made-$DB
    if [ ! -e "$made" ] && [ -z "${REHAB_PGSQL:-}" ]; then
        demo=--demo
        { [ "$DEMO" != 0 ] && [ -z "${JOBS:-}" ]; } || demo=
        # shellcheck disable=SC2086  # an option or none
        rehabctl init $demo --home "$home" --database "$set_database"
        if [ -n "${JOBS:-}" ]; then
            rehabctl import jobs "$JOBS" --database "$set_database"
        fi
        touch "$made"
    else
        rehabctl migrate --database "$set_database"
    fi
    own
}

# Content pages need the listing that httpd writes when it starts.
render() {
    rehabctl render
    own
}

# --- httpd

serve() {
    set -- -d "$state" -f "$home/conf/dev.conf" \
        -C "Define REHAB_HOME \"$home\"" -C "Define REHAB_STATE \"$state\"" \
        -C "Define REHAB_PORT $PORT" -C "Define REHAB_MODULE \"$out/mod_rehab.so\"" \
        -C "Define REHAB_HTDOCS \"$htdocs\"" \
        -C "Define REHAB_LOGS \"$logs\"" -C "Define REHAB_RUN \"$run\"" "$@"
    [ -z "$root" ] || set -- "$@" -C "Define REHAB_USER $web"
    [ "$DB" != pgsql ] || set -- "$@" -C "Define REHAB_PGSQL \"$connection\""
    [ -z "${REHAB_NOW:-}" ] || set -- "$@" -C "Define REHAB_NOW $REHAB_NOW"
    [ -z "${REHAB_BASE:-}" ] || set -- "$@" -C "Define REHAB_BASE $REHAB_BASE"
    [ -z "${DEBUG:-}" ] || set -- "$@" -C "Define REHAB_DEBUG on"
    [ -z "${REHAB_EXTRA:-}" ] || set -- "$@" -c "Include \"$REHAB_EXTRA\""
    (
        # A request that takes memory without end ends its process, not the machine's others.
        # shellcheck disable=SC3045  # dash and bash have it
        [ "${SAN:-}" = 1 ] || ulimit -d 3145728
        if [ "${SAN:-}" = 1 ]; then
            LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
            ASAN_OPTIONS=detect_leaks=0:log_path=$logs/sanitizer
            UBSAN_OPTIONS=print_stacktrace=1:log_path=$logs/sanitizer
            export LD_PRELOAD ASAN_OPTIONS UBSAN_OPTIONS
        fi
        LANG=C.UTF-8 exec "$httpd" "$@"
    )
}

# lives FILE: the process whose id is in it runs, and is not merely waited for by nobody.
lives() {
    [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null &&
        ! grep -q '^State:.Z' "/proc/$(cat "$1")/status" 2>/dev/null
}

running() {
    lives "$run/httpd.pid"
}

# One process: httpd itself is not built with sanitizers.  exec lets go of the caller's output; a
# redirection of a function would keep a copy open.
serve_sanitized() {
    (
        exec </dev/null >"$logs/start.log" 2>&1
        serve -X
    ) &
}

failed() {
    cat "$logs/start.log" >&2
    tail -n 20 "$logs/error.log" >&2 2>/dev/null || :
    die "$1"
}

start() {
    find_state
    if [ -e "$STATE" ] && running; then
        say "already served from $STATE: make stop, or make reload"
        return 0
    fi
    make_state
    [ "$DB" != pgsql ] || [ -n "${REHAB_PGSQL:-}" ] || make_pgsql
    fill
    rm -f "$run/httpd.pid"
    : >"$logs/start.log"
    if [ "${SAN:-}" = 1 ]; then
        serve_sanitized
    else
        serve -k start >"$logs/start.log" 2>&1 || failed "httpd does not start"
    fi
    tries=0
    until curl -sf -o "$run/first-page" --max-time 10 \
        "http://127.0.0.1:$PORT${REHAB_BASE:-}/he/jobs"; do
        tries=$((tries + 1))
        [ "$tries" -lt 720 ] || failed "the portal did not answer within three minutes"
        # It writes its number when it has read its configuration a second time.
        if [ "$tries" -gt 120 ] && ! running; then
            failed "httpd ended"
        fi
        sleep 0.25
    done
    render
}

addresses() {
    url=http://localhost:$PORT${REHAB_BASE:-}
    say "portal        $url/"
    say "jobs          $url/he/jobs   $url/en/jobs"
    say "call-back     $url/he/callback"
    say "what was sent $out/rehabctl --state $STATE desk list"
    if [ -e "$state/desk.holder" ]; then
        say "               or $url/he/staff/desk, signed in as coordinator or worker"
    fi
    if [ -e "$state/demo" ]; then
        say "sign in       $url/en/sign-in as one of these, with the password behind it:"
        while IFS=, read -r mail _ _ roles _ _ password totp; do
            [ "$mail" = mail ] || say "               $mail, $password (${roles}${totp:+, key $totp})"
        done <"$home/conf/demo/accounts.csv"
        say "               no telephone for the key? $out/rehabctl --state $STATE user code MAIL"
    fi
    say "mail          $out/rehabctl --state $state mail   lays it into $STATE/mail"
    say "logs          $STATE/logs/error.log   $STATE/logs/access.log"
}

# halt_process FILE: ends the process whose id is in it, and waits until it is gone.
halt_process() {
    lives "$1" || return 0
    cp "$1" "$1.ending"
    kill "$(cat "$1.ending")"
    tries=0
    while lives "$1.ending"; do
        tries=$((tries + 1))
        [ "$tries" -lt 480 ] || die "process $(cat "$1.ending") does not end"
        sleep 0.25
    done
    rm -f "$1.ending"
}

halt_httpd() {
    halt_process "$run/httpd.pid"
}

stop() {
    find_state
    halt_httpd
    halt_pgsql
}

reload() {
    find_state
    running || die "nothing is served from $STATE"
    make_state
    fill
    serve -t >"$logs/start.log" 2>&1 || failed "the old pages go on: mend this first"
    before=$(ls -i "$state/site")
    serve -k graceful
    # Pages of text are made by the new listing, which takes the place of the old one.
    tries=0
    until [ "$(ls -i "$state/site")" != "$before" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 720 ] || failed "httpd does not take up its new configuration"
        sleep 0.25
    done
    render
}

forget() {
    find_state
    stop
    [ ! -O "$room" ] || rm -rf "$room"
    [ ! -L "$STATE" ] || rm -f "$STATE"
}

# With SCALE=2, and where that was started before, start, stop, reload and forget mean all servers.
if [ -z "${REHAB_FRONT:-}" ] && { [ "${SCALE:-1}" != 1 ] || [ -e "$STATE/front-2" ]; }; then
    # shellcheck source=conf/scale.sh
    . "$home/conf/scale.sh"
fi

case ${1:-} in
start)
    start
    addresses
    ;;
run)
    trap 'echo; stop; exit 0' INT TERM HUP
    start
    addresses
    say "until Ctrl-C"
    # What waits is laid into STATE/mail, as a timer does elsewhere.
    while running; do
        sleep 2 &
        wait $! || :
        rehabctl mail || :
    done
    failed "httpd ended"
    ;;
stop)
    stop
    ;;
reload)
    reload
    ;;
configtest)
    make_state
    database
    serve -t
    ;;
pgsql-start)
    find_state
    make_pgsql
    ;;
pgsql-stop)
    find_state
    halt_pgsql
    ;;
pgsql-ready)
    find_state
    pgsql_here
    "$bin/pg_isready" -q -h "$room/pg" -U portal -d portal
    ;;
forget)
    forget
    ;;
*)
    echo "usage: conf/dev.sh run|start|stop|reload|configtest|pgsql-start|pgsql-stop|forget" >&2
    exit 2
    ;;
esac

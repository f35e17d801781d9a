#!/bin/sh
# Runs a command beside a private PostgreSQL, so that the tests of db run on both databases:
#   tests/unit/with-pgsql.sh build/unit/test_db
# The cluster lies in /var/tmp, listens on a socket there only, and goes when the command ends.
# The tests ask for a crash of the server by "with-pgsql.sh --crash FOLDER".
set -eu

bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-/nowhere}/initdb" ] || { echo "with-pgsql: no PostgreSQL server here" >&2; exit 2; }
port=${REHAB_TEST_PGSQL_PORT:-45320}

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

begin() {
    as_owner "$bin/pg_ctl" -D "$1/data" -w -t 180 -l "$1/server.log" \
        -o "-k $1 -p $port -c listen_addresses= -c fsync=off -c autovacuum=off" start >/dev/null
}

if [ "${1:-}" = --crash ]; then
    pid=$(head -n 1 "$2/data/postmaster.pid")
    kill -9 "$pid"
    # The others see by themselves that their parent is gone; a new server waits for the last.
    tries=0
    until begin "$2" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 240 ] || exit 1
        sleep 0.25
    done
    exit 0
fi

room=$(mktemp -d /var/tmp/rehab-pgsql.XXXXXX)
[ "$(id -u)" != 0 ] || chown postgres: "$room"
chmod 711 "$room"
halt() {
    as_owner "$bin/pg_ctl" -D "$room/data" -m immediate -w stop >/dev/null 2>&1 || :
    rm -rf "$room"
}
trap halt EXIT
trap 'exit 1' HUP INT TERM
as_owner "$bin/initdb" -D "$room/data" -U portal -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
begin "$room"
REHAB_TEST_PGSQL="host=$room port=$port user=portal dbname=postgres"
REHAB_TEST_PGSQL_CRASH="$(realpath "$0") --crash $room"
export REHAB_TEST_PGSQL REHAB_TEST_PGSQL_CRASH
"$@"

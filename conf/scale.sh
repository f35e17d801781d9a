# scale: what dev.sh starts and stops with SCALE=2, all on 127.0.0.1 and below STATE:
#   PORT      a balancer, conf/scale.conf
#   PORT+1    the first front: httpd with the module, on STATE itself, so that rehabctl finds it
#   PORT+2    the second, with a state of its own, STATE/front-2, as another machine has; the keys
#             of the first are its keys
#   PORT+3    redis, where both keep pages
#   PORT+4    the balancer, for what it asks once more
#   sockets   PostgreSQL (port 5432) and a replica that streams from it (5433)
# Fronts are started by dev.sh itself, with REHAB_FRONT set.
# shellcheck shell=sh disable=SC2034,SC2154  # dev.sh reads this file and sets what it uses

[ "${SCALE:-2}" = 2 ] || die "SCALE=$SCALE: say 1 or 2"
[ "${SAN:-}" != 1 ] || die "SCALE=2 runs without sanitizers"
DB=pgsql

# --- The replica

find_replica() {
    find_state
    pgsql_here
    replica=$state/pgsql-2
    [ -z "$root" ] || replica=$room/pgsql-2
}

# A replica that was promoted has the newest data: it is the primary of the next start.
take_promoted() {
    [ -s "$replica/PG_VERSION" ] && [ ! -e "$replica/standby.signal" ] || return 0
    say "the replica was promoted: it goes on as the primary; the old one is in $cluster-old"
    rm -rf "$cluster-old"
    [ ! -e "$cluster" ] || mv "$cluster" "$cluster-old"
    mv "$replica" "$cluster"
    as_postgres sed -i '/^port = 5433$/d' "$cluster/postgresql.conf"
}

make_replica() {
    if [ ! -s "$replica/PG_VERSION" ]; then
        say "making a replica in $replica"
        rm -rf "$replica"
        mkdir -m 700 "$replica"
        [ -z "$root" ] || chown postgres: "$replica"
        as_postgres "$bin/pg_basebackup" -h "$room/pg" -U portal -D "$replica" -R -X stream \
            -c fast >"$logs/replica-init.log" 2>&1 || {
            tail -n 5 "$logs/replica-init.log" >&2
            die "pg_basebackup failed"
        }
        # shellcheck disable=SC2016  # the inner shell's
        as_postgres sh -c 'echo "port = 5433" >>"$1"' - "$replica/postgresql.conf"
    fi
    as_postgres "$bin/pg_ctl" -D "$replica" status >/dev/null 2>&1 ||
        as_postgres "$bin/pg_ctl" -D "$replica" -w -t 60 -l "$replica/server.log" start \
            >/dev/null || {
        tail -n 10 "$replica/server.log" >&2
        die "the replica does not start"
    }
}

halt_replica() {
    [ ! -s "$replica/postmaster.pid" ] ||
        as_postgres "$bin/pg_ctl" -D "$replica" -m fast -w -t 60 stop >/dev/null 2>&1 || :
}

# --- redis

start_redis() {
    command -v redis-server >/dev/null || die "no redis-server here: make deps, or SCALE=1"
    store=$room/redis
    ! lives "$store/redis.pid" || return 0
    mkdir -p "$store"
    [ -z "$root" ] || chown "$web:" "$store"
    as_web redis-server --bind 127.0.0.1 --port "$((PORT + 3))" --dir "$store" --daemonize yes \
        --pidfile "$store/redis.pid" --logfile "$store/redis.log" --save '' \
        --maxmemory 64mb --maxmemory-policy allkeys-lru >/dev/null ||
        die "redis does not start"
}

halt_redis() {
    halt_process "$room/redis/redis.pid"
}

as_web() {
    if [ -n "$root" ]; then
        (cd / && runuser -u "$web" -- "$@")
    else
        "$@"
    fi
}

# --- The fronts

# Wherever the primary is, it is the one that can be written.
everywhere() {
    echo "host=$room/pg,$room/pg port=5432,5433 dbname=portal user=portal connect_timeout=2" \
        "target_session_attrs=read-write"
}

# front N COMMAND: dev.sh for one of them.
front() {
    front_state=$STATE
    [ "$1" = 1 ] || front_state=$STATE/front-2
    env SCALE=1 REHAB_FRONT="$1" DB=pgsql PORT="$((PORT + $1))" STATE="$front_state" \
        REHAB_PGSQL="$(everywhere)" REHAB_EXTRA="$run/front.conf" conf/dev.sh "$2"
}

# What both say beside dev.conf.
write_front() {
    {
        echo "Define REHAB_FRONT"
        echo "Define REHAB_PUBLIC $PORT"
        echo "Define REHAB_REDIS $((PORT + 3))"
        echo "Define REHAB_REPLICA \"host=$room/pg port=5433 dbname=portal user=portal" \
            "connect_timeout=2\""
        echo "Include \"$home/conf/scale.conf\""
        [ -z "${REHAB_EXTRA:-}" ] || echo "Include \"$REHAB_EXTRA\""
    } >"$run/front.conf"
    mkdir -p "$STATE/front-2"
    ln -sfn "$state/keys" "$STATE/front-2/keys"
}

# --- The balancer

balancer() {
    set -- -d "$state" -f "$home/conf/scale.conf" \
        -C "Define REHAB_PUBLIC $PORT" -C "Define REHAB_AGAIN $((PORT + 4))" \
        -C "Define REHAB_HTDOCS \"$htdocs\"" \
        -C "Define REHAB_LOGS \"$logs\"" -C "Define REHAB_RUN \"$run\"" \
        -C "Define REHAB_FRONT_1 $((PORT + 1))" -C "Define REHAB_FRONT_2 $((PORT + 2))" "$@"
    [ -z "$root" ] || set -- "$@" -C "Define REHAB_USER $web"
    LANG=C.UTF-8 "$httpd" "$@"
}

balancer_running() {
    lives "$run/balancer.pid"
}

# --- What dev.sh calls

# Also where some of it runs: what does not is started.
start() {
    find_replica
    make_state
    find_replica
    cluster=$(dirname "$replica")/pgsql
    take_promoted
    make_pgsql
    fill
    make_replica
    start_redis
    write_front
    front 1 start >"$logs/fronts.log"
    sed -n 's/^portal */the first front   /p' "$logs/fronts.log"
    front 2 start >"$logs/fronts.log"
    sed -n 's/^portal */the second front  /p' "$logs/fronts.log"
    balancer_running || balancer -k start >"$logs/start.log" 2>&1 ||
        failed "the balancer does not start"
    tries=0
    until curl -sf -o "$run/first-page" --max-time 10 \
        "http://127.0.0.1:$PORT${REHAB_BASE:-}/he/jobs"; do
        tries=$((tries + 1))
        [ "$tries" -lt 120 ] || failed "the balancer did not answer within half a minute"
        sleep 0.25
    done
}

stop() {
    find_replica
    halt_process "$run/balancer.pid"
    front 2 stop
    halt_redis
    halt_replica
    front 1 stop
}

reload() {
    find_replica
    balancer_running || die "nothing is served from $STATE"
    front 1 reload
    front 2 reload
    balancer -k graceful
}

forget() {
    stop
    front 2 forget
    front 1 forget
    rm -rf "$STATE/front-2"
}

running() {
    balancer_running
}

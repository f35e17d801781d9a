#!/bin/sh
# deps: installs what is missing, once.   conf/deps.sh run sqlite|pgsql   |   scale   |   test
# A stamp in build/ remembers that all was there; then nothing is asked and no network is needed.  Its
# name is that of the list, so a longer list is asked for again.
set -eu
cd "$(dirname "$0")/.."

build="gcc make pkg-config libc6-dev libcrypt-dev curl apache2-bin apache2-dev libapr1-dev
       libaprutil1-dev libaprutil1-dbd-sqlite3 libxml2-dev libxslt1-dev libicu-dev libsodium-dev
       libsqlite3-dev zlib1g-dev libcurl4-openssl-dev"
pgsql="libaprutil1-dbd-pgsql postgresql"
test="libcmocka-dev python3 python3-pytest python3-selenium python3-aiosmtpd chromium chromium-driver w3m
      libxml2-utils shellcheck clang libclang-rt-dev clang-tidy clang-format cppcheck
      lintian debootstrap"
bench="wrk curl util-linux valgrind php-fpm php-sqlite3 php-xml g++ python3-minimal"
# Servers whose packages would start them now and at every boot.
stores="redis-server memcached"
# A server of Debian's as an organisation has it, with what the package needs.
stock="apache2,libapache2-mod-php8.2,php8.2-xml,postgresql,curl,systemd,init-system-helpers,debconf
       libaprutil1-dbd-sqlite3,libaprutil1-dbd-pgsql,libxslt1.1,libxml2,libicu72,libsodium23
       libsqlite3-0,libcurl4"

# No service starts: a package named apache2 would, and so would PostgreSQL's first cluster.
install() {
    missing=
    for package in $1; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || :) in
        installed) ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || {
        echo "make deps: this system has no apt-get; install what corresponds to:$missing" >&2
        exit 1
    }
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    case $missing in *postgresql*)
        $as_root mkdir -p /etc/postgresql-common
        [ -e /etc/postgresql-common/createcluster.conf ] ||
            echo 'create_main_cluster = false' |
                $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null ;;
    esac
    for service in $stores; do
        case $missing in *"$service"*)
            [ -e "/etc/systemd/system/$service.service" ] || {
                $as_root mkdir -p /etc/systemd/system
                $as_root ln -s /dev/null "/etc/systemd/system/$service.service"
            } ;;
        esac
    done
    echo "make deps: installing$missing"
    # shellcheck disable=SC2086  # a list of packages
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        $missing >build/deps/apt.log 2>&1 || {
        $as_root apt-get update -q >build/deps/apt.log 2>&1 || :
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
            --no-install-recommends $missing >build/deps/apt.log 2>&1 || {
            tail -n 20 build/deps/apt.log >&2
            echo "make deps: apt-get could not install$missing" >&2
            exit 1
        }
    }
}

# pack NAME VERSION: unpacks a package of the npm registry to build/npm/NAME.
pack() {
    [ ! -e "build/npm/$1/package.json" ] || return 0
    work=$(mktemp -d build/deps/pack.XXXXXX)
    if (cd "$work" && npm pack --silent --fetch-retries=0 --fetch-timeout=30000 "$1@$2" >/dev/null 2>npm.log && tar -xzf ./*.tgz); then
        mkdir -p "$(dirname "build/npm/$1")"
        rm -rf "build/npm/$1"
        mv "$work/package" "build/npm/$1"
        rm -rf "$work"
    else
        rm -rf "$work"
        return 1
    fi
}

# The font holds all five languages.  Without it pages use what the visitor's system has.
fonts() {
    [ ! -e htdocs/fonts/OFL.txt ] || return 0
    if command -v npm >/dev/null && pack @fontsource-variable/rubik 5.3.0; then
        mkdir -p htdocs/fonts
        for script in hebrew latin arabic cyrillic; do
            cp "build/npm/@fontsource-variable/rubik/files/rubik-$script-wght-normal.woff2" \
                htdocs/fonts/
        done
        cp build/npm/@fontsource-variable/rubik/LICENSE htdocs/fonts/OFL.txt
    else
        echo "make deps: no npm, or it does not reach its registry: the portal runs on the" \
            "system's fonts (apt-get install npm, then make deps, brings its own)"
    fi
}

# build/deps/debian-12.tgz: the folders of that server, which tests unpack into memory.
debian() {
    [ ! -e build/deps/debian-12.tgz ] || [ "$(cat build/deps/debian-12.list 2>/dev/null)" != "$stock" ] ||
        return 0
    work=$(mktemp -d /var/tmp/rehab-debian.XXXXXX)
    chmod 755 "$work"
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    echo "make deps: making a Debian 12 with apache2, PHP and PostgreSQL for the package's tests"
    # shellcheck disable=SC2086  # a list of packages
    if $as_root debootstrap --variant=minbase --include="$(echo $stock | tr ' ' ,)" \
        bookworm "$work" >build/deps/debootstrap.log 2>&1; then
        $as_root tar -c -C "$work" --exclude='./var/cache/apt/archives/*.deb' \
            --exclude='./var/lib/apt/lists/*' --exclude='./usr/share/doc/*' \
            --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' \
            --exclude='./proc/*' --exclude='./sys/*' . | gzip -1 >build/deps/debian-12.new
        mv build/deps/debian-12.new build/deps/debian-12.tgz
        printf '%s\n' "$stock" >build/deps/debian-12.list
    else
        tail -n 5 build/deps/debootstrap.log >&2
        echo "make deps: debootstrap failed; the package's tests are left out and say so" >&2
    fi
    $as_root rm -rf "$work"
}

# quietly COMMAND…: with no service started by what it installs, PHP-FPM's among them.
quietly() {
    rule=/usr/sbin/policy-rc.d
    if [ -e $rule ]; then
        "$@"
        return
    fi
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    printf '#!/bin/sh\nexit 101\n' | $as_root tee $rule >/dev/null
    $as_root chmod 755 $rule
    trap '$as_root rm -f $rule' EXIT
    "$@"
}

# What the peer in Node is made of, built here against the headers beside node.
node_peer() {
    mkdir -p build/bench/peers
    cp tests/bench/peers/package.json build/bench/peers/
    (cd build/bench/peers && npm install --build-from-source --nodedir=/usr --no-audit --no-fund \
        >../../deps/npm-peers.log 2>&1) ||
        echo "make deps: npm install failed (build/deps/npm-peers.log); the bench leaves its peers out"
}

of() {
    echo "$1" | cksum | cut -d ' ' -f 1
}

mkdir -p build/deps
case ${1:-} in
run)
    stamp=build/deps/run-${2:-sqlite}-$(of "$build $pgsql")
    [ ! -e "$stamp" ] || exit 0
    install "$build"
    [ "${2:-sqlite}" != pgsql ] || install "$pgsql"
    fonts
    ;;
test)
    stamp=build/deps/test-$(of "$build $pgsql $test $stores $stock")
    [ ! -e "$stamp" ] || exit 0
    install "$build $pgsql $test $stores"
    command -v java >/dev/null || install default-jre-headless
    command -v npm >/dev/null || install npm
    fonts
    debian
    for one in vnu-jar:26.9.27 axe-core:4.14.1 big-list-of-naughty-strings:1.0.0; do
        pack "${one%:*}" "${one#*:}" || {
            echo "make deps: npm pack $one failed; tests that need it will fail and say so" >&2
            exit 0
        }
    done
    ;;
scale)
    stamp=build/deps/scale-$(of "$build $pgsql")
    [ ! -e "$stamp" ] || exit 0
    install "$build $pgsql redis-server"
    fonts
    ;;
bench)
    stamp=build/deps/bench-$(of "$bench")
    [ ! -e "$stamp" ] || exit 0
    quietly install "$bench"
    command -v node >/dev/null || install "nodejs libnode-dev"
    command -v npm >/dev/null || install npm
    node_peer
    ;;
*)
    echo "usage: conf/deps.sh run sqlite|pgsql | conf/deps.sh scale|test|bench" >&2
    exit 2
    ;;
esac
date >"$stamp"

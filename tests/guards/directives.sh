#!/bin/sh
# Stops a directive that no operator can find: each one of the module's tables stands in
# conf/rehab.conf with its default and an example, and nothing stands there that is not in them.
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-directives; mkdir -p build; : >"$fail"

grep -ohE '\("<?Rehab[A-Za-z]+"' mod_rehab/config*.c | tr -d '(<"' | sort -u >build/guard-directives.code
grep -oE '^# <?Rehab[A-Za-z]+[^:]*: ' conf/rehab.conf | grep -oE 'Rehab[A-Za-z]+' | sort -u |
    grep -vx Rehab >build/guard-directives.documented
[ -s build/guard-directives.code ] || echo "no directive found in mod_rehab/config*.c" >>"$fail"
comm -23 build/guard-directives.code build/guard-directives.documented |
    sed 's/$/: in the module, not in conf\/rehab.conf/' >>"$fail"
comm -13 build/guard-directives.code build/guard-directives.documented |
    sed 's/$/: in conf\/rehab.conf, not in the module/' >>"$fail"
awk '/^# Rehab[A-Za-z]+[^:]*: / { name = $2; sub(/:.*/, "", name) }
     name && /^#   default / { d[name] = 1 }
     name && /^#   example / { e[name] = 1; name = "" }
     /^# Rehab[A-Za-z]+[^:]*: / { seen[name] = 1 }
     END { for (n in seen) { if (!d[n]) print n ": no default"; if (!e[n]) print n ": no example" } }' \
    conf/rehab.conf >>"$fail"
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok directives"

#!/bin/sh
# Stops core from leaning on httpd (rehabctl and the unit tests would no longer link) and files
# from including each other in a circle (nobody could read one without the other).
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-layers; mkdir -p build; : >"$fail"

for f in $(make -s print-CORE print-CTL); do
    grep -HnE '#include <(httpd|ap_|http_|util_|mpm_|mod_)' "$f" >>"$fail"
    o=build/obj/$(basename "$f" .c).o
    [ ! -e "$o" ] || nm -u "$o" | sed -nE "s|.* (ap_[a-z_0-9]+)$|$f: core calls \1|p" >>"$fail"
done
[ -n "$(make -s print-CORE)" ] || echo "no core file found" >>"$fail"

# The lists of the Makefile are the map: each file stands in one of them, once.
for f in $(make -s print-SRCS) mod_rehab/*.c; do echo "$f"; done | sort | uniq -c |
    awk '$1 != 2 {print $2 ": not once in the lists of the Makefile"}' >>"$fail"

# A unit is x.c with x.h, and x_more.h where there is no x_more.c; tsort names the units of a circle.
unit_of() {
    unit=$1
    while [ ! -e "mod_rehab/$unit.c" ] && [ -e "mod_rehab/${unit%_*}.h" ] && [ "$unit" != "${unit%_*}" ]; do
        unit=${unit%_*}
    done
    echo "$unit"
}
for f in mod_rehab/*.[ch]; do
    from=$(unit_of "$(basename "${f%.*}")")
    for to in $(sed -nE 's/^#include "([a-z_0-9]+)\.h".*/\1/p' "$f"); do
        to=$(unit_of "$to")
        [ "$from" = "$to" ] || echo "$from $to"
    done
done | sort -u | tsort 2>&1 >/dev/null | sed -n 's/^tsort: \([a-z]\)/circle: \1/p' | sort -u >>"$fail"

# rehab.h is the ground: it includes no header of the project.
grep -Hn '#include "' mod_rehab/rehab.h >>"$fail"
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok layers"

#!/bin/sh
# Stops files that nobody reads to the end: C 400 lines, function 60, sheet 60 (layout 120),
# statement 30 (schema 40).  A file that reads better whole says so in its first 12 lines, "whole: why", and
# is printed with its reason.
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-sizes; mkdir -p build; : >"$fail"

over() { # over FILE LIMIT LINES WHAT
    [ "$3" -gt "$2" ] || return 0
    why=$(sed -n '1,12s/.*whole: *//p' "$1" | head -n 1)
    if [ -n "$why" ]; then
        echo "whole    $1 ($3 lines): $why"
    else
        echo "$1: $3 lines of $4, at most $2" >>"$fail"
    fi
}

for f in mod_rehab/*.[ch] tests/unit/*.[ch] tests/fuzz/*.c; do
    [ -e "$f" ] && over "$f" 400 "$(wc -l <"$f")" C
done
for f in $(find xsl -name '*.xsl'); do
    case $f in xsl/layout.xsl) limit=120 ;; *) limit=60 ;; esac
    over "$f" "$limit" "$(wc -l <"$f")" "a sheet"
done
for f in $(find conf/sql -name '*.sql' ! -path 'conf/sql/schema/*' ! -path 'conf/sql/demo/*'); do
    over "$f" 30 "$(grep -cv '^ *--' "$f")" "a statement"
done
# A function begins with { and ends with } in the first column.
awk 'FNR == 1 { at = 0 }
     /^\{/ { at = FNR }
     /^\}/ { if (at && FNR - at + 1 > 60)
                 print FILENAME ":" at ": a function of " FNR - at + 1 " lines, at most 60"; at = 0 }' \
    mod_rehab/*.c tests/unit/*.c 2>/dev/null >>"$fail"
# A table, index or trigger of the schema ends with ; at the end of a line outside a body.
awk 'FNR == 1 { n = 0; body = 0; create = 0 }
     /^ *--/ || /^ *$/ { next }
     !n { create = /^ *CREATE/ }
     { n++ }
     /\$\$/ { body = !body } /^ *BEGIN *$/ { body = 1 } /^ *END *;/ { body = 0 }
     !body && /; *$/ { if (create && n > 40) print FILENAME ":" FNR ": a statement of " n \
                           " lines, at most 40"; n = 0 }' \
    conf/sql/schema/*.sql 2>/dev/null >>"$fail"
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok sizes"

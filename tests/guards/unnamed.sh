#!/bin/sh
# Stops a page of visitors from reading employers past the view shown_job, which leaves out who does
# not want to be named.  A page that a mailed link opens is its receiver's and may.
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-unnamed; mkdir -p build; : >"$fail"

awk '/^<RehabPage/ { visitor = 0; n = 0; own = $0 ~ /\{link\}/ }
     /^ *RehabAllow/ && / visitor/ { visitor = 1 }
     /^ *RehabQuery/ { asked[n++] = $3 }
     /^<\/RehabPage/ && visitor && !own { for (i = 0; i < n; i++) print asked[i] }' \
    conf/pages/*.conf | sort -u >build/guard-unnamed.asked
grep -q '^jobs/job\.sql$' build/guard-unnamed.asked || echo "conf/pages has no page of a job" >>"$fail"
while read -r file; do
    for path in "conf/sql/$file" "conf/sql/${file%.sql}.pgsql.sql"; do
        [ -e "$path" ] || continue
        sed 's/--.*//' "$path" | tr '\n' ' ' | grep -qE '(FROM|JOIN) +(employer|masked_job)\>' &&
            echo "$path: a page of visitors reads employers past shown_job" >>"$fail"
    done
done <build/guard-unnamed.asked
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok unnamed"

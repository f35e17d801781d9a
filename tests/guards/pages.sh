#!/bin/sh
# Stops a statement or sheet that a page names and nobody wrote, and one that somebody wrote and no
# page names: the second is dead, and its tests prove nothing.
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-pages; mkdir -p build; : >"$fail"

grep -hE '^ *Rehab(Query|Write|Mail|Format)' conf/pages/*.conf 2>/dev/null |
    grep -oE '[a-z0-9/_-]+(\.[a-z]+)?\.(sql|xsl)' | sort -u >build/guard-pages.named
[ -s build/guard-pages.named ] || echo "conf/pages names no statement and no sheet" >>"$fail"
while read -r file; do
    case $file in *.sql) path=conf/sql/$file ;; *) path=xsl/$file ;; esac
    [ -e "$path" ] || echo "$path: named in conf/pages, not there" >>"$fail"
done <build/guard-pages.named

# rehabctl runs what lies in daily and import; sheets are also reached by import and by mail.
grep -rhoE 'href="[^"]+\.xsl"' xsl 2>/dev/null | sed 's/"$//; s/.*[/"]//' | sort -u >build/guard-pages.imported
for f in $(find conf/sql -name '*.sql' ! -path '*/schema/*' ! -path '*/demo/*'); do
    name=${f#conf/sql/}
    area=${name%%/*}
    grep -qx "$(echo "$name" | sed 's/\.\(pgsql\|sqlite\)\.sql$/.sql/')" build/guard-pages.named && continue
    grep -qF "\"$name\"" mod_rehab/*.c && continue
    grep -qE "conf/sql/${area}[/\"]|\"${area}[/\"]" mod_rehab/ctl_*.c 2>/dev/null && continue
    echo "$f: no page and no command names it" >>"$fail"
done
for f in $(find xsl -name '*.xsl' ! -path 'xsl/mail/*'); do
    grep -qx "${f#xsl/}" build/guard-pages.named && continue
    grep -qx "$(basename "$f")" build/guard-pages.imported && continue
    grep -qF "${f#xsl/}" mod_rehab/*.c && continue
    echo "$f: no page names it and no sheet imports it" >>"$fail"
done
# What every form carries unseen, once and the token of who is signed in, comes from one part.
grep -rlE 'method="post"' xsl | while read -r file; do
    grep -qE 'call-template name="hidden(-token)?"' "$file" ||
        echo "$file: a form without parts/hidden.xsl: who is signed in could not send it"
done >>"$fail"
grep -rnE 'name="(once|token)"' xsl | grep -v '^xsl/parts/hidden.xsl' |
    sed 's|$|   <- parts/hidden.xsl has it|' >>"$fail"
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok pages"

#!/bin/sh
# Document in, page out: each NAME.in.xml names its sheet and must become NAME.out.* to the byte, by
# the sheet's plan (plan.h) as by libxslt.
# Whatever a sheet says by xsl:message, a missing word included, is a failure, unless NAME.log holds
# it.  `sh tests/sheets/test_goldens.sh --write` writes what comes out; read the diff before it is
# kept.
cd "$(dirname "$0")/../.." || exit 2
run=${RUN_SHEET:-build/run-sheet} out=build/goldens passed=0 failed=0
mkdir -p $out
[ -x "$run" ] || { echo "$run is not built: make $run"; exit 1; }

# An extension for what comes out, by the sheet's name.
kind() {
    case $1 in *.atom.xsl | */sitemap.xsl | */opensearch.xsl) echo xml ;; *.txt.xsl | xsl/mail/*) echo txt ;; *) echo html ;; esac
}

for document in tests/sheets/*.in.xml; do
    name=$(basename "$document" .in.xml)
    sheet=$(sed -n 's|.*<?xml-stylesheet .*href="\.\./\.\./\(xsl/[^"]*\)".*|\1|p' "$document")
    page=$name.out.$(kind "$sheet")
    "$run" "$sheet" "$document" conf/strings >$out/"$page" 2>$out/"$name".log
    code=$?
    # Where in a sheet it was said is no promise.
    sed -i 's/^\([a-z]*\): [^ ]*: /\1: /' $out/"$name".log
    if [ "$1" = --write ] && [ "$code" = 0 ]; then
        cp $out/"$page" tests/sheets/"$page"
        [ ! -s $out/"$name".log ] || cp $out/"$name".log tests/sheets/"$name".log
    fi
    log=tests/sheets/$name.log
    [ -e "$log" ] || log=/dev/null
    RUN_SHEET_PLAINLY=1 "$run" "$sheet" "$document" conf/strings 2>/dev/null |
        diff -u $out/"$page" - || code="$code, plainly not the same"
    if [ "$code" = 0 ] && diff -u "$log" $out/"$name".log && diff -u tests/sheets/"$page" $out/"$page"; then
        passed=$((passed + 1))
    else
        echo "FAILED $name ($sheet)"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]

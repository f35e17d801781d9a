#!/bin/sh
# Stops the engine's own name, and words left from work in progress, from reaching a browser or a
# reader: being seen on this portal must say nothing about anybody.
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-neutral; mkdir -p build; : >"$fail"

# In sheets only the namespace of the words may say it; it never leaves the server.  In content
# pages <cite> holds the names of laws and of authorities, which are what they are.
grep -rniE 'rehab' xsl htdocs conf/strings conf/content conf/facts.xml conf/organisation.xml conf/demo \
    2>/dev/null | sed '/^conf\/content/s/<cite>[^<]*<\/cite>//g' | grep -iE '^[^:]*:[0-9]+:.*rehab' |
    grep -vE 'urn:rehab:words|^htdocs/fonts/' | cut -c1-160 >>"$fail"
grep -rnE '(^|[^X])XXX([^X]|$)|TODO|FIXME|HACK|for now|placeholder value|lorem ipsum' \
    mod_rehab conf xsl tests Makefile README.md --include='*.[ch]' --include='*.sql' \
    --include='*.xsl' --include='*.conf' --include='*.xml' --include='*.py' --include='*.md' \
    --include=Makefile 2>/dev/null | grep -v '^tests/site/naughty' | cut -c1-160 >>"$fail"
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok neutral"

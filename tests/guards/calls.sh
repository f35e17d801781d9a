#!/bin/sh
# Stops calls that are wrong in this stack though they compile: text that is not escaped, buffers
# without a bound, transactions that commit by themselves.  Each line below says why.
cd "$(dirname "$0")/../.." || exit 2
fail=build/guard-calls; mkdir -p build; : >"$fail"

ban() { # ban PATTERN REASON FILES...
    pattern=$1 reason=$2
    shift 2
    # Comments may name what they warn of.
    [ $# -gt 0 ] && grep -HnE "$pattern" "$@" 2>/dev/null |
        grep -vE '^[^:]+:[0-9]+: *(/?\*|//|#|--|<!--)' | sed "s|$|   <- $reason|" >>"$fail"
    return 0
}

c=$(ls mod_rehab/*.[ch])
# What rehabctl may do at its own start and end, since the process is its own.
shared=$(echo "$c" | grep -vE '/(rehabctl|ctl_[a-z]+)\.c$')
# shellcheck disable=SC2086,SC2046  # lists of files without spaces
{
ban '\bxmlNewChild *\(' 'does not escape: rehab_document_add' $c
ban '\bxmlNodeSetContent(Len)? *\(' 'does not escape: rehab_document_text' $c
ban '\bxsltEval(One)?UserParams? *\(' 'a parameter would be an XPath expression' $c
ban '\b(xmlCleanupParser|xsltCleanupGlobals) *\(' 'other modules use libxml2 too' $shared
ban '\b(xmlReadNet|xmlParseFile|xmlParseMemory) *\(' 'say XML_PARSE_NONET: xmlReadFile, xmlReadMemory' $c
ban '\bv?sprintf *\(' 'no bound: apr_psprintf' $c
ban '\b(strcpy|strcat|strncat|gets|strtok) *\(' 'no bound: apr_pstrdup, apr_pstrcat, apr_strtok' $c
ban '\b(system|popen|execl|execlp) *\(' 'a shell reads what it should not' $c
ban '\b(rand|random|srand) *\(' 'guessable: randombytes_buf' $c
ban '\b(localtime|gmtime|asctime|ctime) *\(' 'one buffer for all threads' $c
ban '\b(setlocale|setenv|putenv) *\(' 'changes the whole server' $shared
ban '\bapr_dbd_transaction_(start|end) *\(' 'commits by itself and crashes on a dead connection' $c
ban '\bap_dbd_' 'holds the connection until the last byte is sent: db.h' $c
ban '\bap_parse_form_data *\(' 'drops multipart and cuts at NUL: form.h' $c
ban 'disable-output-escaping' 'the door of every stored script' $(find xsl -name '*.xsl')
ban '\bdocument *\(' 'a sheet reads nothing but its document' $(find xsl -name '*.xsl')
ban '<xsl:(import|include)[^>]*"[a-z]+:' 'sheets come from this folder only' $(find xsl -name '*.xsl')
ban ' style="| on[a-z]+="|javascript:' 'the policy of the page forbids it' $(find xsl htdocs -name '*.xsl' -o -name '*.html')
ban '<script' 'only as a data block, type="application/ld+json"' $(find xsl -name '*.xsl' -exec grep -LE '<script type="application/ld\+json"' {} +)
ban 'DBD(InitSQL|PrepareSQL|Driver)' 'mod_dbd loses its statements: RehabDatabase' $(find conf -name '*.conf')
ban "datetime\('now'|\bnow\(\)|CURRENT_(TIMESTAMP|DATE)" 'takes :now or :today, so tests can set the clock' $(find conf/sql -name '*.sql')
}
if [ -s "$fail" ]; then cat "$fail"; exit 1; fi
echo "ok calls"

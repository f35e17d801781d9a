"""Strings that break what was made without them in mind.  Bytes, since some are no text.

Built from rules, so that each group is whole: every control character, every bidi control, every
operator.  Beside them the npm package big-list-of-naughty-strings.
"""

import json
import os

from server import HOME

# Names no element or attribute of ours has: where one shows up, a value became markup.
MARK = "zqmark"


def utf8(*texts):
    return [t.encode("utf-8") for t in texts]


def markup():
    tag = f"<{MARK}>"
    yield from utf8(
        tag, f"</p>{tag}", f"\"><{MARK} x=\"", f"'><{MARK} x='", f"<img src=x onerror={MARK}()>",
        f"<script>{MARK}()</script>", f"&<script>{MARK}()</script>;", f"&lt;{MARK}&gt;",
        f"&#60;{MARK}&#62;", f"&#x3c;{MARK}>", "&amp;", "&amp;amp;", "&", "&&", "&;", "&#0;", "&#x0;",
        "&#xD800;", "&nbsp;", "&copy", "&unknown;", "&#x110000;", "&#99999999999;", "<", ">", "<>",
        "</", "<!--", "-->", f"<!--{tag}-->", "--!>", "<![CDATA[", f"<![CDATA[{tag}]]>", "]]>",
        "<?xml version=\"1.0\"?>", f"<?php {MARK}() ?>", f"<!DOCTYPE x [<!ENTITY {MARK} 'x'>]>",
        f"<!ENTITY {MARK} SYSTEM \"file:///etc/passwd\">", f"</title>{tag}", f"</textarea>{tag}",
        f"</select>{tag}", f"</script>{tag}", f"</style>{tag}", f"</option>{tag}", f"</bdi>{tag}",
        f"<svg/onload={MARK}()>", f"<svg><{MARK}/></svg>", f"<math><{MARK}/></math>",
        f"<iframe src=javascript:{MARK}()>", f"<base href=//{MARK}.example>",
        f"<form action=//{MARK}.example>", f"<input onfocus={MARK}() autofocus>",
        f"<a href=javascript:{MARK}()>x</a>", f"javascript:{MARK}()", f"java\tscript:{MARK}()",
        f"data:text/html,{tag}", f"vbscript:{MARK}", f"x\" onmouseover=\"{MARK}()",
        f"x' onmouseover='{MARK}()", f"` onmouseover=`{MARK}()", f"x onmouseover={MARK}()",
        "<xsl:value-of select=\"/\"/>", "{/page/@once}", "{$x}", "{{7*7}}", "${7*7}", "#{7*7}",
        "<%= 7*7 %>", "{% debug %}", "%{HTTP_HOST}", "<!--#exec cmd=\"id\"-->", "r:text('x')",
        "document('/etc/passwd')", "concat('a','b')", "'or'1'='1", "\"]|//*[\"", "string(//@once)",
        "ﬁ<" + MARK + ">", "＜" + MARK + "＞", "\u2039" + MARK + "\u203a")


def sql():
    yield from utf8(
        "'", "''", "\"", "`", ";", "--", "/*", "*/", "\\", "\\'", "' OR '1'='1", "' OR 1=1 --",
        "'; DROP TABLE job; --", "1; DROP TABLE job", "' UNION SELECT name FROM sqlite_master --",
        "' AND (SELECT 1 FROM pg_sleep(5)) IS NULL --", "'||(SELECT version())||'", "$$", "$1",
        "$tag$x$tag$", "?", "?1", ":name", ":q", "@p", "%s", "%d", "%n", "%n%n%n%n", "%", "%%", "%25",
        "%00", "_", "\\%", "E'\\x27'", "0x27", "CHAR(39)", "/*if q*/", "/*end*/", "/*if region*/ 1=1",
        "NULL", "null", "undefined", "NaN", "Infinity", "true", "0", "-1", "1e308", "0x7fffffff",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "00", "1/0")


def search():
    yield from utf8(
        "*", "**", "a*", "*a", "^", "^a", "\"", "\"a", "\"a\" \"", "a AND b", "AND", "OR", "NOT",
        "a NOT", "NOT a", "a OR", "NEAR", "NEAR(a b)", "NEAR(a b, 5)", "NEAR(", "a NEAR/2 b", "col:a",
        "words:a", "{a b}:c", "- a", "-a", "a -b", "a + b", "+", "a+", "(", ")", "()", "((((((((", "a(b",
        "a & b", "a | b", "!a", "a:*", "a:ABCD", "<->", "a <-> b", "a <2> b", ":", "::", ":*", "'a':*",
        "a,b", "a.b", ".", "..", "...", "\\", "\\\\", "a\\", "צב\"ד", "צב״ד", "מחסנאי/ת", "מנהל.ת",
        "ב", "ה ו ב ל מ ש כ", "ـــــ", "\u200c", "\u200c\u200c", "\u05be", "\u05f3", "\u05f4", "א" * 200,
        " ".join(["עבודה"] * 60), " ".join(chr(0x5d0 + i % 27) for i in range(60)))


def controls():
    """Every control character alone in the middle of a word, and at both ends."""
    for code in [*range(0x00, 0x20), 0x7F, *range(0x80, 0xA0)]:
        yield f"a{chr(code)}b".encode()
    yield from utf8("\na", "a\n", "\r\n", "a\r\nb", "a\rb", "\t", "a\tb", " ", "   ", " a ", "\u00a0",
                    "\u2003a\u2003", "\u3000", "\u1680", "\u2028", "\u2029", "a\u2028b", "\x0b\x0c",
                    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x08\x08\x08")


def directions():
    """Every bidi control, open and closed, and what has to stay for Persian."""
    for code in [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),
                 *range(0x206A, 0x2070)]:
        yield f"שם {chr(code)} name".encode()
    yield from utf8("\u202eאבג", "\u202egnp.exe", "abc\u202e\u202d", "\u2067\u2066\u2069", "\u2069\u2069",
                    "می\u200cخواهم", "نمی\u200cدانم", "\u200c", "\u200d", "\u200b", "a\u200bb", "\u2060",
                    "\ufeff", "\ufeffשם", "שם\ufeff", "\u00ad", "so\u00adft", "\u034f", "\u180e")


def scripts():
    yield from utf8(
        "שָׁלוֹם", "שׁ\u05c1", "בּ", "ﬥ", "ﭏ", "יִ", "םןץףך", "מֽ\u05bd", "\u05b0", "\u05b0\u05b0\u05b0שם",
        "مُحَمَّد", "محمـــد", "ﷲ", "ﷺ", "﷽", "ﻻ", "لا", "ي ی ى", "ك ک", "ة ه ۀ", "أ إ آ ا ٱ", "ؤ ئ ء",
        "گچپژ", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0٥۵5", "०५०", "０５０", "⁰⁵⁰", "①②③", "ⅣⅤ", "½",
        "ё Ё е", "Й й", "ъ ь ы", "İ ı I i", "ß ẞ", "ǅ", "ﬃ", "é", "e\u0301", "e\u0301\u0301\u0301\u0301",
        "Å Å Å", "Ω Ω", "ö̲", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "한국어", "한국어", "日本語", "ｶﾞ", "がが",
        "ไทย", "हिन्दी", "ꙮ", "𝕳𝖊𝖇", "𐤀𐤁𐤂", "𒀀", "😀", "👨‍👩‍👧‍👦", "👍🏽", "🇮🇱", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☺️", "\U0010ffff", "\U000e0041",
        "\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\ufffd", "\ufffc", "\ue000", "\U000f0000")


def broken_utf8():
    """What no UTF-8 decoder may take."""
    yield from (
        b"\x80", b"\xbf", b"a\x80b", b"\xc0\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xc0\xbc" b"script>",
        b"\xe0\x80\x80", b"\xe0\x80\xbc", b"\xe0\x9f\xbf", b"\xf0\x80\x80\xbc", b"\xf0\x8f\xbf\xbf",
        b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80",
        b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80", b"\xfe", b"\xff", b"\xff\xfe", b"\xfe\xff",
        b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"a\xc3", b"\xc3(", b"\xe2(\xa1", b"\xe2\x82(",
        b"\xd7\xa9\xd7", b"\xf9\xe5\xed", b"\x00", b"a\x00b", b"\x00" * 20, b"\xd7\x90\x00",
        "שם".encode("cp1255"), "שם".encode("utf-16"), "имя".encode("cp1251"), b"\xef\xbb\xbf\x80")


def headers():
    yield from utf8(
        "a\r\nSet-Cookie: zq=1", "a\nLocation: //evil.example", "a\r\n\r\n<" + MARK + ">",
        "%0d%0aSet-Cookie:zq=1", "\u560a\u560dSet-Cookie:zq=1", "a\r\nBcc: x@evil.example",
        "x@example.org\nBcc: y@evil.example", "x@example.org%0aBcc:y", "\"x\"@example.org, y@evil.example",
        "Content-Type: text/html", "../../../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd\x00.html",
        "file:///etc/passwd", "//evil.example", "https://evil.example", "\\\\evil\\share", "C:\\con",
        "=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "＝1", "\n=1",
        "$(id)", "`id`", "| id", "; id", "&& id", "() { :; }; id", "| cat /etc/passwd", "{}{}", "[]", "[object]",
        "__proto__", "constructor", "con", "nul", "()", "eval", "localhost", "127.0.0.1", "0.0.0.0")


def lengths():
    for size in (59, 60, 61, 79, 80, 81, 255, 256, 1000, 4096, 65536):
        yield ("ש" * size).encode()
    yield b"a" * 65536
    yield ("e" + "\u0301" * 500).encode()
    yield ("שָׁ" * 60).encode()
    yield (" " * 5000).encode()
    yield ("a " * 3000).encode()
    yield ("<" * 3000).encode()
    yield ("&" * 3000).encode()
    yield ("\u202e" * 3000).encode()


def phones():
    yield from utf8(
        "050-555-0123", "0505550123", "050 555 0123", "+972505550123", "972505550123", "00972505550123",
        "(050)5550123", "*1234", "1700-555-012", "03-5550123", "02.555.0123", "0", "05", "050",
        "050-555-012", "050-555-01234", "+", "++972505550123", "+972+505550123", "+1 212 555 0123",
        "+7 495 555 01 23", "tel:0505550123", "0505550123;ext=5", "0505550123x5", "٠٥٠٥٥٥٠١٢٣",
        "۰۵۰۵۵۵۰۱۲۳", "O5O555O123", "050\u2011555\u20110123", "\u202d050-555-0123\u202c", "999999999999999999")


GROUPS = [markup, sql, search, controls, directions, scripts, broken_utf8, headers, lengths, phones]


def own():
    """Our own strings, each once, in order."""
    return list(dict.fromkeys(s for group in GROUPS for s in group()))


def known():
    """Those of the package; a run without it fails and says so."""
    with open(os.path.join(HOME, "build", "npm", "big-list-of-naughty-strings", "blns.json"),
              encoding="utf-8") as f:
        return [s.encode("utf-8") for s in json.load(f)]


def everything():
    return list(dict.fromkeys(own() + known()))

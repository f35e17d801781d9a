/* text.c: bytes of a visitor or a database in, text that may become a value or a node out. */
#include "text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* More than any form may send, and small enough that nine times as much fits ICU's lengths. */
static const apr_size_t longest = (apr_size_t)16 << 20;

/* ICU's macros store bytes in char and read them back without casts. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

int rehab_text_next(const char *text, int length, int *at)
{
    UChar32 c;

    U8_NEXT(text, *at, length, c);
    return c;
}

void rehab_text_append(char *out, int *at, int c)
{
    U8_APPEND_UNSAFE(out, *at, c);
}

#pragma GCC diagnostic pop

/* What a character of a visitor becomes: itself, LF, a space, or 0 for dropped.  The bidi marks
 * that open a range are dropped because one of them can turn a whole page round; the deprecated
 * format characters beside them do as much harm and nothing else. */
static UChar32 admitted(UChar32 c, int one_line)
{
    if (c == '\r' || c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return one_line ? ' ' : '\n';
    if (c == '\t')
        return ' ';
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
        return 0;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F))
        return 0;
    if (c == 0xFEFF || U_IS_UNICODE_NONCHAR(c))
        return 0;
    return c;
}

/* What is kept of a text: `length` bytes, spaces at the ends cut.  `plain` says that no character
 * needs NFC, `shown` that there is one to see. */
typedef struct admission {
    int length, plain, shown;
} admission;

/* Signs and letters that most texts are made of: each is seen, admitted as it stands, and NFC where
 * only such stand beside it. */
static int is_ordinary(UChar32 c)
{
    return (c > ' ' && c < 0x7F) || (c >= 0x5D0 && c <= 0x5EA) || (c >= 0x400 && c <= 0x481)
        || (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A) || (c >= 0x671 && c <= 0x6D3);
}

/* Copies what is admitted of the bytes to `out`, which has room for all of them.  Returns 0 when
 * the bytes are not UTF-8 or hold a NUL. */
static int admit(const char *bytes, int length, int one_line, char *out, admission *kept)
{
    int read = 0, written = 0;

    *kept = (admission){ .plain = 1 };
    while (read < length) {
        UChar32 c = rehab_text_next(bytes, length, &read);
        if (c <= 0)
            return 0;
        if (is_ordinary(c)) {
            rehab_text_append(out, &written, c);
            kept->length = written;
            kept->shown = 1;
            continue;
        }
        if (c == '\r' && read < length && bytes[read] == '\n')
            continue;
        c = admitted(c, one_line);
        if (!c || (!written && u_isUWhiteSpace(c)))
            continue;
        if (c >= 0x300)
            kept->plain = 0;
        rehab_text_append(out, &written, c);
        if (u_isUWhiteSpace(c))
            continue;
        kept->length = written;
        if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            kept->shown = 1;
    }
    out[kept->length] = '\0';
    return 1;
}

/* The text in NFC; NULL when ICU has no data to do it. */
static const char *composed(apr_pool_t *pool, const char *text, int length)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    /* A unit of UTF-16 becomes at most three in NFC, and each of these three bytes of UTF-8. */
    const int room = length + 1, normal_room = 3 * room, out_room = 9 * room;
    UChar *wide = apr_palloc(pool, (apr_size_t)room * sizeof *wide);
    UChar *normal = apr_palloc(pool, (apr_size_t)normal_room * sizeof *normal);
    char *out = apr_palloc(pool, (apr_size_t)out_room);
    int wide_length = 0, normal_length;

    u_strFromUTF8(wide, room, &wide_length, text, length, &error);
    normal_length = unorm2_normalize(nfc, wide, wide_length, normal, normal_room, &error);
    u_strToUTF8(out, out_room, NULL, normal, normal_length, &error);
    return U_SUCCESS(error) ? out : NULL;
}

const char *rehab_text_clean(apr_pool_t *pool, const char *bytes, apr_size_t length, int one_line)
{
    char *text;
    admission kept;

    if (length > longest)
        return NULL;
    text = apr_palloc(pool, length + 1);
    if (!admit(bytes, (int)length, one_line, text, &kept))
        return NULL;
    if (!kept.shown)
        return "";
    return kept.plain ? text : composed(pool, text, kept.length);
}

/* 1 for what XML 1.0 can hold; bad bytes are negative numbers. */
static int is_xml(UChar32 c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c != 0xFFFE && c != 0xFFFF;
}

const char *rehab_text_safe(apr_pool_t *pool, const char *bytes)
{
    int length = (int)strlen(bytes), read = 0, written, before;
    UChar32 c;
    char *out;

    do {
        before = read;
        if (read == length)
            return bytes;
        c = rehab_text_next(bytes, length, &read);
    } while (is_xml(c));

    out = apr_palloc(pool, (apr_size_t)before + 3 * (apr_size_t)(length - before) + 1);
    memcpy(out, bytes, (apr_size_t)before);
    for (read = written = before; read < length;) {
        before = read;
        c = rehab_text_next(bytes, length, &read);
        if (c < 0)
            read = before + 1;      /* each bad byte is one U+FFFD, and the next may be good */
        if (!is_xml(c))
            c = 0xFFFD;
        rehab_text_append(out, &written, c);
    }
    out[written] = '\0';
    return out;
}

apr_size_t rehab_text_length(const char *text)
{
    apr_size_t characters = 0;

    for (; *text; text++)
        characters += !U8_IS_TRAIL(*text);
    return characters;
}

/* The ASCII character for an Arabic-Indic or Persian digit or separator, else 0. */
static char ascii_digit(UChar32 c)
{
    if (c >= 0x660 && c <= 0x669)
        return (char)('0' + (c - 0x660));
    if (c >= 0x6F0 && c <= 0x6F9)
        return (char)('0' + (c - 0x6F0));
    if (c == 0x66B)
        return '.';
    return c == 0x66C ? ',' : '\0';
}

const char *rehab_text_digits(apr_pool_t *pool, const char *text)
{
    int length = (int)strlen(text), read = 0, written = 0, changed = 0;
    char *out = apr_palloc(pool, (apr_size_t)length + 1);

    while (read < length) {
        int before = read;
        char digit = ascii_digit(rehab_text_next(text, length, &read));
        if (digit) {
            out[written++] = digit;
            changed = 1;
        } else {
            memcpy(out + written, text + before, (apr_size_t)(read - before));
            written += read - before;
        }
    }
    out[written] = '\0';
    return changed ? out : text;
}

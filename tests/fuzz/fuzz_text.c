/* The first byte says one line or many, the rest was sent: what is cleaned is UTF-8 without
 * controls and stays as it is; what is made safe is XML. */
#include "text.h"

#include <unicode/utf8.h>

#include "fuzz.h"

/* 1 when each character is one that XML 1.0 takes. */
static int is_xml(const char *text)
{
    const uint8_t *bytes = (const uint8_t *)text;
    int32_t length = (int32_t)strlen(text), at = 0;

    while (at < length) {
        UChar32 c;

        U8_NEXT(bytes, at, length, c);
        if (c == 0xFFFE || c == 0xFFFF || (c < 0x20 && c != '\t' && c != '\n' && c != '\r'))
            return 0;
    }
    return 1;
}

static void check_clean(apr_pool_t *pool, const char *clean, int one_line)
{
    size_t length = strlen(clean);
    const char *again = rehab_text_clean(pool, clean, length, one_line);

    promise(is_utf8(clean) && is_xml(clean), "clean text is UTF-8 and XML");
    promise(again && !strcmp(again, clean), "clean text stays as it is");
    promise(rehab_text_safe(pool, clean) == clean, "clean text is safe");
    promise(!strpbrk(clean, one_line ? "\r\t\n" : "\r\t"), "no CR, no TAB, LF only in many lines");
    promise(!strstr(clean, "\xE2\x80\xAE") && !strstr(clean, "\xE2\x81\xA6"),
            "nothing turns a line round");
    promise(!length || (!strchr(" \n", clean[0]) && !strchr(" \n", clean[length - 1])),
            "no spaces at the ends");
    promise(rehab_text_length(clean) <= length, "no more characters than bytes");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool;
    char *bytes, *text;
    const char *clean, *safe, *digits;

    if (size < 1)
        return 0;
    pool = open_pool();
    bytes = exact_bytes(data + 1, size - 1);
    text = exact_text(data + 1, size - 1);
    clean = rehab_text_clean(pool, bytes, size - 1, data[0] & 1);
    promise(!clean == (strlen(text) != size - 1 || !is_utf8(text)), "UTF-8 without NUL is cleaned");
    if (clean) {
        check_clean(pool, clean, data[0] & 1);
        digits = rehab_text_digits(pool, clean);
        promise(is_utf8(digits) && rehab_text_digits(pool, digits) == digits,
                "digits are changed once");
    }
    safe = rehab_text_safe(pool, text);
    promise(is_utf8(safe) && is_xml(safe), "safe text is XML");
    promise(rehab_text_safe(pool, safe) == safe, "safe text stays as it is");
    promise((safe == text) == (is_utf8(text) && is_xml(text)), "safe text is not copied");
    free(bytes);
    free(text);
    apr_pool_destroy(pool);
    return 0;
}

/* kinds_number.c: a typed number in, plain decimal text or a complaint out. */
#include "kinds_inside.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

/* Reads digits from *at on.  Returns 0 when there is none; a value too large for 64 bits stays at
 * the largest and sets *over. */
static int read_digits(const char **at, apr_int64_t *value, int *over)
{
    const char *start = *at;

    for (*value = 0, *over = 0; apr_isdigit(**at); (*at)++) {
        int digit = **at - '0';
        if (*value > (APR_INT64_MAX - digit) / 10)
            *over = 1;
        *value = *over ? APR_INT64_MAX : *value * 10 + digit;
    }
    return *at > start;
}

static const char *within(const rehab_param *param, apr_int64_t number)
{
    if (param->has_min && number < param->min)
        return "low";
    return param->has_max && number > param->max ? "high" : NULL;
}

static const char *as_text(apr_pool_t *pool, apr_int64_t number)
{
    return apr_psprintf(pool, "%" APR_INT64_T_FMT, number);
}

const char *rehab_kind_id(apr_pool_t *pool, const rehab_param *param, const char *text,
                          const char **value)
{
    apr_int64_t number;
    int over;

    (void)param;
    if (!read_digits(&text, &number, &over) || *text || over || number == 0)
        return "kind";
    *value = as_text(pool, number);
    return NULL;
}

/* Moves *text behind a sign and returns 1 for minus, the hyphen or U+2212. */
static int read_sign(const char **text)
{
    static const char minus[] = "\xE2\x88\x92";

    if (strncmp(*text, minus, sizeof minus - 1) == 0) {
        *text += sizeof minus - 1;
        return 1;
    }
    if (**text != '-' && **text != '+')
        return 0;
    return *(*text)++ == '-';
}

const char *rehab_kind_int(apr_pool_t *pool, const rehab_param *param, const char *text,
                           const char **value)
{
    apr_int64_t number;
    int negative = read_sign(&text), over;
    const char *complaint;

    if (!read_digits(&text, &number, &over) || *text)
        return "kind";
    if (over)
        return negative ? "low" : "high";
    if (negative)
        number = -number;
    complaint = within(param, number);
    if (!complaint)
        *value = as_text(pool, number);
    return complaint;
}

/* Copies the whole part of a sum without the commas or spaces between its thousands; NULL when they
 * part anything else.  *text moves behind it. */
static const char *read_whole(apr_pool_t *pool, const char **text)
{
    char *digits = apr_pcalloc(pool, strlen(*text) + 1), *out = digits;
    apr_size_t n = strspn(*text, "0123456789");
    char separator = (*text)[n];

    memcpy(out, *text, n);
    out += n;
    *text += n;
    if (n == 0)
        return NULL;
    if (separator != ',' && separator != ' ')
        return digits;
    for (; **text == separator; out += 3, *text += 4) {
        if (n > 3 || strspn(*text + 1, "0123456789") != 3)
            return NULL;
        memcpy(out, *text + 1, 3);
    }
    return digits;
}

/* The text without a shekel sign and the spaces around it. */
static const char *without_sign(apr_pool_t *pool, const char *text)
{
    static const char sign[] = "\xE2\x82\xAA";
    const char *at = strstr(text, sign);

    if (!at)
        return text;
    return at == text ? text + sizeof sign - 1 + strspn(text + sizeof sign - 1, " ")
                      : at[sizeof sign - 1] ? text
                      : apr_pstrndup(pool, text, (apr_size_t)(at - text) - (at[-1] == ' '));
}

const char *rehab_kind_money(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    const char *rest = without_sign(pool, text), *whole, *complaint;
    apr_int64_t shekels, agorot = 0;
    int negative = read_sign(&rest), over;

    whole = read_whole(pool, &rest);
    if (!whole)
        return "kind";
    if (*rest == '.') {
        apr_size_t places = strspn(rest + 1, "0123456789");
        if (places < 1 || places > 2 || rest[1 + places])
            return "kind";
        agorot = (rest[1] - '0') * 10 + (places == 2 ? rest[2] - '0' : 0);
    } else if (*rest) {
        return "kind";
    }
    read_digits(&whole, &shekels, &over);
    if (negative && (shekels || agorot))
        return "low";
    if (over || shekels > (APR_INT64_MAX - agorot) / 100)
        return "high";
    agorot += shekels * 100;
    complaint = within(param, agorot);
    if (!complaint)
        *value = as_text(pool, agorot);
    return complaint;
}

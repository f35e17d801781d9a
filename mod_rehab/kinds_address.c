/* kinds_address.c: a typed address of mail, telephone or web in, the form that machines take or a
 * complaint out. */
#include "kinds_inside.h"
#include "text.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>
#include <unicode/uidna.h>

/* The name of a host as DNS has it: lower case, other scripts as xn--.  NULL for what is no name
 * with at least two parts, so for localhost and IP addresses, which nobody outside can reach or
 * read. */
static const char *host_name(apr_pool_t *pool, const char *typed)
{
    enum { LONGEST_NAME = 253 };
    const uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ
                             | UIDNA_NONTRANSITIONAL_TO_ASCII;
    UErrorCode error = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char name[LONGEST_NAME + 1];
    UIDNA *idna = uidna_openUTS46(options, &error);
    int32_t length = uidna_nameToASCII_UTF8(idna, typed, -1, name, sizeof name, &info, &error);
    const char *last;

    uidna_close(idna);
    if (U_FAILURE(error) || info.errors || length <= 0 || length > LONGEST_NAME)
        return NULL;
    name[length] = '\0';
    last = strrchr(name, '.');
    if (!last || !apr_isalpha(last[1]))
        return NULL;
    return apr_pstrdup(pool, name);
}

/* 1 for a mailbox without quotes: letters, digits and the signs of RFC 5322, dots only between. */
static int is_mailbox(const char *name, apr_size_t length)
{
    enum { LONGEST_MAILBOX = 64 };

    if (length == 0 || length > LONGEST_MAILBOX || name[0] == '.' || name[length - 1] == '.')
        return 0;
    for (apr_size_t i = 0; i < length; i++) {
        if (name[i] == '.' && name[i + 1] == '.')
            return 0;
        if (!apr_isalnum(name[i]) && !strchr(".!#$%&'*+-/=?^_`{|}~", name[i]))
            return 0;
    }
    return 1;
}

const char *rehab_kind_email(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    const char *at = strrchr(text, '@');
    const char *host;

    (void)param;
    if (!at || !is_mailbox(text, (apr_size_t)(at - text)))
        return "kind";
    host = host_name(pool, at + 1);
    if (!host)
        return "kind";
    *value = apr_pstrcat(pool, apr_pstrndup(pool, text, (apr_size_t)(at - text)), "@", host, NULL);
    return NULL;
}

/* 1 for a national number without its first 0: mobile 5x and 07x have nine digits, a landline
 * has eight. */
static int is_israeli(const char *digits)
{
    apr_size_t length = strlen(digits);

    if (digits[0] == '5' || digits[0] == '7')
        return length == 9;
    return digits[0] && strchr("23489", digits[0]) && length == 8;
}

/* The digits of a typed number without what people put between them; NULL for anything else.
 * "(0)" behind a country code is not dialled. */
static const char *dialled(apr_pool_t *pool, const char *text, int international)
{
    char *digits = apr_palloc(pool, strlen(text) + 1), *out = digits;
    int at = 0, c;

    for (int before = 0; (c = rehab_text_next(text, -1, &at)) != 0; before = at) {
        if (international && strncmp(text + before, "(0)", 3) == 0)
            at = before + 3;
        else if (c < 0x80 && apr_isdigit(c))
            *out++ = (char)c;
        else if (!(c < 0x80 && strchr(" -.()", c)) && c != 0x5BE && c != 0x2212
                 && !(c >= 0x2010 && c <= 0x2015))
            return NULL;
    }
    *out = '\0';
    return digits;
}

/* *1234 dials an office in Israel; in right-to-left text the star is often typed behind. */
static const char *star_number(apr_pool_t *pool, const char *text)
{
    apr_size_t leading = text[0] == '*', length = strspn(text + leading, "0123456789");

    if (length < 4 || length > 5)
        return NULL;
    if (strcmp(text + leading + length, leading ? "" : "*") != 0)
        return NULL;
    return apr_pstrcat(pool, "*", apr_pstrndup(pool, text + leading, length), NULL);
}

/* A number with its country code, digits only: E.164 allows 15. */
static const char *international_number(apr_pool_t *pool, const char *digits)
{
    apr_size_t length = strlen(digits);

    if (strncmp(digits, "972", 3) == 0) {
        digits += 3;
        digits += digits[0] == '0';
        return is_israeli(digits) ? apr_pstrcat(pool, "+972", digits, NULL) : NULL;
    }
    return length >= 8 && length <= 15 && digits[0] != '0' ? apr_pstrcat(pool, "+", digits, NULL)
                                                           : NULL;
}

static const char *phone_number(apr_pool_t *pool, const char *text)
{
    const char *digits;
    int plus;

    text += strspn(text, "( ");
    plus = text[0] == '+';
    if (strchr(text, '*'))
        return star_number(pool, text);
    digits = dialled(pool, text + plus, plus || strncmp(text, "00", 2) == 0);
    if (!digits)
        return NULL;
    if (plus)
        return international_number(pool, digits);
    if (strncmp(digits, "00", 2) == 0)
        return international_number(pool, digits + 2);
    if (strncmp(digits, "972", 3) == 0)
        return international_number(pool, digits);
    if (digits[0] == '0')
        return is_israeli(digits + 1) ? apr_pstrcat(pool, "+972", digits + 1, NULL) : NULL;
    if (strncmp(digits, "1700", 4) == 0 || strncmp(digits, "1800", 4) == 0
        || strncmp(digits, "1599", 4) == 0)
        return strlen(digits) == 10 ? digits : NULL;
    return NULL;
}

const char *rehab_kind_phone(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    (void)param;
    *value = phone_number(pool, text);
    return *value ? NULL : "kind";
}

/* The path, query and fragment with other scripts as %XX; NULL when there is a character that an
 * address cannot hold, or a % without its two digits. */
static const char *escaped(apr_pool_t *pool, const char *text)
{
    char *out = apr_palloc(pool, 3 * strlen(text) + 1), *end = out;

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c >= 0x80) {
            end += apr_snprintf(end, 4, "%%%02X", c);
            continue;
        }
        if (c <= ' ' || strchr("\"<>\\^`{|}", c))
            return NULL;
        if (c == '%' && !(apr_isxdigit(text[1]) && apr_isxdigit(text[2])))
            return NULL;
        *end++ = (char)c;
    }
    *end = '\0';
    return out;
}

/* 1 for "" and for :1 to :65535. */
static int is_port(const char *text)
{
    apr_size_t digits;

    if (!*text)
        return 1;
    digits = strspn(text + 1, "0123456789");
    return digits >= 1 && digits <= 5 && !text[1 + digits] && apr_atoi64(text + 1) >= 1
        && apr_atoi64(text + 1) <= 65535;
}

const char *rehab_kind_url(apr_pool_t *pool, const rehab_param *param, const char *text,
                           const char **value)
{
    const char *scheme = strncasecmp(text, "https://", 8) == 0 ? "https://"
                         : strncasecmp(text, "http://", 7) == 0 ? "http://" : NULL;
    const char *authority, *host, *port, *rest;
    apr_size_t length;

    (void)param;
    if (!scheme)
        return "kind";
    text += strlen(scheme);
    length = strcspn(text, "/?#");
    /* A name before @ is there to mislead: http://known.example@elsewhere.example/ */
    authority = apr_pstrndup(pool, text, length);
    if (strchr(authority, '@'))
        return "kind";
    port = authority + strcspn(authority, ":");
    host = host_name(pool, apr_pstrndup(pool, authority, (apr_size_t)(port - authority)));
    rest = escaped(pool, text + length);
    if (!host || !rest || !is_port(port))
        return "kind";
    *value = apr_pstrcat(pool, scheme, host, port, rest, NULL);
    return NULL;
}

/* kinds.c: bytes that were sent for a declared parameter in, its value or a complaint out. */
#include "kinds.h"
#include "code.h"
#include "fold.h"
#include "kinds_inside.h"
#include "text.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>
#include <unicode/uchar.h>

static rehab_kind_form form_search, form_link, form_code, form_key, form_flag, form_choice,
    form_file;

/* The kinds, in the order of rehab_kind. */
static const struct {
    const char *word;
    rehab_type type;
    int bare;                   /* read by machines: see bare_text                            */
    apr_size_t limit;           /* characters; min and max count them only where this is set  */
    rehab_kind_form *form;      /* NULL: the cleaned text is the normal form                  */
} kinds[] = {
    [REHAB_LINE] = { "line", REHAB_TYPE_TEXT, 0, 200, NULL },
    [REHAB_TEXT] = { "text", REHAB_TYPE_TEXT, 0, 5000, NULL },
    [REHAB_SEARCH] = { "search", REHAB_TYPE_TEXT, 0, 120, form_search },
    [REHAB_EMAIL] = { "email", REHAB_TYPE_TEXT, 1, 254, rehab_kind_email },
    [REHAB_PHONE] = { "phone", REHAB_TYPE_TEXT, 1, 0, rehab_kind_phone },
    [REHAB_URL] = { "url", REHAB_TYPE_TEXT, 1, 2000, rehab_kind_url },
    [REHAB_SECRET] = { "secret", REHAB_TYPE_TEXT, 0, 200, NULL },
    [REHAB_LINK] = { "link", REHAB_TYPE_TEXT, 1, 0, form_link },
    [REHAB_CODE] = { "code", REHAB_TYPE_TEXT, 1, 0, form_code },
    [REHAB_KEY] = { "key", REHAB_TYPE_TEXT, 1, 0, form_key },
    [REHAB_ID] = { "id", REHAB_TYPE_BIGINT, 1, 0, rehab_kind_id },
    [REHAB_INT] = { "int", REHAB_TYPE_BIGINT, 1, 0, rehab_kind_int },
    [REHAB_MONEY] = { "money", REHAB_TYPE_BIGINT, 1, 0, rehab_kind_money },
    [REHAB_DATE] = { "date", REHAB_TYPE_TEXT, 1, 0, rehab_kind_date },
    [REHAB_DATETIME] = { "datetime", REHAB_TYPE_TEXT, 1, 0, rehab_kind_datetime },
    [REHAB_TIME] = { "time", REHAB_TYPE_TEXT, 1, 0, rehab_kind_time },
    [REHAB_FLAG] = { "flag", REHAB_TYPE_BIGINT, 1, 0, form_flag },
    [REHAB_CHOICE] = { "choice", REHAB_TYPE_TEXT, 1, 0, form_choice },
    [REHAB_FILE] = { "file", REHAB_TYPE_TEXT, 1, 0, form_file }
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const char lower_case[] = "abcdefghijklmnopqrstuvwxyz0123456789";
static const char choice_signs[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

/* Reads "a|b|c)" as param->choices.  Returns NULL or what is wrong. */
static const char *read_choices(apr_pool_t *pool, const char *list, rehab_param *param)
{
    apr_array_header_t *choices = apr_array_make(pool, 4, sizeof(const char *));

    for (;;) {
        apr_size_t length = strspn(list, choice_signs);
        const char *choice = apr_pstrndup(pool, list, length);

        if (length == 0 || (list[length] != '|' && list[length] != ')'))
            return "a choice needs its values, letters, digits and _ - . only: choice(a|b|c)";
        for (int i = 0; i < choices->nelts; i++)
            if (strcmp(APR_ARRAY_IDX(choices, i, const char *), choice) == 0)
                return apr_psprintf(pool, "the choice '%s' stands there twice", choice);
        APR_ARRAY_PUSH(choices, const char *) = choice;
        list += length + 1;
        if (list[-1] == ')')
            break;
    }
    if (*list)
        return "nothing may follow the bracket of a choice";
    param->choices = choices;
    return NULL;
}

const char *rehab_kind_read(apr_pool_t *pool, const char *word, rehab_param *param)
{
    static const char choice[] = "choice";
    const char *known = "";

    if (strncmp(word, choice, sizeof choice - 1) == 0) {
        const char *list = word + sizeof choice - 1;

        param->kind = REHAB_CHOICE;
        if (*list == '\0' || *list == '(')
            return read_choices(pool, list + (*list == '('), param);
    }
    for (int i = 0; i < KINDS; i++) {
        if (i != REHAB_CHOICE && strcmp(kinds[i].word, word) == 0) {
            param->kind = (rehab_kind)i;
            return NULL;
        }
        known = apr_pstrcat(pool, known, i ? ", " : "", kinds[i].word,
                            i == REHAB_CHOICE ? "(a|b|c)" : "", NULL);
    }
    return apr_psprintf(pool, "unknown kind '%s', must be one of %s", word, known);
}

const char *rehab_kind_word(rehab_kind kind)
{
    return kinds[kind].word;
}

rehab_type rehab_kind_type(rehab_kind kind)
{
    return kinds[kind].type;
}

int rehab_kind_has_words(rehab_kind kind)
{
    return kind == REHAB_LINE || kind == REHAB_TEXT;
}

static const char *form_search(apr_pool_t *pool, const rehab_param *param, const char *text,
                               const char **value)
{
    (void)param;
    *value = *rehab_fold_words(pool, text) ? text : NULL;
    return NULL;
}

static const char *form_link(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    unsigned char bits[32];
    const char *end;
    size_t length;

    (void)pool;
    (void)param;
    /* Decoding also refuses the spellings of one link that differ in bits which nobody reads. */
    if (sodium_base642bin(bits, sizeof bits, text, strlen(text), NULL, &length, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0
        || *end || length != sizeof bits)
        return "kind";
    *value = text;
    return NULL;
}

static const char *form_code(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    (void)param;
    *value = rehab_code_read(pool, text);
    return *value ? NULL : "kind";
}

static const char *form_key(apr_pool_t *pool, const rehab_param *param, const char *text,
                            const char **value)
{
    enum { LONGEST_KEY = 64 };
    apr_size_t length = strlen(text);

    (void)pool;
    (void)param;
    if (length > LONGEST_KEY || !strchr(lower_case, text[0])
        || strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_-") != length - 1)
        return "kind";
    *value = text;
    return NULL;
}

/* A box that is not ticked is not sent, so 0 is as absent as nothing. */
static const char *form_flag(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    (void)pool;
    (void)param;
    if (strcmp(text, "0") == 0)
        return NULL;
    if (strcmp(text, "1") != 0 && strcmp(text, "on") != 0)
        return "kind";
    *value = "1";
    return NULL;
}

static const char *form_choice(apr_pool_t *pool, const rehab_param *param, const char *text,
                               const char **value)
{
    (void)pool;
    for (int i = 0; param->choices && i < param->choices->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(param->choices, i, const char *), text) == 0)
            *value = text;
    return *value ? NULL : "choice";
}

/* A file is no text, so no text is a file. */
static const char *form_file(apr_pool_t *pool, const rehab_param *param, const char *text,
                             const char **value)
{
    (void)pool;
    (void)param;
    (void)text;
    (void)value;
    return "kind";
}

/* What was sent for a secret, byte for byte; NULL when it is not UTF-8 or holds a NUL. */
static const char *secret_text(apr_pool_t *pool, const char *bytes, apr_size_t length)
{
    const char *text = apr_pstrmemdup(pool, bytes, length);
    int at = 0, c;

    while ((c = rehab_text_next(text, -1, &at)) > 0)
        ;
    return c == 0 && strlen(text) == length ? text : NULL;
}

static int is_ascii(const char *text)
{
    while (*text && !(*text & 0x80))
        text++;
    return !*text;
}

/* The text, which is clean, as machines read it: ASCII digits and spaces, none of the invisible marks
 * that come along with a copy. */
static const char *bare_text(apr_pool_t *pool, const char *text)
{
    if (is_ascii(text))
        return text;
    char *out = apr_palloc(pool, strlen(text) + 1);
    int at = 0, written = 0, c;

    text = rehab_text_digits(pool, text);
    while ((c = rehab_text_next(text, -1, &at)) != 0)
        if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            rehab_text_append(out, &written, u_isUWhiteSpace(c) ? ' ' : c);
    return rehab_text_clean(pool, out, (apr_size_t)written, 1);
}

static const char *check_length(const rehab_param *param, const char *text)
{
    apr_size_t length = rehab_text_length(text), limit = kinds[param->kind].limit;

    if (param->max > 0)
        limit = (apr_size_t)param->max;
    if (limit && length > limit)
        return "long";
    return param->min > 0 && length < (apr_size_t)param->min ? "short" : NULL;
}

const char *rehab_kind_check(apr_pool_t *pool, const rehab_param *param, const char *bytes,
                             apr_size_t length, const char **value)
{
    rehab_kind kind = param->kind;
    const char *text, *complaint = NULL;

    *value = NULL;
    if (length == 0)
        bytes = "";
    text = kind == REHAB_SECRET ? secret_text(pool, bytes, length)
                                : rehab_text_clean(pool, bytes, length, kind != REHAB_TEXT);
    if (!text)
        return "kind";
    if (kinds[kind].bare || param->check)
        text = bare_text(pool, text);
    if (*text && kinds[kind].limit)
        complaint = check_length(param, text);
    if (!complaint && *text && kinds[kind].form)
        complaint = kinds[kind].form(pool, param, text, value);
    else if (!complaint && *text && param->check)
        complaint = rehab_kind_digits(pool, param, text, value);
    else if (!complaint && *text)
        *value = text;
    if (!complaint && !*value && param->required)
        complaint = "required";
    if (complaint)
        *value = NULL;
    return complaint;
}

/* The first byte chooses the kind, the second what is declared of it, the rest was sent: what is
 * accepted is text of its kind, and accepted again it stays as it is. */
#include "kinds.h"

#include <apr_strings.h>
#include <errno.h>

#include "fuzz.h"

static const char *const complaints[] = { "required", "kind", "short", "long", "low", "high",
                                          "choice" };

static int is_complaint(const char *code)
{
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        if (!strcmp(code, complaints[i]))
            return 1;
    }
    return 0;
}

static int is_bigint(const char *text)
{
    char *end;

    errno = 0;
    strtoll(text, &end, 10);
    return *text && !*end && !errno && !strchr(" +", *text);
}

/* Agorot are read as shekels again, a secret is any bytes, and no text is a file. */
static int has_normal_form(rehab_kind kind)
{
    return kind != REHAB_MONEY && kind != REHAB_SECRET && kind != REHAB_FILE;
}

static void check_value(apr_pool_t *pool, const rehab_param *param, const char *value)
{
    rehab_param unlimited = *param;     /* limits are of what was sent, and %D7 is longer than it */
    const char *again, *complaint;

    promise(is_utf8(value), "a value is UTF-8");
    promise(*value, "an empty value is absent");
    if (rehab_kind_type(param->kind) == REHAB_TYPE_BIGINT)
        promise(is_bigint(value), "a number is one for SQL");
    if (!has_normal_form(param->kind))
        return;
    unlimited.has_min = unlimited.has_max = 0;
    unlimited.min = unlimited.max = 0;
    complaint = rehab_kind_check(pool, &unlimited, value, strlen(value), &again);
    if (complaint && !strcmp(complaint, "long") && strchr(value, '%'))
        return;
    promise(!complaint, "a normal form is accepted");
    promise(again && !strcmp(again, value), "a normal form stays as it is");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool;
    char *bytes;
    const char *value = NULL, *complaint;
    rehab_param param = { .name = "p" };

    if (size < 2)
        return 0;
    pool = open_pool();
    bytes = exact_bytes(data + 2, size - 2);
    promise(!rehab_kind_read(pool, "choice(a|b|c)", &param), "a choice is declared");
    param.kind = (rehab_kind)(data[0] % (REHAB_FILE + 1));
    param.required = (data[1] & 1) != 0;
    param.has_min = (data[1] & 2) != 0;
    param.has_max = (data[1] & 4) != 0;
    param.min = param.has_min ? 2 : 0;
    param.max = param.has_max ? 20 + (data[1] >> 3) : 0;
    complaint = rehab_kind_check(pool, &param, bytes, size - 2, &value);
    free(bytes);
    if (complaint)
        promise(is_complaint(complaint), "a complaint has a sentence");
    else if (value)
        check_value(pool, &param, value);
    else
        promise(!param.required, "what is required is there");
    apr_pool_destroy(pool);
    return 0;
}

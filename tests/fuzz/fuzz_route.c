/* Each line of the input is "METHOD /pattern" and the last one "METHOD /path": what answers was
 * added, and the pattern filled with the variables is the path again. */
#include "route.h"

#include <apr_strings.h>

#include "fuzz.h"

static const char unreserved[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%";

static int is_variable(const char *segment, size_t length)
{
    return length > 2 && segment[0] == '{' && segment[length - 1] == '}';
}

/* 1 when pattern and path agree, segment by segment, the variables being those of the match. */
static int agrees(apr_pool_t *pool, const char *pattern, const char *path,
                  const rehab_match *match)
{
    while (*pattern == '/' && *path == '/') {
        size_t length = strcspn(++pattern, "/"), sent_length = strcspn(++path, "/");
        const char *sent = apr_pstrmemdup(pool, path, sent_length);
        const char *meant = apr_pstrmemdup(pool, pattern, length);

        if (is_variable(pattern, length))
            meant = apr_table_get(match->variables,
                                  apr_pstrmemdup(pool, pattern + 1, length - 2));
        if (!meant || strcmp(meant, sent) != 0)
            return 0;
        pattern += length;
        path += sent_length;
    }
    return !*pattern && !*path;
}

static int has_a_name_twice(const apr_array_header_t *names)
{
    for (int i = 0; i < names->nelts; i++) {
        for (int j = 0; j < i; j++) {
            if (!strcmp(APR_ARRAY_IDX(names, i, const char *),
                        APR_ARRAY_IDX(names, j, const char *)))
                return 1;
        }
    }
    return 0;
}

static int count_slashes(const char *text)
{
    int slashes = 0;

    for (; *text; text++)
        slashes += *text == '/';
    return slashes;
}

static void check_match(apr_pool_t *pool, const char *pattern, const char *path,
                        const rehab_match *match)
{
    apr_array_header_t *names = rehab_pattern_variables(pool, pattern);
    rehab_values *values = apr_hash_make(pool);
    const char *missing, *filled;

    promise(has_a_name_twice(names) || agrees(pool, pattern, path, match),
            "the pattern with its variables is the path");
    for (int i = 0; i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);
        const char *value = apr_table_get(match->variables, name), *encoded;

        promise(value && *value, "each variable has a value");
        encoded = rehab_encode(pool, value);
        promise(strspn(encoded, unreserved) == strlen(encoded), "what is encoded needs no more");
        rehab_values_set(pool, values, name, REHAB_TYPE_TEXT, value);
    }
    filled = rehab_pattern_fill(pool, pattern, values, &missing);
    promise(filled && count_slashes(filled) == count_slashes(path),
            "a filled pattern has the segments of the path");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool = open_pool();
    char *text = exact_text(data, size), *line = text, *end;
    rehab_router *router = rehab_router_make(pool);
    const char *method, *path;
    rehab_match match = { 0 };
    int routes = 0;

    while ((end = strchr(line, '\n')) != NULL && routes < 64) {
        int post = !strncmp(line, "POST ", 5);
        char *pattern = apr_pstrmemdup(pool, line, (apr_size_t)(end - line));

        pattern += strcspn(pattern, " ");
        pattern += *pattern == ' ';
        routes += !rehab_router_add(router, post ? "POST" : "GET", pattern, 0, pattern);
        line = end + 1;
    }
    method = apr_pstrmemdup(pool, line, strcspn(line, " "));
    path = apr_pstrdup(pool, strchr(line, ' ') ? strchr(line, ' ') + 1 : "");
    free(text);
    if (rehab_router_match(pool, router, method, path, 0, &match)) {
        promise(routes > 0 && match.allow && match.variables, "an answer is whole");
        if (match.page)
            check_match(pool, match.page, path, &match);
    }
    apr_pool_destroy(pool);
    return 0;
}

/* route.c: in go patterns, then addresses; out comes the page with its path variables. */
#include "route.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

typedef struct segment {
    const char *text;           /* literal text, or the variable's name */
    int variable;
} segment;

typedef struct route {
    const char *method, *pattern;
    int no_language;
    int n;
    segment *segments;
    void *page;
} route;

struct rehab_router {
    apr_pool_t *pool;
    apr_array_header_t *routes;     /* route */
};

static int is_name(const char *text, apr_size_t length)
{
    if (!length || !apr_islower(text[0]))
        return 0;
    for (apr_size_t i = 1; i < length; i++)
        if (!apr_islower(text[i]) && !apr_isdigit(text[i]) && text[i] != '_')
            return 0;
    return 1;
}

/* "/" has no segments; "//" and a final slash are no patterns. */
static const char *split_pattern(apr_pool_t *pool, const char *pattern, apr_array_header_t *out)
{
    if (pattern[0] != '/')
        return "a pattern begins with /";
    for (const char *at = pattern + 1; *at;) {
        apr_size_t length = strcspn(at, "/");
        segment *part = apr_array_push(out);

        if (!length || (at[length] == '/' && !at[length + 1]))
            return "a pattern has no empty segment and no final slash";
        part->variable = at[0] == '{';
        if (part->variable) {
            if (at[length - 1] != '}' || !is_name(at + 1, length - 2))
                return "a variable is a whole segment, {name}";
            part->text = apr_pstrmemdup(pool, at + 1, length - 2);
        } else {
            part->text = apr_pstrmemdup(pool, at, length);
            if (strpbrk(part->text, "{}?#%"))
                return "a pattern holds no { } ? # or % but around a variable";
        }
        at += length + (at[length] == '/');
    }
    return NULL;
}

rehab_router *rehab_router_make(apr_pool_t *pool)
{
    rehab_router *router = apr_palloc(pool, sizeof *router);

    router->pool = pool;
    router->routes = apr_array_make(pool, 64, sizeof(route));
    return router;
}

static int same_address(const route *a, const route *b)
{
    if (a->n != b->n || a->no_language != b->no_language)
        return 0;
    for (int i = 0; i < a->n; i++) {
        if (a->segments[i].variable != b->segments[i].variable)
            return 0;
        if (!a->segments[i].variable && strcmp(a->segments[i].text, b->segments[i].text) != 0)
            return 0;
    }
    return 1;
}

const char *rehab_router_add(rehab_router *router, const char *method, const char *pattern,
                             int no_language, void *page)
{
    apr_array_header_t *segments = apr_array_make(router->pool, 4, sizeof(segment));
    const char *mistake = split_pattern(router->pool, pattern, segments);
    route fresh = { method, pattern, no_language, segments->nelts, (segment *)segments->elts, page };

    if (mistake)
        return mistake;
    for (int i = 0; i < router->routes->nelts; i++) {
        const route *other = &APR_ARRAY_IDX(router->routes, i, route);

        if (strcmp(other->method, method) == 0 && same_address(other, &fresh))
            return apr_psprintf(router->pool, "%s %s is already declared as %s", method, pattern,
                                other->pattern);
    }
    APR_ARRAY_PUSH(router->routes, route) = fresh;
    return NULL;
}

static int split_path(apr_pool_t *pool, const char *path, apr_array_header_t *out)
{
    if (path[0] != '/')
        return 0;
    for (const char *at = path + 1; *at;) {
        apr_size_t length = strcspn(at, "/");

        if (!length)
            return 0;
        APR_ARRAY_PUSH(out, const char *) = apr_pstrmemdup(pool, at, length);
        at += length + (at[length] == '/');
        if (at[-1] == '/' && !*at)
            return 0;
    }
    return 1;
}

static int fits(const route *candidate, const apr_array_header_t *path, int no_language)
{
    if (candidate->n != path->nelts || candidate->no_language != no_language)
        return 0;
    for (int i = 0; i < candidate->n; i++)
        if (!candidate->segments[i].variable
            && strcmp(candidate->segments[i].text, APR_ARRAY_IDX(path, i, const char *)) != 0)
            return 0;
    return 1;
}

/* 1 when a is more literal than b, seen from the left. */
static int is_nearer(const route *a, const route *b)
{
    for (int i = 0; i < a->n; i++)
        if (a->segments[i].variable != b->segments[i].variable)
            return !a->segments[i].variable;
    return 0;
}

int rehab_router_match(apr_pool_t *pool, const rehab_router *router, const char *method,
                       const char *path, int no_language, rehab_match *match)
{
    apr_array_header_t *segments = apr_array_make(pool, 8, sizeof(const char *));
    const route *best = NULL, *chosen = NULL;
    int get = 0, post = 0;

    if (!split_path(pool, path, segments))
        return 0;
    if (strcmp(method, "HEAD") == 0)
        method = "GET";
    for (int i = 0; i < router->routes->nelts; i++) {
        const route *candidate = &APR_ARRAY_IDX(router->routes, i, route);

        if (fits(candidate, segments, no_language) && (!best || is_nearer(candidate, best)))
            best = candidate;
    }
    if (!best)
        return 0;
    for (int i = 0; i < router->routes->nelts; i++) {
        const route *candidate = &APR_ARRAY_IDX(router->routes, i, route);

        if (!same_address(candidate, best))
            continue;
        get |= strcmp(candidate->method, "GET") == 0;
        post |= strcmp(candidate->method, "POST") == 0;
        if (strcmp(candidate->method, method) == 0)
            chosen = candidate;
    }
    match->page = chosen ? chosen->page : NULL;
    match->allow = get ? (post ? "GET, HEAD, POST" : "GET, HEAD") : "POST";
    match->variables = apr_table_make(pool, 4);
    best = chosen ? chosen : best;
    for (int i = 0; i < best->n; i++)
        if (best->segments[i].variable)
            apr_table_setn(match->variables, best->segments[i].text,
                           APR_ARRAY_IDX(segments, i, const char *));
    return 1;
}

apr_array_header_t *rehab_pattern_variables(apr_pool_t *pool, const char *pattern)
{
    apr_array_header_t *names = apr_array_make(pool, 2, sizeof(const char *));

    for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
        const char *end = strchr(at, '}');

        if (!end)
            break;
        APR_ARRAY_PUSH(names, const char *) = apr_pstrmemdup(pool, at + 1, (apr_size_t)(end - at - 1));
    }
    return names;
}

const char *rehab_encode(apr_pool_t *pool, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = apr_palloc(pool, strlen(text) * 3 + 1), *to = out;

    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (apr_isalnum(*at) || strchr("-._~", *at)) {
            *to++ = (char)*at;
        } else {
            *to++ = '%';
            *to++ = hex[*at >> 4];
            *to++ = hex[*at & 15];
        }
    }
    *to = '\0';
    return out;
}

const char *rehab_pattern_fill(apr_pool_t *pool, const char *pattern, rehab_values *values,
                               const char **missing)
{
    const char *filled = "";

    for (const char *open = strchr(pattern, '{'); open; open = strchr(pattern, '{')) {
        const char *close = strchr(open, '}');

        if (!close)
            break;
        const char *name = apr_pstrmemdup(pool, open + 1, (apr_size_t)(close - open - 1));
        const rehab_value *value = apr_hash_get(values, name, APR_HASH_KEY_STRING);

        if (!value || !value->n) {
            *missing = name;
            return NULL;
        }
        filled = apr_pstrcat(pool, filled, apr_pstrmemdup(pool, pattern, (apr_size_t)(open - pattern)),
                             rehab_encode(pool, value->text[0]), NULL);
        pattern = close + 1;
    }
    return apr_pstrcat(pool, filled, pattern, NULL);
}

/* route: from an address to the page that is declared for it.  Pure: patterns in, a match out.
 * A pattern is segments, each literal or a {variable}; at each segment a literal wins over a
 * variable.  Addresses are decoded paths without base and language: "/", "/jobs/7KQ4MD". */
#ifndef REHAB_ROUTE_H
#define REHAB_ROUTE_H

#include "rehab.h"

typedef struct rehab_router rehab_router;

typedef struct rehab_match {
    void *page;                 /* what was added for this method; NULL when there is none       */
    const char *allow;          /* methods of this address for a 405: "GET, HEAD, POST"          */
    apr_table_t *variables;     /* NAME to segment, as sent                                      */
} rehab_match;

rehab_router *rehab_router_make(apr_pool_t *pool);

/* Adds a page for GET or POST.  NULL, or a sentence: a pattern that is none, or one that another
 * page of this method already answers ("/a/{x}" and "/a/{y}" are the same address). */
const char *rehab_router_add(rehab_router *router, const char *method, const char *pattern,
                             int no_language, void *page);

/* 1 and *match filled when some page answers the path, whatever its method; else 0.  HEAD is GET.
 * Only pages that were added with the same no_language are looked at. */
int rehab_router_match(apr_pool_t *pool, const rehab_router *router, const char *method,
                       const char *path, int no_language, rehab_match *match);

/* The names of the variables of a pattern, const char *. */
apr_array_header_t *rehab_pattern_variables(apr_pool_t *pool, const char *pattern);

/* A pattern with its {names} replaced by values, each percent-encoded; NULL when a value is
 * absent, whose name is then in *missing. */
const char *rehab_pattern_fill(apr_pool_t *pool, const char *pattern, rehab_values *values,
                               const char **missing);

/* Percent-encodes all but unreserved characters of RFC 3986. */
const char *rehab_encode(apr_pool_t *pool, const char *text);

#endif

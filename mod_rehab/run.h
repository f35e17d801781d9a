/* run: one run of a sheet, as sheet_run.c begins it, the functions r: ask it (sheet_words.c) and a plan
 * plays it (plan.h). */
#ifndef REHAB_RUN_H
#define REHAB_RUN_H

#include <libxslt/xsltInternals.h>

#include "rehab.h"
#include "words.h"

#define REHAB_WORDS_NAMESPACE "urn:rehab:words"

/* A run of a sheet; the transform context's _private. */
typedef struct rehab_run {
    apr_pool_t *pool;
    const struct rehab_sheet *sheet;
    xsltStylesheetPtr style;            /* as libxslt compiled it; NULL: by the sheet's plan */
    int indent;                         /* the sheet's                                      */
    const rehab_language *language;
    const rehab_log *log;
    xsltTransformContextPtr context;    /* NULL: by the sheet's plan, then the place is in  */
    const char *file;                   /* these two                                        */
    long line;
    const char *message;            /* what has come so far of an xsl:message                */
    const char *failed_at;          /* where the first thing went wrong                      */
    const char *cause;              /* what, as far as it can be told without content        */
    apr_array_header_t *holes;      /* rehab_hole; NULL: the page is written whole           */
    apr_array_header_t *cards;      /* rehab_card                                            */
    const char *bytes;
    apr_size_t length;
    int keep_tree;                  /* the result is the caller's                            */
    xmlDocPtr tree;
} rehab_run;

/* Where in the sheet the run is: FILE:LINE. */
const char *rehab_run_place(const rehab_run *run);

/* A function r:NAME: of texts, to a text or to nodes in the run's pool. */
typedef struct rehab_said_function {
    const char *name;
    int least, most;
    const char *(*say)(const rehab_run *run, int n, const char *const *arguments);
    apr_array_header_t *(*nodes)(const rehab_run *run,
                                 const char *const *arguments);     /* xmlNodePtr */
} rehab_said_function;

const rehab_said_function *rehab_said_known(const char *name);

#endif

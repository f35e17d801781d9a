/* sheet_inside: what sheet.c (compiling), sheet_scan.c (reading the files of a sheet first),
 * sheet_run.c (a run) and sheet_words.c (the r: functions) share.  Nobody else includes it. */
#ifndef REHAB_SHEET_INSIDE_H
#define REHAB_SHEET_INSIDE_H

#include <libxml/xmlerror.h>
#include <libxslt/xsltInternals.h>

#include "sheet.h"

#define REHAB_WORDS_NAMESPACE "urn:rehab:words"

struct rehab_sheet {
    const char *file;
    xsltStylesheetPtr style;
    apr_array_header_t *files;      /* const char *: itself first, then what it imports      */
    apr_array_header_t *words;      /* const char *: "t jobs.title", "p jobs.found"          */
    const char *media_type;
    int indent;                     /* of HTML, which libxslt would indent unless told not to */
};

/* A run of a sheet; the transform context's _private. */
typedef struct rehab_run {
    apr_pool_t *pool;
    const rehab_sheet *sheet;
    const rehab_language *language;
    const rehab_log *log;
    xsltTransformContextPtr context;
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

/* Whom the complaints of libxslt and libxml2 in this thread go to, between open and close: as a
 * text, or as libxml2's error. */
typedef struct rehab_sink {
    void (*take)(void *baton, const char *text, const xmlError *error);
    void *baton;
    struct rehab_sink *outer;
    xmlGenericErrorFunc text_before;
    xmlStructuredErrorFunc error_before;
    void *text_baton, *error_baton;
} rehab_sink;

void rehab_sink_open(rehab_sink *sink);
void rehab_sink_close(rehab_sink *sink);

/* Reads sheet->file and what it imports, fills files and words, and refuses what a sheet may not
 * have.  *document is the file itself, for the caller to compile or free. */
rehab_fault *rehab_sheet_scan(apr_pool_t *pool, rehab_sheet *sheet, xmlDocPtr *document);

/* Registers the functions of REHAB_WORDS_NAMESPACE. */
void rehab_sheet_words_register(void);

/* 1 when there is a function r:NAME. */
int rehab_sheet_words_know(const char *name);

#endif

/* sheet_inside: what sheet.c (compiling), sheet_scan.c (reading the files of a sheet first),
 * sheet_run.c (a run) and sheet_words.c (the r: functions) share.  Nobody else includes it. */
#ifndef REHAB_SHEET_INSIDE_H
#define REHAB_SHEET_INSIDE_H

#include <apr_thread_mutex.h>
#include <libxml/xmlerror.h>
#include <libxslt/xsltInternals.h>

#include "plan.h"
#include "run.h"
#include "sheet.h"

/* What libxslt compiled.  With a plan it is NULL until a run goes the plain way. */
typedef struct rehab_late {
    apr_thread_mutex_t *mutex;
    xsltStylesheetPtr style;
} rehab_late;

struct rehab_sheet {
    const char *file;
    int framed;
    rehab_late *late;
    const rehab_plan *plan;         /* NULL: it runs by libxslt alone                         */
    const char *no_plan;            /* why there is none                                     */
    apr_array_header_t *files;      /* const char *: itself first, then what it imports      */
    apr_array_header_t *words;      /* const char *: "t jobs.title", "p jobs.found"          */
    const char *media_type;
    int indent;                     /* of HTML, which libxslt would indent unless told not to */
};

/* What libxslt compiled, compiled now if need be; any thread may ask.  Fault 500, as at load. */
rehab_fault *rehab_sheet_style(apr_pool_t *pool, const rehab_sheet *sheet,
                               xsltStylesheetPtr *style);

/* 1 when that has happened. */
int rehab_sheet_is_compiled(const rehab_sheet *sheet);

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

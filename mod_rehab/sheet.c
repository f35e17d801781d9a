/* sheet.c: in goes a file of XSLT, out comes a sheet that all threads share; and where the
 * complaints of libxslt and libxml2 go. */
#include "sheet.h"

#include <apr_strings.h>
#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxslt/imports.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "html.h"
#include "plan.h"
#include "sheet_inside.h"
#include "xml_file.h"

/* The sink of the thread's load or run.  libxslt's generic error function is one for the whole
 * process, so it must find by the thread whose complaint it hears. */
static _Thread_local rehab_sink *current;

/* Whoever had the generic error function before; still gets what is not ours. */
static xmlGenericErrorFunc generic_before;
static void *generic_baton;

static void take_structured(void *data, xmlErrorPtr error)
{
    const rehab_sink *sink = data;

    sink->take(sink->baton, NULL, error);
}

static void take_generic(void *data, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void take_generic(void *data, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    (void)data;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (current)
        current->take(current->baton, text, NULL);
    else if (generic_before)
        generic_before(generic_baton, "%s", text);
}

void rehab_sink_open(rehab_sink *sink)
{
    sink->outer = current;
    sink->text_before = xmlGenericError;
    sink->text_baton = xmlGenericErrorContext;
    sink->error_before = xmlStructuredError;
    sink->error_baton = xmlStructuredErrorContext;
    current = sink;
    xmlSetGenericErrorFunc(NULL, take_generic);
    xmlSetStructuredErrorFunc(sink, take_structured);
}

void rehab_sink_close(rehab_sink *sink)
{
    xmlSetStructuredErrorFunc(sink->error_baton, sink->error_before);
    xmlSetGenericErrorFunc(sink->text_baton, sink->text_before);
    current = sink->outer;
}

void rehab_sheet_start(void)
{
    if (xsltGenericError == take_generic)
        return;
    xmlInitParser();
    xsltInit();
    generic_before = xsltGenericError;
    generic_baton = xsltGenericErrorContext;
    xsltSetGenericErrorFunc(NULL, take_generic);
    exsltStrRegister();
    rehab_sheet_words_register();
}

/* The first complaint of a compilation. */
typedef struct complaint {
    apr_pool_t *pool;
    const char *file;
    long line;
    const char *text;
} complaint;

/* libxslt says where in a text of its own, "compilation error: file F line N element E", and then
 * what in a second one. */
static void take_complaint(void *baton, const char *text, const xmlError *error)
{
    complaint *c = baton;

    if (error && !c->text) {
        c->file = error->file ? apr_pstrdup(c->pool, error->file) : c->file;
        c->line = error->line;
        c->text = apr_pstrdup(c->pool, error->message ? error->message : "libxml2 refuses it");
    } else if (text && strstr(text, " file ") && strstr(text, " line ")) {
        const char *file = strstr(text, " file ") + 6, *line = strstr(file, " line ");

        if (line && !c->line) {
            c->file = apr_pstrmemdup(c->pool, file, (apr_size_t)(line - file));
            c->line = (long)apr_atoi64(line + 6);
        }
    } else if (text && !c->text) {
        c->text = apr_pstrdup(c->pool, text);
    }
}

static apr_status_t free_style(void *data)
{
    rehab_sheet *sheet = data;

    xsltFreeStylesheet(sheet->late->style);
    sheet->late->style = NULL;
    return APR_SUCCESS;
}

/* xsl:output of the sheet and, where it says nothing, of what it imports. */
static rehab_fault *read_output(apr_pool_t *pool, rehab_sheet *sheet, xsltStylesheetPtr first)
{
    const xmlChar *encoding = NULL, *media_type = NULL, *method = NULL;
    int indent = -1;

    for (xsltStylesheetPtr style = first; style; style = xsltNextImport(style)) {
        encoding = encoding ? encoding : style->encoding;
        media_type = media_type ? media_type : style->mediaType;
        method = method ? method : style->method;
        indent = indent >= 0 ? indent : style->indent;
    }
    if (encoding && xmlStrcasecmp(encoding, BAD_CAST "UTF-8"))
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s:0: xsl:output must say UTF-8 or nothing", sheet->file);
    if (!encoding)
        first->encoding = xmlStrdup(BAD_CAST "UTF-8");
    sheet->indent = indent == 1;
    if (media_type)
        sheet->media_type = apr_pstrdup(pool, (const char *)media_type);
    else if (xmlStrEqual(method, BAD_CAST "text"))
        sheet->media_type = "text/plain";
    else if (xmlStrEqual(method, BAD_CAST "xml"))
        sheet->media_type = "application/xml";
    else
        sheet->media_type = "text/html";
    return NULL;
}

/* *style is NULL after a fault. */
static rehab_fault *compile(apr_pool_t *pool, const char *file, xmlDocPtr document,
                            xsltStylesheetPtr *style)
{
    complaint c = { pool, file, 0, NULL };
    rehab_sink sink = { .take = take_complaint, .baton = &c };

    rehab_sink_open(&sink);
    *style = xsltParseStylesheetDoc(document);
    rehab_sink_close(&sink);
    if (!*style)
        xmlFreeDoc(document);
    if (*style && !(*style)->errors && !c.text)
        return NULL;
    xsltFreeStylesheet(*style);
    *style = NULL;
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:%ld: %s", c.file, c.line,
                            c.text ? rehab_one_line(pool, c.text) : "libxslt refuses it");
}

/* The cards alone, each in an element of its own; and a page that has a hole for each. */
static const char framed[] =
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
    "<xsl:import href='%s'/>"
    "<xsl:template match='/page[@_cards]' priority='9'><_cards><xsl:for-each select='*/*'>"
    "<_card><xsl:apply-templates select='.' mode='card'/></_card></xsl:for-each></_cards>"
    "</xsl:template>"
    "<xsl:template match='*[@" REHAB_HOLE "]' mode='card' priority='9'>"
    "<xsl:element name='{@_root}'><xsl:copy-of select='@" REHAB_HOLE "'/></xsl:element>"
    "</xsl:template></xsl:stylesheet>";

/* A sheet beside `file` that imports it. */
static xmlDocPtr frame(apr_pool_t *pool, const char *file)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    xmlChar *href = xmlURIEscapeStr(BAD_CAST name, NULL);
    const char *text = apr_psprintf(pool, framed, href ? (const char *)href : "");
    const char *address = apr_pstrcat(pool, apr_pstrmemdup(pool, file, (apr_size_t)(name - file)),
                                      "framed.", name, NULL);

    xmlFree(href);
    return xmlReadMemory(text, (int)strlen(text), address, NULL, XML_PARSE_NONET);
}

/* What libxslt compiled, read: how it writes, and its plan, with which the rest can go.  libxslt's
 * own is a quarter of a megabyte a sheet, and all but a few sheets never need it again. */
static rehab_fault *take_style(apr_pool_t *pool, rehab_sheet *made, xsltStylesheetPtr style)
{
    rehab_fault *fault = read_output(pool, made, style);

    made->late->style = style;
    apr_pool_cleanup_register(pool, made, free_style, apr_pool_cleanup_null);
    if (!fault)
        made->plan = rehab_plan_make(pool, made->framed ? xsltNextImport(style) : style,
                                     &made->no_plan);
    if (!fault && made->plan)
        (void)free_style(made);
    return fault;
}

static rehab_fault *load(apr_pool_t *pool, const char *file, int with_frame, rehab_sheet **sheet)
{
    rehab_sheet *made = apr_pcalloc(pool, sizeof *made);
    xmlDocPtr document = NULL;
    xsltStylesheetPtr style = NULL;

    made->file = apr_pstrdup(pool, file);
    made->framed = with_frame;
    made->files = apr_array_make(pool, 8, sizeof(const char *));
    made->words = apr_array_make(pool, 32, sizeof(const char *));
    made->late = apr_pcalloc(pool, sizeof *made->late);
    rehab_fault *fault = rehab_sheet_scan(pool, made, &document);

    if (!fault && apr_thread_mutex_create(&made->late->mutex, APR_THREAD_MUTEX_DEFAULT, pool)
                      != APR_SUCCESS)
        fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:0: no mutex", file);
    if (!fault && with_frame) {
        xmlFreeDoc(document);
        document = frame(pool, file);
    }
    if (!fault)
        fault = compile(pool, file, document, &style);
    else
        xmlFreeDoc(document);
    if (!fault && style)
        fault = take_style(pool, made, style);
    *sheet = fault ? NULL : made;
    return fault;
}

rehab_fault *rehab_sheet_style(apr_pool_t *pool, const rehab_sheet *sheet,
                               xsltStylesheetPtr *style)
{
    rehab_fault *fault = NULL;
    xmlDocPtr document = NULL;

    apr_thread_mutex_lock(sheet->late->mutex);
    if (!sheet->late->style) {
        if (sheet->framed)
            document = frame(pool, sheet->file);
        else
            fault = rehab_xml_read(pool, sheet->file, &document);
        if (!fault)
            fault = compile(pool, sheet->file, document, &sheet->late->style);
        if (!fault && sheet->late->style && !sheet->late->style->encoding)
            sheet->late->style->encoding = xmlStrdup(BAD_CAST "UTF-8");
    }
    *style = sheet->late->style;
    apr_thread_mutex_unlock(sheet->late->mutex);
    return fault;
}

int rehab_sheet_is_compiled(const rehab_sheet *sheet)
{
    apr_thread_mutex_lock(sheet->late->mutex);
    int is = sheet->late->style != NULL;
    apr_thread_mutex_unlock(sheet->late->mutex);
    return is;
}

rehab_fault *rehab_sheet_load(apr_pool_t *pool, const char *file, rehab_sheet **sheet)
{
    return load(pool, file, 0, sheet);
}

rehab_fault *rehab_sheet_load_framed(apr_pool_t *pool, const char *file, rehab_sheet **sheet)
{
    return load(pool, file, 1, sheet);
}

apr_array_header_t *rehab_sheet_files(const rehab_sheet *sheet)
{
    return sheet->files;
}

apr_array_header_t *rehab_sheet_words(apr_pool_t *pool, const rehab_sheet *sheet)
{
    return apr_array_copy(pool, sheet->words);
}

const char *rehab_sheet_media_type(const rehab_sheet *sheet)
{
    return sheet->media_type;
}

xmlDictPtr rehab_sheet_dict(const rehab_sheet *sheet)
{
    return sheet->plan ? rehab_plan_dict(sheet->plan) : sheet->late->style->dict;
}

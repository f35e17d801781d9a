/* sheet_run.c: in go a sheet, a document and a language, out come the bytes of a page.  A run that
 * did not end well gives a fault that names the sheet and the line and never what stood in the
 * document. */
#include <apr_strings.h>
#include <libxml/xmlIO.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#include "buffer.h"
#include "document.h"
#include "html.h"
#include "plan.h"
#include "sheet_inside.h"

enum { DEEPEST_TEMPLATE = 1000, MOST_OPERATIONS = 20000000, MOST_VARIABLES = 15000 };

/* What libxslt and libxml2 say, as far as it can be told without telling content. */
static const struct { const char *part, *sentence; } causes[] = {
    { "infinite template recursion", "templates call each other without end" },
    { "number of variables", "a template has too many variables" },
    { "peration limit", "more operations than a run may take" },
    { "recursion limit", "expressions nest without end" },
    { "refused", "a sheet may not read or write anything" },
    { "denied", "a sheet may not read or write anything" },
    { "forbidden", "a sheet may not read or write anything" },
    { "has not been declared", "a variable that is not declared" },
    { "nregistered function", "a function that does not exist" },
    { "not found", "a function or a template that does not exist" },
    { "failed to find", "an instruction that does not exist" },
    { "number of arguments", "a function with the wrong number of arguments" },
    { "QName", "a computed name that is no name" },
    { "memory", "no memory" },
};

static const char *sentence_of(const char *text)
{
    for (apr_size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (strstr(text, causes[i].part))
            return causes[i].sentence;
    }
    return NULL;
}

const char *rehab_run_place(const rehab_run *run)
{
    const xmlNode *at = run->context ? run->context->inst : NULL;

    if (!run->context && run->file)
        return apr_psprintf(run->pool, "%s:%ld", run->file, run->line);
    return apr_psprintf(run->pool, "%s:%ld",
                        at && at->doc && at->doc->URL ? (const char *)at->doc->URL
                                                      : run->sheet->file,
                        at ? xmlGetLineNo(at) : 0);
}

/* A failure: where is told, and what, if libxslt's text is known to hold no content. */
static void take(void *baton, const char *text, const xmlError *error)
{
    rehab_run *run = baton;
    const char *said = error ? error->message : text;

    if (error && error->level < XML_ERR_ERROR)
        return;
    if (!run->failed_at)
        run->failed_at = rehab_run_place(run);
    if (!run->cause && said)
        run->cause = sentence_of(said);
}

static int terminates(const xmlNode *message)
{
    xmlChar *value = message ? xmlGetNoNsProp(message, BAD_CAST "terminate") : NULL;
    int yes = xmlStrEqual(value, BAD_CAST "yes");

    xmlFree(value);
    return yes;
}

/* An xsl:message comes in pieces, the last one ends a line.  One that terminates is a failure and
 * may hold content: its place is told, its text is not. */
static void take_message(rehab_run *run, const char *text)
{
    apr_size_t length = strlen(text);

    if (terminates(run->context->inst)) {
        run->failed_at = rehab_run_place(run);
        run->cause = "xsl:message ended the run";
        return;
    }
    run->message = run->message ? apr_pstrcat(run->pool, run->message, text, NULL)
                                : apr_pstrdup(run->pool, text);
    if (length == 0 || text[length - 1] != '\n')
        return;
    rehab_log_line(run->log, REHAB_LOG_WARNING, "%s: %s", rehab_run_place(run),
                   rehab_one_line(run->pool, run->message));
    run->message = NULL;
}

static void take_transform(void *baton, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* All that libxslt says of this run.  While the state is OK it is an xsl:message. */
static void take_transform(void *baton, const char *format, ...)
{
    rehab_run *run = baton;
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    (void)apr_vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (run->context->state == XSLT_STATE_OK)
        take_message(run, text);
    else
        take(run, text, NULL);
}

static void limit(rehab_run *run, xsltSecurityPrefsPtr nothing)
{
    xsltTransformContextPtr context = run->context;

    for (int what = XSLT_SECPREF_READ_FILE; what <= XSLT_SECPREF_WRITE_NETWORK; what++)
        xsltSetSecurityPrefs(nothing, (xsltSecurityOption)what, xsltSecurityForbid);
    xsltSetCtxtSecurityPrefs(nothing, context);
    xsltSetTransformErrorFunc(context, run, take_transform);
    context->maxTemplateDepth = DEEPEST_TEMPLATE;
    context->maxTemplateVars = MOST_VARIABLES;
    context->opLimit = MOST_OPERATIONS;
    context->xpathCtxt->opLimit = MOST_OPERATIONS;
    context->_private = run;
}

/* HTML without the long doctype and without the <meta http-equiv> that xsltSaveResultTo adds. */
static void write_html(const rehab_run *run, rehab_buffer *out, xmlDocPtr result)
{
    xmlNodePtr root = xmlDocGetRootElement(result);

    if (result->intSubset) {
        xmlDtdPtr doctype = result->intSubset;

        xmlUnlinkNode((xmlNodePtr)doctype);
        xmlFreeDtd(doctype);
    }
    if (root && !xmlStrcasecmp(root->name, BAD_CAST "html"))
        rehab_buffer_text(out, "<!DOCTYPE html>\n");
    rehab_html_write(out, result, run->sheet->indent, run->holes);
}

static rehab_fault *failed(const rehab_run *run)
{
    return rehab_fault_make(run->pool, REHAB_BROKEN, "fault.broken", "%s: %s",
                            run->failed_at ? run->failed_at : rehab_run_place(run),
                            run->cause ? run->cause : "the run failed");
}

static void serialise_html(rehab_run *run, xmlDocPtr result)
{
    rehab_buffer out;

    rehab_buffer_start(run->pool, &out);
    write_html(run, &out, result);
    run->bytes = out.bytes;
    run->length = out.length;
}

static rehab_fault *serialise_other(rehab_run *run, xmlDocPtr result)
{
    xmlOutputBufferPtr out = xmlAllocOutputBuffer(NULL);
    int bad = !out || xsltSaveResultTo(out, result, run->style) < 0 || out->error;

    if (!bad) {
        run->length = xmlOutputBufferGetSize(out);
        run->bytes = apr_pstrmemdup(run->pool, (const char *)xmlOutputBufferGetContent(out),
                                    run->length);
    }
    if (out)
        xmlOutputBufferClose(out);
    return bad ? failed(run) : NULL;
}

static rehab_fault *serialise(rehab_run *run, xmlDocPtr result)
{
    if (result->type != XML_HTML_DOCUMENT_NODE)
        return serialise_other(run, result);
    serialise_html(run, result);
    return NULL;
}

/* The result is <_cards> with one <_card> for each row. */
static rehab_fault *take_cards(rehab_run *run, xmlDocPtr result)
{
    xmlNodePtr root = xmlDocGetRootElement(result);

    for (const xmlNode *around = root ? root->children : NULL; around; around = around->next) {
        rehab_card *card = apr_array_push(run->cards);
        xmlNodePtr element = around->children;
        rehab_buffer out;

        memset(card, 0, sizeof *card);
        if (result->type != XML_HTML_DOCUMENT_NODE || !element || element->next
            || element->type != XML_ELEMENT_NODE)
            continue;
        rehab_buffer_start(run->pool, &out);
        rehab_html_element(&out, element, run->sheet->indent);
        *card = (rehab_card){ apr_pstrdup(run->pool, (const char *)element->name), out.bytes,
                              out.length };
    }
    return NULL;
}

static rehab_fault *take_tree(rehab_run *run, xmlDocPtr result)
{
    run->tree = result;
    return NULL;
}

/* One transformation, whose result `take` turns into bytes. */
static rehab_fault *transform(rehab_run *run, xmlDocPtr document,
                              rehab_fault *(*take_result)(rehab_run *run, xmlDocPtr result))
{
    rehab_sink sink = { .take = take, .baton = run };
    xmlDocPtr result = NULL;
    rehab_fault *fault = rehab_sheet_style(run->pool, run->sheet, &run->style);
    xsltStylesheetPtr style = run->style;

    if (fault)
        return fault;

    rehab_sink_open(&sink);
    run->context = xsltNewTransformContext(style, document);
    xsltSecurityPrefsPtr nothing = xsltNewSecurityPrefs();

    if (run->context && nothing) {
        limit(run, nothing);
        result = xsltApplyStylesheetUser(style, document, NULL, NULL, NULL, run->context);
    }
    if (result && run->context->state == XSLT_STATE_OK)
        fault = take_result(run, result);
    else
        fault = failed(run);
    /* libxml2 can want memory, or meet what it cannot write, and the state stays OK. */
    if (!fault && run->failed_at)
        fault = failed(run);
    if (fault || !run->keep_tree)
        xmlFreeDoc(result);
    xsltFreeTransformContext(run->context);
    xsltFreeSecurityPrefs(nothing);
    rehab_sink_close(&sink);
    return fault;
}

/* By the sheet's plan; 0, and nothing has happened, when the plain way must go. */
static int by_plan(rehab_run *run, xmlDocPtr document,
                   int (*play)(rehab_run *run, const rehab_plan *plan, xmlDocPtr document))
{
    if (!run->sheet->plan)
        return 0;
    if (play(run, run->sheet->plan, document))
        return 1;
    if (!rehab_sheet_is_compiled(run->sheet))
        rehab_log_line(run->log, REHAB_LOG_WARNING, "%s: its plan did not hold at %s:%ld; this process "
                       "has it compiled by libxslt, too, from now on", run->sheet->file,
                       run->file ? run->file : "?", run->line);
    if (run->holes)
        apr_array_clear(run->holes);
    if (run->cards)
        apr_array_clear(run->cards);
    return 0;
}

rehab_fault *rehab_sheet_run_frame(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                                   const rehab_language *language, const rehab_log *log,
                                   const char **bytes, apr_size_t *length,
                                   apr_array_header_t *holes)
{
    rehab_run run = { .pool = pool, .sheet = sheet, .indent = sheet->indent,
                      .language = language, .log = log,
                      .holes = holes };
    rehab_fault *fault = by_plan(&run, document, rehab_plan_page)
        ? NULL : transform(&run, document, serialise);

    *bytes = fault ? NULL : run.bytes;
    *length = fault ? 0 : run.length;
    return fault;
}

rehab_fault *rehab_sheet_run(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                             const rehab_language *language, const rehab_log *log,
                             const char **bytes, apr_size_t *length)
{
    return rehab_sheet_run_frame(pool, sheet, document, language, log, bytes, length, NULL);
}

rehab_fault *rehab_sheet_run_cards(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                                   const rehab_language *language, const rehab_log *log,
                                   apr_array_header_t *cards)
{
    rehab_run run = { .pool = pool, .sheet = sheet, .indent = sheet->indent,
                      .language = language, .log = log,
                      .cards = cards };

    return by_plan(&run, document, rehab_plan_cards) ? NULL
                                                     : transform(&run, document, take_cards);
}

rehab_fault *rehab_sheet_tree(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                              const rehab_language *language, const rehab_log *log,
                              xmlDocPtr *tree)
{
    rehab_run run = { .pool = pool, .sheet = sheet, .indent = sheet->indent,
                      .language = language, .log = log,
                      .keep_tree = 1 };
    rehab_fault *fault = transform(&run, document, take_tree);

    *tree = fault ? NULL : run.tree;
    return fault;
}

/* run-sheet SHEET.xsl DOCUMENT.xml STRINGS_DIR: the page that a sheet makes of a document, on
 * standard output; of a letter (xsl/mail) its subject, its plain text and its HTML.  The language is
 * the document's page/@lang, its strings are STRINGS_DIR/LANG.xml.  What the sheet logs goes to
 * standard error.  RUN_SHEET_PLAINLY in the environment: by libxslt, though there is a plan.  Built
 * by make build/run-sheet. */
#include <apr_general.h>
#include <apr_strings.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document.h"
#include "ics.h"
#include "letter.h"
#include "sheet_inside.h"

static void print(void *baton, rehab_level level, const char *text)
{
    (void)baton;
    (void)fprintf(stderr, "%s: %s\n", level == REHAB_LOG_ERROR ? "error" : "warning", text);
}

static const char *attribute(apr_pool_t *pool, xmlDocPtr document, const char *name,
                             const char *otherwise)
{
    xmlChar *value = xmlGetNoNsProp(xmlDocGetRootElement(document), BAD_CAST name);
    const char *copy = value ? apr_pstrdup(pool, (const char *)value) : otherwise;

    xmlFree(value);
    return copy;
}

static rehab_fault *run_letter(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                               const rehab_language *language, const rehab_log *log,
                               const char **bytes, apr_size_t *length)
{
    rehab_letter letter = { 0 };
    rehab_fault *fault = rehab_letter_fill(pool, sheet, document, language, log, &letter);

    if (fault)
        return fault;
    *bytes = apr_pstrcat(pool, letter.subject, "\n----\n", letter.text, "----\n", letter.html, NULL);
    *length = strlen(*bytes);
    return NULL;
}

static rehab_fault *run(apr_pool_t *pool, char **arguments, const rehab_log *log)
{
    xmlDocPtr document = xmlReadFile(arguments[2], NULL, XML_PARSE_NONET);
    rehab_language_settings settings = { 0 };
    rehab_language *language;
    rehab_sheet *sheet;
    const char *bytes;
    apr_size_t length;

    if (!document)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: is no XML", arguments[2]);
    settings.tag = attribute(pool, document, "lang", "he");
    settings.rtl = !strcmp(attribute(pool, document, "dir", "ltr"), "rtl");
    settings.calendar = "gregorian";
    rehab_fault *fault =
        rehab_language_load(pool, apr_pstrcat(pool, arguments[3], "/", settings.tag, ".xml", NULL),
                            &settings, &language);

    if (!fault)
        fault = rehab_sheet_load(pool, arguments[1], &sheet);
    if (!fault && getenv("RUN_SHEET_PLAINLY"))
        sheet->plan = NULL;
    if (!fault)
        fault = strstr(arguments[1], "xsl/mail/")
            ? run_letter(pool, sheet, document, language, log, &bytes, &length)
            : rehab_sheet_run(pool, sheet, document, language, log, &bytes, &length);
    xmlFreeDoc(document);
    if (fault)
        return fault;
    if (!strcmp(rehab_sheet_media_type(sheet), "text/calendar")) {
        bytes = rehab_ics_fold(pool, bytes);
        length = strlen(bytes);
    }
    (void)fwrite(bytes, 1, length, stdout);
    return NULL;
}

int main(int n, char **arguments)
{
    const rehab_log log = { print, NULL };
    apr_pool_t *pool;

    if (n != 4) {
        (void)fprintf(stderr, "run-sheet SHEET.xsl DOCUMENT.xml STRINGS_DIR\n");
        return 2;
    }
    apr_initialize();
    atexit(apr_terminate);
    apr_pool_create(&pool, NULL);
    rehab_sheet_start();
    rehab_fault *fault = run(pool, arguments, &log);

    if (fault)
        print(NULL, REHAB_LOG_ERROR, fault->cause);
    apr_pool_destroy(pool);
    return fault != NULL;
}

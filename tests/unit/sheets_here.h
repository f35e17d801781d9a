/* sheets_here.h: for tests of sheets: a folder with the words of a language, a document, and runs
 * of a sheet that stands in the test. */
#ifndef SHEETS_HERE_H
#define SHEETS_HERE_H

#include "files_here.h"

#include <libxml/parser.h>

#include "../../mod_rehab/document.h"
#include "../../mod_rehab/sheet.h"

#define XSL "http://www.w3.org/1999/XSL/Transform"
#define HEAD                                                                            \
    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"" XSL "\" xmlns:r=\"urn:rehab:words\"" \
    " xmlns:str=\"http://exslt.org/strings\" exclude-result-prefixes=\"r str\">"
#define TEXT "<xsl:output method=\"text\"/>"
#define PAGE "\n<xsl:template match=\"/page\">"
#define END "</xsl:template></xsl:stylesheet>"
#define SECRET "Sodi-972-501234567"

static const rehab_log memory = { keep_line, NULL };
static rehab_language *language;
static rehab_sheet *sheet;
static rehab_fault *fault;
static const char *bytes;
static apr_size_t length;

static inline int open_words(void **state)
{
    const rehab_language_settings settings = { "en", 0, NULL };

    if (open_folder(state))
        return 1;
    const char *file = write_file(
        "en.xml", "<resources><string name=\"jobs.title\">Jobs</string>"
                  "<string name=\"hello\">Hello %1$s of %2$s</string>"
                  "<string name=\"state.open\">Open</string>"
                  "<plurals name=\"found\"><item quantity=\"one\">one job in %2$s</item>"
                  "<item quantity=\"other\">%1$s jobs in %2$s</item></plurals></resources>");

    rehab_sheet_start();
    return rehab_language_load(pool, file, &settings, &language) != NULL;
}

static inline xmlDocPtr document_for(apr_pool_t *own, xmlDictPtr dict)
{
    xmlDocPtr document = rehab_document_make(own, dict);
    xmlNodePtr page = xmlDocGetRootElement(document);

    rehab_document_set(page, "lang", "en");
    rehab_document_set(page, "secret", SECRET);
    rehab_document_set(page, "text", "one <b>\n two\n\n \t\n\nthree & four  \n");
    for (int i = 0; i < 20; i++)
        rehab_document_set(rehab_document_add(page, "job"), "code", "7KQ4MD");
    return document;
}

static inline const char *load(const char *body)
{
    const char *file = write_file("xsl/jobs/list.xsl", body);

    fault = rehab_sheet_load(pool, file, &sheet);
    assert_true((fault == NULL) == (sheet != NULL));
    return fault ? fault->cause : NULL;
}

static inline void run(const char *body)
{
    const char *cause = load(body);

    if (cause)
        fail_msg("%s", cause);
    logged[0] = '\0';
    fault = rehab_sheet_run(pool, sheet, document_for(pool, rehab_sheet_dict(sheet)), language,
                            &memory, &bytes, &length);
}

#endif

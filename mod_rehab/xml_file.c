/* xml_file.c: in goes the name of a file, out comes its document, or what is wrong with it. */
#include "xml_file.h"

#include <libxml/parser.h>
#include <unistd.h>

#include "buffer.h"

static rehab_fault *wrong(apr_pool_t *pool, const char *file, long line, const char *what)
{
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:%ld: %s", file, line,
                            rehab_one_line(pool, what));
}

rehab_fault *rehab_xml_read(apr_pool_t *pool, const char *file, xmlDocPtr *document)
{
    enum { QUIET = XML_PARSE_NOERROR | XML_PARSE_NOWARNING };
    rehab_fault *fault = NULL;

    *document = NULL;
    if (access(file, R_OK) != 0)
        return wrong(pool, file, 0, "cannot be read");
    xmlParserCtxtPtr parser = xmlNewParserCtxt();

    if (parser)
        *document = xmlCtxtReadFile(parser, file, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOCDATA | QUIET);
    if (!*document) {
        const xmlError *error = parser ? xmlCtxtGetLastError(parser) : NULL;

        fault = wrong(pool, file, error ? error->line : 0,
                      error && error->message ? error->message : "cannot be read");
    } else if ((*document)->intSubset) {
        fault = wrong(pool, file, xmlGetLineNo(xmlDocGetRootElement(*document)),
                      "a DOCTYPE, which this file may not have");
        xmlFreeDoc(*document);
        *document = NULL;
    }
    xmlFreeParserCtxt(parser);
    return fault;
}

/* letter: a message of mail as RFC 5322 has it, in two parts that say the same.  A sheet makes the
 * HTML; its title is the subject, and the plain text is read off the same tree.  Whatever a header
 * holds is written by one function that knows no line end, so no value can add a header. */
#ifndef REHAB_LETTER_H
#define REHAB_LETTER_H

#include "sheet.h"

typedef struct rehab_letter {
    const char *from_name;      /* the service's                                                 */
    const char *from, *to;      /* addresses as kind email has them: ASCII, without spaces       */
    const char *id;             /* 32 hex digits, the same at each attempt                       */
    const char *host;           /* behind the @ of the Message-ID                                */
    const char *created;        /* 2026-11-21T10:20:30Z                                          */
    const char *lang;
    const char *leave;          /* where the reader takes leave of such mail, or NULL            */
    const char *subject, *text, *html;
} rehab_letter;

/* Fills subject, text and html with what the sheet makes of the document. */
rehab_fault *rehab_letter_fill(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                               const rehab_language *language, const rehab_log *log,
                               rehab_letter *letter);

/* The whole message, lines ended by CR LF, all of it ASCII.  Fault 500 when an address is none. */
rehab_fault *rehab_letter_write(apr_pool_t *pool, const rehab_letter *letter, const char **bytes,
                                apr_size_t *length);

/* What a tree of HTML says as plain text: paragraphs apart by empty lines, an address on a line of
 * its own below what leads there, each paragraph begun by a mark where `rtl`. */
const char *rehab_letter_text(apr_pool_t *pool, const xmlNode *root, int rtl);

#endif

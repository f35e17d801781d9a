/* sheet: XSLT sheets, compiled once before the fork and shared by all threads, and their runs.
 *
 * Sheets may read nothing and write nothing (all five security preferences refuse), a run ends at
 * its limits of depth and operations, and only a run whose state is OK gives a page.  The words of
 * a language come through functions of namespace urn:rehab:words, prefix r by custom:
 *   r:text(name, arg…)  r:count(name, n, arg…)  r:code(scheme, key)  = r:text('scheme.key')
 *   r:day(iso, style?)  r:money(agorot)  r:number(n)  r:json(text) = a JSON string literal whose
 *   < > & are \u escapes  r:paragraphs(text) = <p> elements, one per blank-line-separated block,
 *   with <br/> for single line ends  r:show-code(code) = 7KQ-4MD
 *   r:days(from, to) = how many days later `to` is, NaN when one of them is no day
 *   r:difference(before, after) = text, <del> and <ins>, word by word (difference.h)
 * str:encode-uri of EXSLT is there; nothing else of EXSLT is.  r:day writes the long style unless
 * told otherwise; a string that is missing is written ⟦name⟧ and logged. */
#ifndef REHAB_SHEET_H
#define REHAB_SHEET_H

#include <libxml/tree.h>

#include "html.h"
#include "words.h"

typedef struct rehab_sheet rehab_sheet;

/* Once per process, before the first load: registers functions and error sinks. */
void rehab_sheet_start(void);

/* Compiles FILE and what it imports: local files below the nearest folder above FILE that is called
 * xsl, or else below the one above FILE's own.  Fault 500 "FILE:LINE: sentence". */
rehab_fault *rehab_sheet_load(apr_pool_t *pool, const char *file, rehab_sheet **sheet);

/* The same for a page whose lists have cards: the sheet's own, and around it the two ways in which
 * rehab_sheet_run_frame and rehab_sheet_run_cards run it.  rehab_sheet_run runs it as it stands. */
rehab_fault *rehab_sheet_load_framed(apr_pool_t *pool, const char *file, rehab_sheet **sheet);

/* Files of the sheet, itself first (const char *), for reload in development. */
apr_array_header_t *rehab_sheet_files(const rehab_sheet *sheet);

/* Names of strings that the sheet asks for by literal: const char *, "t jobs.title" for r:text,
 * "p jobs.found" for r:count. */
apr_array_header_t *rehab_sheet_words(apr_pool_t *pool, const rehab_sheet *sheet);

/* text/html, application/atom+xml …: from xsl:output. */
const char *rehab_sheet_media_type(const rehab_sheet *sheet);

/* The dictionary that a document for this sheet should make its own from (xmlDictCreateSub). */
xmlDictPtr rehab_sheet_dict(const rehab_sheet *sheet);

/* document in, finished bytes out, all serialised in UTF-8; a page of <html> begins with
 * <!DOCTYPE html> and has no <meta> but its own.  Fault 500; the cause names sheet and line, never
 * content.  What the sheet says by xsl:message without terminate goes to `log`. */
rehab_fault *rehab_sheet_run(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                             const rehab_language *language, const rehab_log *log,
                             const char **bytes, apr_size_t *length);

/* The same run, and the tree that it made, which the caller frees (xmlFreeDoc). */
rehab_fault *rehab_sheet_tree(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                              const rehab_language *language, const rehab_log *log,
                              xmlDocPtr *tree);

/* A page without its cards: a row of the document that has the attributes _card (a number) and
 * _root (its card's name) leaves a hole where its card stands.  `holes` takes them (rehab_hole). */
rehab_fault *rehab_sheet_run_frame(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                                   const rehab_language *language, const rehab_log *log,
                                   const char **bytes, apr_size_t *length,
                                   apr_array_header_t *holes);

/* The cards alone: `document` is a <page _cards="1"> with lists of rows, `cards` takes a rehab_card
 * for each row in their order. */
rehab_fault *rehab_sheet_run_cards(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                                   const rehab_language *language, const rehab_log *log,
                                   apr_array_header_t *cards);

#endif

/* plan: a sheet as it runs quickly: its templates in memory of ours, its paths walked on the document
 * itself, its page written straight into bytes.  A plan is made of what libxslt compiled, so that
 * libxslt says what a sheet is; it gives the same bytes as libxslt and our writer of HTML, or none.
 *
 * It knows of XSLT 1.0 what the portal's pages of HTML use.  A sheet that uses more has no plan, and
 * a run that meets what it cannot say (a recursion without end, an attribute behind content) is
 * lost: both then go the plain way, through libxslt.  Files of sheets are read once for all sheets
 * of a pool that import them. */
#ifndef REHAB_PLAN_H
#define REHAB_PLAN_H

#include "run.h"

typedef struct rehab_plan rehab_plan;

/* The plan of what was compiled; NULL when the sheet uses what a plan does not know, and *why says
 * what, as FILE:LINE: sentence.  Takes nothing of `style` with it, which may be freed. */
rehab_plan *rehab_plan_make(apr_pool_t *pool, xsltStylesheetPtr style, const char **why);

/* The names that its templates ask for: a document that shares them is walked faster. */
xmlDictPtr rehab_plan_dict(const rehab_plan *plan);

/* Runs it: run->bytes and run->length are the page, run->holes where its cards belong.  0 when the
 * run is lost; then nothing of it counts. */
int rehab_plan_page(rehab_run *run, const rehab_plan *plan, xmlDocPtr document);

/* Each row of the document's lists in mode card, as rehab_sheet_run_cards gives them. */
int rehab_plan_cards(rehab_run *run, const rehab_plan *plan, xmlDocPtr document);

#endif

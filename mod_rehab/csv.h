/* csv: the rows of one query as a CSV file (RFC 4180) that spreadsheets open as what it is: UTF-8
 * with a byte order mark, and no cell that they would run as a formula. */
#ifndef REHAB_CSV_H
#define REHAB_CSV_H

#include <libxml/tree.h>

#include "rehab.h"

/* A header and one line for each element row_name of the list query_name below <page>.  The
 * columns are the attributes of all rows in the order in which they first appear; what a row does
 * not have is an empty cell.  A line of a cell that begins, after white space, with = + - @ (wide
 * forms too), TAB or CR gets an apostrophe in front, unless the cell is a number like -12.50. */
const char *rehab_document_csv(apr_pool_t *pool, xmlDocPtr document, const char *query_name,
                               const char *row_name);

#endif

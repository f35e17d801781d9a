/* site_file: the listing of a site: what httpd has read from its configuration, as lines of text.
 * httpd prints it under -t -D REHAB_PAGES and writes it to RehabState/site at each start; rehabctl
 * reads it, so that nobody parses Apache's configuration twice.
 *
 *     rehab-site 1
 *     set NAME VALUE                  home, state, base, url, database …; what is not set is absent
 *     language TAG ltr|rtl CALENDAR
 *     static DIR
 *     host NAME
 *     page METHOD PATTERN NAME ROLES FLAGS FILE LINE      flags: language=none cache once sealed
 *     param NAME KIND SOURCE OPTIONS                      options: required many sealed min=N max=N
 *     query NAME ROW PATH ROWS NUMBERS FILE LINE
 *     write NAME PATH EXPECT OTHERWISE EACH FILE LINE
 *     format NAME PATH CARD AROUND QUERY FILE LINE
 *     mail TEMPLATE PATH FILE LINE
 *     say KEY VALUE                   audit_verb audit_object count_name count_param see_other …
 *     end
 *
 * Words of a line are apart by one TAB; inside them TAB, LF and \ are \t, \n and \\.  A word that
 * is absent is empty.  Lines from param to say belong to the page above them. */
#ifndef REHAB_SITE_FILE_H
#define REHAB_SITE_FILE_H

#include "page.h"

const char *rehab_site_write(apr_pool_t *pool, const rehab_site *site);

/* The site of a listing.  What stands before its first line and after its last is skipped, since
 * httpd may print there.  Statements, sheets and words are not loaded.  Fault 500 names the line
 * that is wrong, and says when there is no listing or its end is missing. */
rehab_fault *rehab_site_read(apr_pool_t *pool, const char *text, rehab_site **site);

/* An empty site with every list made and the defaults of conf/rehab.conf. */
rehab_site *rehab_site_make(apr_pool_t *pool);

#endif

/* relations: which tables a page that is kept reads, learnt from SQLite while it prepares the
 * page's statements, so that nobody has to declare them and nobody can forget one. */
#ifndef REHAB_RELATIONS_H
#define REHAB_RELATIONS_H

#include "check.h"

/* Sets `relations` of every page that says RehabCache.  `connection` is to an SQLite with the
 * site's schema, whatever database the site has.  A table without triggers that raise its revision stands
 * for those whose triggers write it (counts, the search index); one that stands for nothing is a
 * finding, since its changes would not be seen. */
void rehab_site_relations(apr_pool_t *pool, const rehab_site *site, rehab_connection *connection,
                          rehab_findings *findings);

#endif

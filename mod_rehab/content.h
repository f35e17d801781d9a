/* content: the pages of text, conf/content/LANG/NAME.xml, which rehabctl renders. */
#ifndef REHAB_CONTENT_H
#define REHAB_CONTENT_H

#include "rehab.h"

/* Their names in that language (const char *), "about", "rights/income", in the order of letters;
 * none where the folder is not there. */
apr_array_header_t *rehab_content_names(apr_pool_t *pool, const char *home, const char *tag);

/* The file of one of them. */
const char *rehab_content_file(apr_pool_t *pool, const char *home, const char *tag,
                               const char *name);

#endif

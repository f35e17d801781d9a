/* ctl_facts: conf/facts.xml, what content pages state as facts (deadlines, conditions, sums,
 * numbers), each with its source and with who has checked it when; read once, then put into the
 * pages that name them. */
#ifndef REHAB_CTL_FACTS_H
#define REHAB_CTL_FACTS_H

#include <libxml/tree.h>

#include "ctl.h"

typedef struct rehab_ctl_facts rehab_ctl_facts;

/* Reads HOME/conf/facts.xml; without that file there is no fact.  Fault 500 when it is no XML, or a
 * fact has no id, the id of another, or no text. */
rehab_fault *rehab_ctl_facts_read(rehab_ctl *ctl, rehab_ctl_facts **facts);

/* Gives each <fact ref="…"/> below `element` the attributes of the fact but its id, and its text in
 * the language; where that has none the first text, marked lang=.  Fault 500 "FILE:LINE: sentence"
 * when there is no such fact. */
rehab_fault *rehab_ctl_facts_fill(const rehab_ctl_facts *facts, apr_pool_t *pool,
                                  xmlNodePtr element, const char *language, const char *file);

#endif

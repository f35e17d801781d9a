/* xml_file: the XML files of whoever runs the portal (strings, sheets), read in one way: no
 * network, no DOCTYPE, and a mistake is told with its line. */
#ifndef REHAB_XML_FILE_H
#define REHAB_XML_FILE_H

#include <libxml/tree.h>

#include "rehab.h"

/* Reads FILE.  Fault 500 "FILE:LINE: sentence"; *document is then NULL, else the caller's. */
rehab_fault *rehab_xml_read(apr_pool_t *pool, const char *file, xmlDocPtr *document);

#endif

/* reload: with RehabDebug a sheet or strings file that changed is read again, so that whoever
 * writes a page sees it at once.  Without RehabDebug nothing here runs. */
#ifndef REHAB_RELOAD_H
#define REHAB_RELOAD_H

#include "request.h"

/* Reads again what the page of this request needs and what changed since it was read.  A file that
 * cannot be read or compiled is logged and the old one stays. */
void rehab_reload(rehab_request *request);

#endif

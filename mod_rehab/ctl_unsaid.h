/* ctl_unsaid: what an organisation has not said yet, and what nobody has checked. */
#ifndef REHAB_CTL_UNSAID_H
#define REHAB_CTL_UNSAID_H

#include "ctl.h"

/* A line of what organisation.xml does not set, one of the pages no lawyer has read, and one for
 * each language with strings or pages of text, and for facts, that nobody has checked.  All of it is
 * to know and no mistake: pages leave the sentence out, or say that it is not checked. */
rehab_fault *rehab_ctl_tell_unsaid(rehab_ctl *ctl);

#endif

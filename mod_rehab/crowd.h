/* crowd: connections that ask for pages which must be made.  Linux lets a thread run on for
 * milliseconds, from one visitor's page to the next one's, and who was interrupted in the middle of
 * a page waits for as many of them as there are threads.  In a crowd a thread that has answered lets
 * the others run first.  Not among a few: newer kernels count a turn that was given away as taken, so
 * that fast pages would fall behind a slow statement. */
#ifndef REHAB_CROWD_H
#define REHAB_CROWD_H

#include "exchange.h"

/* After the answer to a page that was made: takes note of its connection for as long as that is
 * open, and gives way where more of them are open in this process than sheets may run at once.
 * 1 when it has. */
int rehab_crowd_give_way(rehab_exchange *x);

#endif

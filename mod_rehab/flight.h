/* flight: many want the same page at the same moment; one makes it and the others wait for it.  In
 * one process; what is waited for is copied to each. */
#ifndef REHAB_FLIGHT_H
#define REHAB_FLIGHT_H

#include "kept.h"

typedef struct rehab_flights rehab_flights;
typedef struct rehab_flight rehab_flight;

/* None under way yet. */
rehab_fault *rehab_flights_make(apr_pool_t *pool, rehab_flights **flights);

/* A flight for the first who comes with this key, who must land it.  NULL for the others, after it
 * has landed: *kept is what came of it, in `pool`, or NULL when nothing did. */
rehab_flight *rehab_flight_board(rehab_flights *flights, apr_pool_t *pool,
                                 const unsigned char key[REHAB_KEY_LENGTH], rehab_kept **kept);

/* Ends it with what came of it (NULL: nothing). */
void rehab_flight_land(rehab_flights *flights, rehab_flight *flight, const rehab_kept *kept);

#endif

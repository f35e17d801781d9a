/* patience: for work that may wait for its turn, as no visitor would. */
#ifndef REHAB_PATIENCE_H
#define REHAB_PATIENCE_H

#include "db.h"

/* As rehab_db_begin_write; while others hold the lock it tries again for up to a minute. */
rehab_fault *rehab_begin_patiently(rehab_connection *connection);

#endif

/* db_sqlite: what db_sqlite.c and db_sqlite_lean.c share.  Nobody else includes it. */
#ifndef REHAB_DB_SQLITE_H
#define REHAB_DB_SQLITE_H

#include <sqlite3.h>

#include "db_driver.h"

/* What `native` of a prepared variant is. */
typedef struct rehab_compiled {
    sqlite3_stmt *whole, *lean;     /* lean: NULL until a lean run asks for it                   */
    int columns;
    const char **names;
    int *places;                    /* of a column in what `lean` gives, or -1                   */
    int refused;                    /* SQLite does not take it lean                              */
} rehab_compiled;

/* The values live until the run is over, so SQLite needs no copy of them.  SQLITE_OK or not. */
int rehab_compiled_bind(sqlite3_stmt *stmt, const rehab_run *run);

/* The column of the row that the statement stands at, safe as text; NULL for NULL. */
const char *rehab_compiled_text(apr_pool_t *pool, sqlite3_stmt *stmt, int column);

/* 1 when the run may go lean: in a reading transaction, where a second statement sees the same rows. */
int rehab_lean_serves(rehab_connection *c, const rehab_run *run);
rehab_fault *rehab_lean_run(rehab_connection *c, rehab_run *run);

rehab_fault *rehab_sqlite_explain(rehab_connection *c, const char *name, int quote);

#endif

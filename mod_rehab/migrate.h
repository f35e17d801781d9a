/* migrate: brings a database to the schema of conf/sql/schema, forward only.
 *
 * A migration is a file NNN-name.sql, or a pair NNN-name.sqlite.sql and NNN-name.pgsql.sql.  Each
 * runs once, in order of names, in a write transaction of its own together with its row in table
 * migration, so it happens whole or not at all, and the portal may serve meanwhile.  Of two that
 * run at once, one waits for the other and finds its work done. */
#ifndef REHAB_MIGRATE_H
#define REHAB_MIGRATE_H

#include "db.h"

typedef struct rehab_migration {
    const char *name;           /* 002-portal: without .sqlite, .pgsql and .sql */
    const char *file;
    const char *text;
    const char *checksum;       /* SHA-256 of the text, hex */
} rehab_migration;

/* The migrations of a folder for one database, in order (rehab_migration *).  Fault 500: no folder,
 * a common file beside one of a pair, one of a pair without the other. */
rehab_fault *rehab_migrations_read(apr_pool_t *pool, const char *directory, rehab_dialect dialect,
                                   apr_array_header_t **migrations);

/* Applies what is not yet there; *applied (may be NULL) says how many.  Refuses, before it changes
 * anything, when a file that was applied has other content now or is gone.  `now` as :now. */
rehab_fault *rehab_migrate(apr_pool_t *pool, rehab_db *db, const char *directory, const char *now,
                           const rehab_log *log, int *applied);

#endif

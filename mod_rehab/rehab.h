/* rehab.h: the few types that every file shares.  Includes no header of the project.
 *
 * Who may call what: files of core include APR and libraries, never httpd's headers; the module's
 * files (those that include httpd.h) call core; rehabctl is core plus its commands.  Memory comes
 * from the pool that is the first argument, and that pool frees it. */
#ifndef REHAB_H
#define REHAB_H

#include <apr_hash.h>
#include <apr_pools.h>
#include <apr_tables.h>

/* What went wrong, said once.  Functions that can fail return one, or NULL when all is well. */
typedef struct rehab_fault {
    int status;             /* the HTTP status that the visitor gets                           */
    const char *say;        /* name of the visitor's sentence in conf/strings: "fault.busy"    */
    const char *cause;      /* for the log: what an administrator can act on; no personal data */
    int again;              /* 1: a deadlock, a changed schema: run the transaction again       */
    int wait;               /* 429: seconds until it may be tried again                        */
} rehab_fault;

enum {
    REHAB_SEE_OTHER = 303, REHAB_BAD_REQUEST = 400, REHAB_FORBIDDEN = 403, REHAB_NOT_FOUND = 404,
    REHAB_METHOD = 405, REHAB_NOT_ACCEPTABLE = 406, REHAB_CONFLICT = 409, REHAB_GONE = 410,
    REHAB_TOO_LARGE = 413, REHAB_MEDIA_TYPE = 415, REHAB_MISDIRECTED = 421, REHAB_INVALID = 422,
    REHAB_TOO_MANY = 429, REHAB_BROKEN = 500, REHAB_AWAY = 503
};

/* A fault with a printf-style cause.  `say` must outlive the pool (a literal). */
rehab_fault *rehab_fault_make(apr_pool_t *pool, int status, const char *say,
                              const char *cause, ...) __attribute__((format(printf, 4, 5)));

/* The same fault in another pool; NULL of NULL. */
rehab_fault *rehab_fault_copy(apr_pool_t *pool, const rehab_fault *fault);

/* Where core says what happened; the module writes to the error log, rehabctl to stderr. */
typedef enum { REHAB_LOG_ERROR, REHAB_LOG_WARNING, REHAB_LOG_INFO } rehab_level;

typedef struct rehab_log {
    void (*line)(void *baton, rehab_level level, const char *text);
    void *baton;
} rehab_log;

void rehab_log_line(const rehab_log *log, rehab_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What a statement is given under one name.  n is 0 for absent (NULL in SQL), 1 for a scalar,
 * more for a `many` parameter.  text[i] is UTF-8; numbers are decimal text with their type said. */
typedef enum { REHAB_TYPE_TEXT, REHAB_TYPE_BIGINT } rehab_type;

typedef struct rehab_value {
    rehab_type type;
    int n;
    const char **text;
    unsigned absent_in_clauses:1;   /* a flag that is 0: bound as 0, but no clause stands for it */
    unsigned seldom_changes:1;      /* PostgreSQL plans with it: part of the text, if it is digits
                                       and - alone                                               */
} rehab_value;

/* A table from name (without the colon) to rehab_value *. */
typedef apr_hash_t rehab_values;

/* Puts a scalar (text NULL: absent) under `name`.  Copies neither; both must live in `pool`. */
void rehab_values_set(apr_pool_t *pool, rehab_values *values, const char *name, rehab_type type,
                      const char *text);

/* The same for a value of the engine's own that is one for all requests, or for all of a day. */
void rehab_values_fix(apr_pool_t *pool, rehab_values *values, const char *name, rehab_type type,
                      const char *text);

/* The scalar under `name`; NULL when it is absent. */
const char *rehab_values_get(rehab_values *values, const char *name);

#endif

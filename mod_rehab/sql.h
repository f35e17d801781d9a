/* sql: a statement file, and the text that a database gets from it.
 *
 * A file is one statement with named parameters (:region) and optional clauses that stand when a
 * parameter is present: / *if region* / … / *end* / (without the spaces; they may nest; `if not`
 * stands when it is absent).  A `many` parameter in IN (:field) is compiled for 1, 2, 4 … 64
 * values, the last repeated to fill.  A colon in quotes, comments or a :: cast is no parameter.
 * Nothing from a visitor ever becomes text of a statement. */
#ifndef REHAB_SQL_H
#define REHAB_SQL_H

#include "rehab.h"

typedef enum { REHAB_SQLITE, REHAB_PGSQL } rehab_dialect;

typedef struct rehab_statement {
    const char *name;               /* jobs/list                                                */
    const char *file;               /* where it was read, for messages                          */
    const char *text;
    apr_array_header_t *names;      /* const char *, every :name once, in order                 */
    apr_array_header_t *conditions; /* const char *, every name that a clause asks for, once    */
    int asks;                       /* 1: begins with SELECT, so it may be run a second time    */
    int gives_rows;                 /* 0: an INSERT, UPDATE or DELETE without RETURNING         */
    apr_uint64_t mark;              /* of the text: tells a changed file from the one before    */
    apr_array_header_t *parts;      /* private to sql*.c (sql_parts.h)                          */
} rehab_statement;

/* One place to bind, in order of appearance: the value number `index` of `name`. */
typedef struct rehab_bind {
    const char *name;
    int index;
    rehab_type type;
} rehab_bind;

/* A statement for one combination of present parameters. */
typedef struct rehab_variant {
    const char *key;                /* names statement and combination: the key of a cache      */
    const char *sql;                /* SQLite: ? at each place.  PostgreSQL: CAST($1 AS bigint)
                                       or CAST($1 AS text); what seldom changes stands in it    */
    apr_array_header_t *binds;      /* rehab_bind                                               */
} rehab_variant;

/* Reads text into *statement.  Fault 500 with "FILE:LINE: sentence": an unclosed quote, comment or
 * clause, an `end` too many, a place written as $1, no statement or a second one. */
rehab_fault *rehab_sql_parse(apr_pool_t *pool, const char *name, const char *file,
                             const char *text, rehab_statement **statement);

/* Reads the statement AREA/x.sql below `directory`; with REHAB_PGSQL the file AREA/x.pgsql.sql
 * where there is one. */
rehab_fault *rehab_sql_read(apr_pool_t *pool, const char *directory, const char *path,
                            rehab_dialect dialect, rehab_statement **statement);

/* The statement with the row behind its VALUES said n times; row i takes value i of each name that has
 * several, and the last where there are fewer.  Lives as long as `statement`.  Fault 500 when there
 * is no such row, or a clause. */
rehab_fault *rehab_sql_rows(apr_pool_t *pool, const rehab_statement *statement, int n,
                            rehab_statement **many);

/* What a variant depends on, as one text: statement, present names, types, numbers of values, and
 * the values that seldom change.
 * Fault 400 "fault.form" when a list is longer than 64. */
rehab_fault *rehab_sql_key(apr_pool_t *pool, const rehab_statement *statement,
                           rehab_values *values, const char **key);

/* The text for what is present in `values` (NULL: nothing is); a name with no entry there is
 * absent, of type text.  Keeps no pointer into `statement` or `values`.  Faults as rehab_sql_key. */
rehab_fault *rehab_sql_variant(apr_pool_t *pool, const rehab_statement *statement,
                               rehab_dialect dialect, rehab_values *values,
                               rehab_variant **variant);

/* The value text to bind at `bind` (NULL for absent; the last value fills up). */
const char *rehab_bind_text(const rehab_bind *bind, rehab_values *values);

#endif

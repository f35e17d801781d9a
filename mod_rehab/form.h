/* form: the body of a POST or a query string, as fields.  Pure; no byte of it reaches another
 * parser.  httpd's own form parser drops multipart bodies and cuts values at NUL. */
#ifndef REHAB_FORM_H
#define REHAB_FORM_H

#include "rehab.h"

typedef struct rehab_field {
    const char *name;           /* as sent, decoded; valid UTF-8, no NUL                    */
    const char *bytes;          /* decoded value; NUL-terminated beyond length              */
    apr_size_t length;
    const char *file_name;      /* multipart only; NULL where the part names no file        */
    const char *media_type;     /* multipart only                                           */
} rehab_field;

typedef struct rehab_form_limits {
    int fields;                 /* more are refused: 413  */
    apr_size_t name, value, total;
} rehab_form_limits;

/* Parses a body by its Content-Type: application/x-www-form-urlencoded or multipart/form-data.
 * *fields is an array of rehab_field in the order sent; an empty body is none.  Faults: 415 another
 * type, charset or transfer encoding, 413 over a limit, 400 bad %xx, NUL (but in a part that names
 * a file), a name that is no UTF-8 (also of a file), a broken multipart. */
rehab_fault *rehab_form_body(apr_pool_t *pool, const char *content_type, const char *bytes,
                             apr_size_t length, const rehab_form_limits *limits,
                             apr_array_header_t **fields);

/* Parses a query string (NULL is none) in the same way. */
rehab_fault *rehab_form_query(apr_pool_t *pool, const char *query,
                              const rehab_form_limits *limits, apr_array_header_t **fields);

/* Shared by form.c and form_multipart.c. */

/* The fault of a broken form (400), of one over a limit (413) or of another type (415). */
rehab_fault *rehab_form_broken(apr_pool_t *pool, const char *cause);
rehab_fault *rehab_form_large(apr_pool_t *pool, const char *cause);
rehab_fault *rehab_form_media(apr_pool_t *pool, const char *cause);

/* Appends *field when its names are UTF-8 and it is within the limits. */
rehab_fault *rehab_form_add(apr_pool_t *pool, const rehab_form_limits *limits,
                            const rehab_field *field, apr_array_header_t *fields);

/* Reads "; NAME=VALUE" of a header at *cursor and moves it on; the name becomes lower case, quotes
 * are taken off.  1: one was read, 0: there is none left, -1: it is broken. */
int rehab_form_parameter(apr_pool_t *pool, const char **cursor, const char **name,
                         const char **value);

/* Parses a multipart body whose parts are divided by `boundary` (1 to 70 characters). */
rehab_fault *rehab_form_multipart(apr_pool_t *pool, const char *boundary, const char *bytes,
                                  apr_size_t length, const rehab_form_limits *limits,
                                  apr_array_header_t *fields);

#endif

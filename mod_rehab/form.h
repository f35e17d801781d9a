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
 * *fields is an array of rehab_field in the order sent.  Faults: 415 another type, 413 over a
 * limit, 400 bad %xx, NUL, a name that is no UTF-8, a broken multipart. */
rehab_fault *rehab_form_body(apr_pool_t *pool, const char *content_type, const char *bytes,
                             apr_size_t length, const rehab_form_limits *limits,
                             apr_array_header_t **fields);

/* Parses a query string (NULL is none) in the same way. */
rehab_fault *rehab_form_query(apr_pool_t *pool, const char *query,
                              const rehab_form_limits *limits, apr_array_header_t **fields);

#endif

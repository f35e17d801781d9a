/* csv_read: a CSV file as records, one at a time.  RFC 4180: fields apart by commas, quotes around
 * fields that hold commas, quotes (doubled) or line ends; CR LF or LF; a byte order mark before
 * the first field is skipped.  A quote inside a field that does not begin with one stands for
 * itself, since Hebrew abbreviations are written so.  The file is never held whole. */
#ifndef REHAB_CSV_READ_H
#define REHAB_CSV_READ_H

#include "rehab.h"

typedef struct rehab_csv rehab_csv;

/* Good until the next record is read. */
typedef struct rehab_csv_record {
    apr_int64_t line;           /* of the file, on which the record begins; the first is 1      */
    int n;                      /* fields                                                       */
    const char **fields;        /* each ends in NUL and holds none                              */
    apr_size_t *lengths;
    const char *problem;        /* why the record cannot be used, NULL when it can              */
} rehab_csv_record;

/* Opens FILE ("-": standard input); a field may hold at most max_field bytes.  The pool closes it.
 * Fault 404 when there is no such file. */
rehab_fault *rehab_csv_open(apr_pool_t *pool, const char *file, apr_size_t max_field,
                            rehab_csv **csv);

/* The next record; *record NULL at the end.  Empty lines are no records.  After a record with a
 * problem reading goes on at the next line end.  Fault only when the file cannot be read. */
rehab_fault *rehab_csv_next(rehab_csv *csv, const rehab_csv_record **record);

/* Bytes read so far, for progress. */
apr_int64_t rehab_csv_position(const rehab_csv *csv);

#endif

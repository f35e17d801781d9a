/* import_table.c: CSV records in, named and cleaned fields out; and what a report is made of. */
#include <apr_file_io.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "import_parts.h"
#include "text.h"

enum { MAX_FIELD = 65536, MAX_REFUSALS = 1000 };

rehab_fault *rehab_columns_read(apr_pool_t *pool, rehab_csv *csv, const char *file,
                                rehab_columns **columns)
{
    rehab_columns *made = apr_pcalloc(pool, sizeof *made);
    const rehab_csv_record *record;
    rehab_fault *fault = rehab_csv_next(csv, &record);

    if (fault)
        return fault;
    if (!record || record->problem)
        return rehab_fault_make(pool, REHAB_BAD_REQUEST, "fault.form", "%s: %s", file,
                                record ? record->problem : "is empty");
    made->index = apr_hash_make(pool);
    made->n = record->n;
    for (int i = 0; i < record->n; i++) {
        char *name = apr_pstrdup(pool, record->fields[i]);
        int *index = apr_palloc(pool, sizeof *index);

        apr_collapse_spaces(name, name);
        for (char *at = name; *at; at++)
            *at = (char)apr_tolower(*at);
        *index = i;
        if (!apr_hash_get(made->index, name, APR_HASH_KEY_STRING))
            apr_hash_set(made->index, name, APR_HASH_KEY_STRING, index);
    }
    *columns = made;
    return NULL;
}

int rehab_columns_has(const rehab_columns *columns, const char *name)
{
    return apr_hash_get(columns->index, name, APR_HASH_KEY_STRING) != NULL;
}

const char *rehab_column_bytes(const rehab_columns *columns, const rehab_csv_record *record,
                               const char *name, apr_size_t *length)
{
    const int *index = apr_hash_get(columns->index, name, APR_HASH_KEY_STRING);

    if (!index || *index >= record->n || !record->lengths[*index])
        return NULL;
    *length = record->lengths[*index];
    return record->fields[*index];
}

const char *rehab_column(apr_pool_t *pool, const rehab_columns *columns,
                         const rehab_csv_record *record, const char *name, int lines, int *bad)
{
    apr_size_t length;
    const char *bytes = rehab_column_bytes(columns, record, name, &length);

    if (!bytes)
        return NULL;
    const char *text = rehab_text_clean(pool, bytes, length, !lines);

    if (!text)
        *bad = 1;
    return text && *text ? text : NULL;
}

rehab_fault *rehab_import_checksum(apr_pool_t *pool, const char *file, const char **checksum)
{
    unsigned char digest[crypto_generichash_BYTES], buffer[65536];
    char *hex = apr_palloc(pool, sizeof digest * 2 + 1);
    crypto_generichash_state state;
    apr_file_t *handle;
    apr_size_t length = sizeof buffer;

    if (apr_file_open(&handle, file, APR_FOPEN_READ, APR_OS_DEFAULT, pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_NOT_FOUND, "fault.missing", "%s: cannot be read", file);
    crypto_generichash_init(&state, NULL, 0, sizeof digest);
    while (apr_file_read(handle, buffer, &length) == APR_SUCCESS) {
        crypto_generichash_update(&state, buffer, length);
        length = sizeof buffer;
    }
    crypto_generichash_final(&state, digest, sizeof digest);
    apr_file_close(handle);
    *checksum = sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
    return NULL;
}

rehab_fault *rehab_table_each(apr_pool_t *pool, const char *file, rehab_record_taker take,
                              void *baton)
{
    rehab_columns *columns = NULL;
    rehab_csv *csv;
    rehab_fault *fault = rehab_csv_open(pool, file, MAX_FIELD, &csv);

    if (!fault)
        fault = rehab_columns_read(pool, csv, file, &columns);
    while (!fault) {
        const rehab_csv_record *record;

        fault = rehab_csv_next(csv, &record);
        if (fault || !record)
            return fault;
        if (record->problem)
            return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                    "%s:%" APR_INT64_T_FMT ": %s", file, record->line,
                                    record->problem);
        fault = take(baton, columns, record);
    }
    return fault;
}

rehab_import_report *rehab_import_report_make(apr_pool_t *pool)
{
    rehab_import_report *report = apr_pcalloc(pool, sizeof *report);

    report->refusals = apr_array_make(pool, 16, sizeof(rehab_refusal));
    report->unplaced = apr_array_make(pool, 16, sizeof(rehab_unplaced));
    return report;
}

void rehab_import_refuse(apr_pool_t *pool, rehab_import_report *report, apr_int64_t line,
                         const char *reason)
{
    report->refused++;
    if (report->refusals->nelts < MAX_REFUSALS) {
        rehab_refusal *refusal = apr_array_push(report->refusals);

        refusal->line = line;
        refusal->reason = apr_pstrdup(pool, reason);
    }
}

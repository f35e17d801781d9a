/* libpq: in comes nothing, out come the calls of PostgreSQL's library. */
#include "libpq.h"

#include <apr_dso.h>
#include <stddef.h>
#include <string.h>

static const struct { const char *symbol; size_t place; } calls[] = {
    { "PQstatus", offsetof(rehab_libpq, status) },
    { "PQtransactionStatus", offsetof(rehab_libpq, transaction_status) },
    { "PQenterPipelineMode", offsetof(rehab_libpq, enter_pipeline) },
    { "PQexitPipelineMode", offsetof(rehab_libpq, exit_pipeline) },
    { "PQpipelineSync", offsetof(rehab_libpq, sync) },
    { "PQsendQueryParams", offsetof(rehab_libpq, send_query) },
    { "PQsendPrepare", offsetof(rehab_libpq, send_prepare) },
    { "PQsendQueryPrepared", offsetof(rehab_libpq, send_prepared) },
    { "PQgetResult", offsetof(rehab_libpq, next) },
    { "PQexec", offsetof(rehab_libpq, exec) },
    { "PQresultStatus", offsetof(rehab_libpq, kind) },
    { "PQresultErrorField", offsetof(rehab_libpq, field) },
    { "PQntuples", offsetof(rehab_libpq, rows) },
    { "PQnfields", offsetof(rehab_libpq, columns) },
    { "PQfname", offsetof(rehab_libpq, name) },
    { "PQgetvalue", offsetof(rehab_libpq, value) },
    { "PQgetisnull", offsetof(rehab_libpq, is_null) },
    { "PQcmdTuples", offsetof(rehab_libpq, changed) },
    { "PQclear", offsetof(rehab_libpq, clear) },
};

rehab_fault *rehab_libpq_find(apr_pool_t *pool, const rehab_libpq **libpq)
{
    rehab_libpq *found = apr_pcalloc(pool, sizeof *found);
    apr_dso_handle_t *library;

    if (apr_dso_load(&library, "libpq.so.5", pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "libpq.so.5 cannot be loaded: install libpq5");
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        apr_dso_handle_sym_t symbol = NULL;

        if (apr_dso_sym(&symbol, library, calls[i].symbol) != APR_SUCCESS)
            return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                    "libpq.so.5 has no %s: install that of PostgreSQL 14 or later",
                                    calls[i].symbol);
        memcpy((char *)found + calls[i].place, &symbol, sizeof symbol);
    }
    *libpq = found;
    return NULL;
}

/* fault.c: in goes what went wrong or what happened, out comes a rehab_fault or a line of log. */
#include "rehab.h"

#include <apr_strings.h>
#include <stdarg.h>

rehab_fault *rehab_fault_make(apr_pool_t *pool, int status, const char *say,
                              const char *cause, ...)
{
    rehab_fault *fault = apr_pcalloc(pool, sizeof *fault);
    va_list arguments;

    va_start(arguments, cause);
    fault->cause = apr_pvsprintf(pool, cause, arguments);
    va_end(arguments);
    fault->status = status;
    fault->say = say;
    return fault;
}

rehab_fault *rehab_fault_copy(apr_pool_t *pool, const rehab_fault *fault)
{
    rehab_fault *copy = fault ? apr_pmemdup(pool, fault, sizeof *fault) : NULL;

    if (copy)
        copy->cause = apr_pstrdup(pool, fault->cause);
    return copy;
}

void rehab_log_line(const rehab_log *log, rehab_level level, const char *format, ...)
{
    char line[1024];
    va_list arguments;

    if (!log || !log->line)
        return;
    va_start(arguments, format);
    apr_vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    log->line(log->baton, level, line);
}

void rehab_values_set(apr_pool_t *pool, rehab_values *values, const char *name, rehab_type type,
                      const char *text)
{
    rehab_value *value = apr_pcalloc(pool, sizeof *value);

    value->type = type;
    if (text) {
        value->n = 1;
        value->text = apr_palloc(pool, sizeof *value->text);
        value->text[0] = text;
    }
    apr_hash_set(values, name, APR_HASH_KEY_STRING, value);
}

void rehab_values_fix(apr_pool_t *pool, rehab_values *values, const char *name, rehab_type type,
                      const char *text)
{
    rehab_values_set(pool, values, name, type, text);
    ((rehab_value *)apr_hash_get(values, name, APR_HASH_KEY_STRING))->seldom_changes = 1;
}

const char *rehab_values_get(rehab_values *values, const char *name)
{
    const rehab_value *value = apr_hash_get(values, name, APR_HASH_KEY_STRING);

    return value && value->n ? value->text[0] : NULL;
}

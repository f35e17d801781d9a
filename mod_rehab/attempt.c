/* attempt.c: in goes a try at a secret, out comes whether it may be looked at. */
#include "attempt.h"

#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

enum { WINDOW = 900, EVERYWHERE = 20, NETWORK = 3, MOST_BUCKETS = 3 };

typedef struct bucket { const char *name; apr_int64_t limit; } bucket;

/* Where and who cannot be read back from a keyed hash. */
static bucket make_bucket(rehab_request *request, const rehab_attempt *attempt, const char *what,
                          const char *of, const char *where, int times)
{
    const char *text = apr_pstrcat(request->pool, "attempt ", attempt->kind, " ", what, " ", of, " ",
                                   where, NULL);
    bucket made = { rehab_lookup(request->pool, request->runtime->keys, text),
                    (apr_int64_t)request->site->attempts * times };

    return made;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const bucket *)a)->name, ((const bucket *)b)->name);
}

/* In one order for all: two who count the same never wait for each other. */
static int find_buckets(rehab_request *request, const rehab_attempt *attempt, bucket *buckets)
{
    const char *network = request->visit.network ? request->visit.network : "";
    int n = 0;

    if (attempt->device) {
        buckets[n++] = make_bucket(request, attempt, "device", attempt->device, "", 1);
        return n;
    }
    buckets[n++] = make_bucket(request, attempt, "name", attempt->name, network, 1);
    buckets[n++] = make_bucket(request, attempt, "name", attempt->name, "everywhere", EVERYWHERE);
    buckets[n++] = make_bucket(request, attempt, "network", "", network, NETWORK);
    qsort(buckets, (size_t)n, sizeof *buckets, by_name);
    return n;
}

static rehab_fault *count_one(rehab_request *request, rehab_connection *connection,
                              const bucket *one, apr_int64_t *n, apr_int64_t *wait)
{
    apr_pool_t *pool = request->pool;
    apr_table_t *row = NULL;
    rehab_fault *fault;

    rehab_values_set(pool, request->values, "attempt_bucket", REHAB_TYPE_TEXT, one->name);
    rehab_values_set(pool, request->values, "attempt_over", REHAB_TYPE_TEXT,
                     rehab_moment_text(pool, request->site, -WINDOW));
    fault = rehab_db_row(connection, pool, "engine/attempt",
                         "INSERT INTO attempt AS t (bucket, began, n)"
                         " VALUES (:attempt_bucket, :now, 1) ON CONFLICT (bucket) DO UPDATE SET"
                         " n = CASE WHEN t.began <= :attempt_over THEN 1 ELSE t.n + 1 END,"
                         " began = CASE WHEN t.began <= :attempt_over THEN :now ELSE t.began END"
                         " RETURNING began AS began, n AS n", request->values, &row);
    if (fault || !row)
        return fault;
    *n = apr_atoi64(apr_table_get(row, "n"));
    *wait = rehab_moment_seconds(apr_table_get(row, "began")) + WINDOW
            - apr_time_sec(rehab_now(request->site));
    return NULL;
}

static rehab_fault *give_back(rehab_request *request, rehab_connection *connection,
                              const bucket *one)
{
    rehab_values_set(request->pool, request->values, "attempt_bucket", REHAB_TYPE_TEXT, one->name);
    return rehab_db_tell(connection, request->pool, "engine/attempt-return",
                         "UPDATE attempt SET n = n - 1 WHERE bucket = :attempt_bucket AND n > 0",
                         request->values, NULL);
}

/* The first refusal of a quarter of an hour is told to the audit, the others would only fill it.  A
 * try that is refused counts where it is one too many and nowhere else: the secret is not looked
 * at, and one network must not use up what a name has from everywhere. */
static rehab_fault *count_all(rehab_request *request, rehab_connection *connection,
                              const rehab_attempt *attempt, apr_int64_t *longest)
{
    bucket buckets[MOST_BUCKETS];
    int over[MOST_BUCKETS] = { 0 };
    int buckets_n = find_buckets(request, attempt, buckets), first = 0;
    rehab_fault *fault = NULL;

    *longest = 0;
    for (int i = 0; !fault && i < buckets_n; i++) {
        apr_int64_t n = 0, wait = 0;

        fault = count_one(request, connection, &buckets[i], &n, &wait);
        over[i] = !fault && n > buckets[i].limit;
        if (over[i]) {
            *longest = wait > *longest ? wait : *longest;
            first |= n == buckets[i].limit + 1;
        }
    }
    for (int i = 0; !fault && *longest && i < buckets_n; i++)
        if (!over[i])
            fault = give_back(request, connection, &buckets[i]);
    return !fault && first ? rehab_audit_write(request, connection, "is-refused", attempt->kind, NULL)
                           : fault;
}

rehab_fault *rehab_attempt_count(rehab_request *request, rehab_connection *connection,
                                 const rehab_attempt *attempt)
{
    enum { MOST_TRIES = 3 };
    apr_int64_t longest = 0;
    rehab_fault *fault = NULL;

    for (int tries = 0; tries < MOST_TRIES; tries++) {
        fault = rehab_db_begin_write(connection);
        if (!fault)
            fault = count_all(request, connection, attempt, &longest);
        if (!fault)
            fault = rehab_db_commit(connection);
        if (!fault)
            break;
        rehab_db_rollback(connection);
        if (!fault->again)
            break;
    }
    if (fault || !longest)
        return fault;
    fault = rehab_fault_make(request->pool, REHAB_TOO_MANY, "fault.often",
                             "%s: too many tries at a %s", request->page->name, attempt->kind);
    fault->wait = (int)longest;
    return fault;
}

rehab_fault *rehab_attempt_return(rehab_request *request, rehab_connection *connection,
                                  const rehab_attempt *attempt)
{
    bucket buckets[MOST_BUCKETS];
    int n = find_buckets(request, attempt, buckets);
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < n; i++)
        fault = give_back(request, connection, &buckets[i]);
    return fault;
}

const char *rehab_attempt_network(apr_pool_t *pool, const unsigned char *address, int length)
{
    enum { V4 = 4, V6 = 16 };

    /* An IPv4 address that came over an IPv6 socket is an IPv4 address. */
    if (length == V6 && memcmp(address, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0) {
        address += V6 - V4;
        length = V4;
    }
    if (length == V4)
        return apr_psprintf(pool, "%d.%d.%d.0/24", address[0], address[1], address[2]);
    if (length == V6)
        return apr_psprintf(pool, "%x%02x:%x%02x:%x%02x:%x00::/56", address[0], address[1],
                            address[2], address[3], address[4], address[5], address[6]);
    return "";
}

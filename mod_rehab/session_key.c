/* session_key.c: a session's hash and token in, the team's secret half out; and the way back. */
#include "session_key.h"

#include "wrap.h"

rehab_fault *rehab_session_key_take(apr_pool_t *pool, rehab_connection *connection,
                                    const char *hash, const char *token,
                                    const unsigned char **team)
{
    rehab_values *values = apr_hash_make(pool);
    const char *wrapped = NULL;
    rehab_fault *fault;

    *team = NULL;
    rehab_values_set(pool, values, "key_session", REHAB_TYPE_TEXT, hash);
    fault = rehab_db_ask(connection, pool, "engine/session-key",
                         "SELECT wrapped FROM session_key WHERE hash = :key_session", values,
                         &wrapped);
    if (!fault && wrapped)
        *team = rehab_unwrap_by_token(pool, wrapped, hash, token);
    return fault;
}

rehab_fault *rehab_session_key_put(apr_pool_t *pool, rehab_connection *connection,
                                   const char *hash, const char *token,
                                   const unsigned char *team)
{
    rehab_values *values = apr_hash_make(pool);

    if (!team)
        return NULL;
    rehab_values_set(pool, values, "key_session", REHAB_TYPE_TEXT, hash);
    rehab_values_set(pool, values, "key_wrapped", REHAB_TYPE_TEXT,
                     rehab_wrap_by_token(pool, team, hash, token));
    return rehab_db_tell(connection, pool, "engine/session-key-put",
                         "INSERT INTO session_key (hash, wrapped) VALUES (:key_session,"
                         " :key_wrapped) ON CONFLICT (hash) DO UPDATE SET"
                         " wrapped = excluded.wrapped", values, NULL);
}

/* sql_variant: in comes a statement and what is present, out comes the text for one database and
 * the places to bind in it. */
#include "sql.h"
#include "sql_parts.h"

#include <apr_strings.h>
#include <string.h>

enum { MOST_PLACES = 64 };

static const rehab_value *find(rehab_values *values, const char *name)
{
    return values ? apr_hash_get(values, name, APR_HASH_KEY_STRING) : NULL;
}

static int is_present(rehab_values *values, const char *name)
{
    const rehab_value *value = find(values, name);

    return value && value->n > 0 && value->text[0] && !value->absent_in_clauses;
}

static rehab_type type_of(rehab_values *values, const char *name)
{
    const rehab_value *value = find(values, name);

    return value ? value->type : REHAB_TYPE_TEXT;
}

/* What is part of the text on PostgreSQL, whose plan hangs on it: with a LIMIT that it does not know
 * it expects a tenth of all rows.  NULL: the value is bound. */
static const char *fixed_text(rehab_values *values, const char *name)
{
    const rehab_value *value = find(values, name);

    if (!value || !value->seldom_changes || value->n != 1 || !value->text[0][0])
        return NULL;
    return value->text[0][strspn(value->text[0], "0123456789-")] ? NULL : value->text[0];
}

/* How many places a list gets: the next power of two, so that few variants serve all lengths. */
static int places_for(rehab_values *values, const char *name)
{
    const rehab_value *value = find(values, name);
    int places = 1;

    while (value && places < value->n)
        places *= 2;
    return places;
}

rehab_fault *rehab_sql_key(apr_pool_t *pool, const rehab_statement *statement,
                           rehab_values *values, const char **key)
{
    const apr_array_header_t *names = statement->names;
    const apr_array_header_t *conditions = statement->conditions;
    const apr_array_header_t *parts = statement->parts;
    apr_size_t length = (apr_size_t)(conditions->nelts + names->nelts + parts->nelts) + 1;

    for (int i = 0; i < names->nelts; i++) {
        const char *fixed = fixed_text(values, APR_ARRAY_IDX(names, i, const char *));
        length += fixed ? strlen(fixed) + 1 : 0;
    }
    char *text = apr_palloc(pool, length);
    char *at = text;

    for (int i = 0; i < conditions->nelts; i++)
        *at++ = is_present(values, APR_ARRAY_IDX(conditions, i, const char *)) ? '1' : '0';
    for (int i = 0; i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);
        const char *fixed = fixed_text(values, name);
        *at++ = type_of(values, name) == REHAB_TYPE_BIGINT ? 'b' : 't';
        if (fixed) {
            *at++ = '=';
            memcpy(at, fixed, strlen(fixed));
            at += strlen(fixed);
        }
    }
    for (int i = 0; i < parts->nelts; i++) {
        const rehab_part *part = &APR_ARRAY_IDX(parts, i, rehab_part);
        if (part->kind != PART_LIST)
            continue;
        int places = places_for(values, part->text);
        if (places > MOST_PLACES)
            return rehab_fault_make(pool, REHAB_BAD_REQUEST, "fault.form",
                                    "%s: more than %d values of %s", statement->name,
                                    MOST_PLACES, part->text);
        for (*at = '0'; places > 1; places /= 2)
            ++*at;
        at++;
    }
    *at = '\0';
    *key = apr_psprintf(pool, "%s %" APR_UINT64_T_HEX_FMT " %s", statement->name,
                        statement->mark, text);
    return NULL;
}

static const char *place_for(apr_pool_t *pool, rehab_dialect dialect, rehab_type type, int number)
{
    return dialect == REHAB_SQLITE
               ? "?" : apr_psprintf(pool, "CAST($%d AS %s)", number,
                                    type == REHAB_TYPE_BIGINT ? "bigint" : "text");
}

/* Places for the values of a part from its index on.  Pieces go with their pool. */
static void put_places(apr_pool_t *pool, rehab_dialect dialect, const rehab_part *part,
                       rehab_type type, int places, apr_array_header_t *pieces,
                       apr_array_header_t *binds)
{
    const char *name = apr_pstrdup(pool, part->text);

    for (int i = 0; i < places; i++) {
        rehab_bind *bind = apr_array_push(binds);
        bind->name = name;
        bind->index = part->index + i;
        bind->type = type;
        if (i > 0)
            APR_ARRAY_PUSH(pieces, const char *) = ", ";
        APR_ARRAY_PUSH(pieces, const char *) = place_for(pieces->pool, dialect, type, binds->nelts);
    }
}

static void put_fixed(rehab_type type, const char *text, apr_array_header_t *pieces)
{
    apr_pool_t *pool = pieces->pool;

    APR_ARRAY_PUSH(pieces, const char *) =
        type == REHAB_TYPE_BIGINT ? apr_pstrcat(pool, "CAST(", text, " AS bigint)", NULL)
                                  : apr_pstrcat(pool, "CAST('", text, "' AS text)", NULL);
}

rehab_fault *rehab_sql_variant(apr_pool_t *pool, const rehab_statement *statement,
                               rehab_dialect dialect, rehab_values *values,
                               rehab_variant **variant)
{
    rehab_variant *v = apr_pcalloc(pool, sizeof *v);
    const int parts = statement->parts->nelts;
    int hidden = 0;     /* how many clauses around this part do not stand */
    apr_pool_t *passing;

    rehab_fault *fault = rehab_sql_key(pool, statement, values, &v->key);
    if (fault)
        return fault;
    apr_pool_create(&passing, pool);    /* a statement of 2,048 rows has 120,000 pieces */
    apr_array_header_t *pieces = apr_array_make(passing, parts, sizeof(const char *));

    v->binds = apr_array_make(pool, parts / 2 + 1, sizeof(rehab_bind));  /* text stands between */
    for (int i = 0; i < parts; i++) {
        const rehab_part *part = &APR_ARRAY_IDX(statement->parts, i, rehab_part);
        if (part->kind == PART_IF || part->kind == PART_UNLESS) {
            if (hidden || is_present(values, part->text) != (part->kind == PART_IF))
                hidden++;
        } else if (part->kind == PART_END) {
            hidden -= hidden > 0;
        } else if (hidden) {
            continue;
        } else if (part->kind == PART_TEXT) {
            APR_ARRAY_PUSH(pieces, const char *) = part->text;
        } else if (dialect == REHAB_PGSQL && fixed_text(values, part->text)) {
            put_fixed(type_of(values, part->text), fixed_text(values, part->text), pieces);
        } else {
            put_places(pool, dialect, part, type_of(values, part->text),
                       part->kind == PART_LIST ? places_for(values, part->text) : 1,
                       pieces, v->binds);
        }
    }
    v->sql = apr_array_pstrcat(pool, pieces, 0);
    apr_pool_destroy(passing);
    *variant = v;
    return NULL;
}

const char *rehab_bind_text(const rehab_bind *bind, rehab_values *values)
{
    const rehab_value *value = find(values, bind->name);

    if (!value || value->n < 1)
        return NULL;
    return value->text[bind->index < value->n ? bind->index : value->n - 1];
}

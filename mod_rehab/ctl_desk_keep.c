/* ctl_desk_keep.c: organisation.xml's hours and days of keeping in; out come what is erased, until
 * when the desk counts as reading, and promises for what was sent without one.  Pages and forms
 * compare these instants with the clock in SQL (desk/keeps-up, callback/add). */
#include <apr_strings.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl_desk.h"
#include "day.h"
#include "engine.h"
#include "patience.h"
#include "promise.h"

enum { DAY_LENGTH = 10, WEEK = 7 };

static xmlNodePtr organisation(rehab_ctl *ctl)
{
    rehab_site *site = ctl->site;
    xmlDocPtr document = NULL;

    if (!site->organisation_document && site->organisation
        && !rehab_organisation_read(ctl->pool, site->organisation, &document))
        site->organisation_document = document;
    return site->organisation_document ? xmlDocGetRootElement(site->organisation_document) : NULL;
}

/* How long something is kept: days, for volunteers months. */
static int kept(rehab_ctl *ctl, rehab_keep sort)
{
    static const struct { const char *name; int usual; } sorts[] = {
        [REHAB_KEEP_DONE] = { "done", 30 }, [REHAB_KEEP_UNTAKEN] = { "untaken", 90 },
        [REHAB_KEEP_VOLUNTEERS] = { "volunteers", 12 },
    };
    xmlNodePtr root = organisation(ctl);
    int n = 0;

    for (xmlNodePtr node = root ? root->children : NULL; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "keep") == 0) {
            xmlChar *said = xmlGetNoNsProp(node, BAD_CAST sorts[sort].name);

            n = said ? atoi((const char *)said) : 0;
            xmlFree(said);
        }
    return n > 0 ? n : sorts[sort].usual;
}

/* A day so many months later (below 0: earlier). */
static const char *month_add(apr_pool_t *pool, const char *day, int months)
{
    int month = atoi(day) * 12 + atoi(day + 5) - 1 + months;

    return rehab_day_add(pool, apr_psprintf(pool, "%04d-%02d-01", month / 12, month % 12 + 1),
                         atoi(day + 8) - 1);
}

static const char *moved(rehab_ctl *ctl, rehab_keep sort, const char *day, int direction)
{
    int n = direction * kept(ctl, sort);

    return sort == REHAB_KEEP_VOLUNTEERS ? month_add(ctl->pool, day, n)
                                         : rehab_day_add(ctl->pool, day, n);
}

const char *rehab_desk_before(rehab_ctl *ctl, rehab_keep sort, int days)
{
    const char *now = rehab_now_text(ctl->pool, ctl->site);
    const char *day = rehab_day_add(ctl->pool, apr_pstrmemdup(ctl->pool, now, DAY_LENGTH), days);

    return apr_pstrcat(ctl->pool, moved(ctl, sort, day, -1), now + DAY_LENGTH, NULL);
}

const char *rehab_desk_erased_on(rehab_ctl *ctl, rehab_keep sort, const char *since)
{
    const char *day = moved(ctl, sort, apr_pstrmemdup(ctl->pool, since, DAY_LENGTH), 1);
    const char *soon = rehab_day_add(ctl->pool, rehab_today_text(ctl->pool, ctl->site), WEEK);

    return strcmp(day, soon) <= 0 ? day : NULL;
}

static void set(rehab_ctl *ctl, rehab_values *values, const char *name, const char *text)
{
    rehab_values_set(ctl->pool, values, name, REHAB_TYPE_TEXT, text);
}

/* --- Promises */

static apr_int64_t instant_of(const char *text)
{
    apr_time_exp_t parts = { 0 };
    apr_time_t at = 0;

    if (sscanf(text, "%d-%d-%dT%d:%d:%d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
               &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
        return 0;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return apr_time_exp_gmt_get(&at, &parts) == APR_SUCCESS ? at : 0;
}

rehab_fault *rehab_desk_acted(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_values *values = apr_hash_make(ctl->pool);
    rehab_promise promise;
    rehab_fault *fault = rehab_promise_make(ctl->pool, organisation(ctl), ctl->site->time_zone,
                                            rehab_now(ctl->site), &promise);

    if (fault || !promise.closes_by)
        return fault;
    set(ctl, values, "setting_name", "desk.reads_until");
    set(ctl, values, "value", promise.closes_by);
    return rehab_ctl_run_statement(ctl, connection, "desk/set.sql", values, NULL);
}

typedef struct waiting { rehab_ctl *ctl; apr_array_header_t *codes, *instants; } waiting;

static rehab_fault *take_unpromised(void *baton, const rehab_row *row)
{
    waiting *w = baton;

    APR_ARRAY_PUSH(w->codes, const char *) = apr_pstrdup(w->ctl->pool, row->values[0]);
    APR_ARRAY_PUSH(w->instants, apr_int64_t) = instant_of(row->values[1]);
    return NULL;
}

static rehab_fault *promise(rehab_ctl *ctl, rehab_connection *connection, const char *code,
                            apr_int64_t sent)
{
    static const char *const statements[] = { "desk/promise.sql", "desk/promise-volunteer.sql" };
    rehab_values *values = apr_hash_make(ctl->pool);
    rehab_promise made;
    rehab_fault *fault = rehab_promise_make(ctl->pool, organisation(ctl), ctl->site->time_zone,
                                            sent, &made);

    set(ctl, values, "code", code);
    set(ctl, values, "answer_by", made.answer_by);
    set(ctl, values, "closes_by", made.closes_by);
    for (size_t i = 0; !fault && i < sizeof statements / sizeof statements[0]; i++)
        fault = rehab_ctl_run_statement(ctl, connection, statements[i], values, NULL);
    return fault;
}

/* What was sent while no hours were set has its promise from the night on that follows. */
static rehab_fault *promise_all(rehab_ctl *ctl, rehab_connection *connection)
{
    waiting w = { ctl, apr_array_make(ctl->pool, 8, sizeof(const char *)),
                  apr_array_make(ctl->pool, 8, sizeof(apr_int64_t)) };
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory,
                                        "desk/unpromised.sql", ctl->site->database.dialect,
                                        &statement);

    if (!fault)
        fault = rehab_db_run(connection, ctl->pool, statement, apr_hash_make(ctl->pool),
                             take_unpromised, &w, NULL);
    for (int i = 0; !fault && i < w.codes->nelts; i++)
        fault = promise(ctl, connection, APR_ARRAY_IDX(w.codes, i, const char *),
                        APR_ARRAY_IDX(w.instants, i, apr_int64_t));
    return fault;
}

/* --- Erasing */

typedef struct warning { rehab_ctl *ctl; } warning;

static rehab_fault *warn(void *baton, const rehab_row *row)
{
    rehab_ctl *ctl = ((warning *)baton)->ctl;
    rehab_keep sort = strcmp(row->values[9], "call") == 0 ? REHAB_KEEP_UNTAKEN
                                                          : REHAB_KEEP_VOLUNTEERS;
    const char *day = rehab_desk_erased_on(ctl, sort, row->values[8]);

    if (day)
        printf("%s is erased on %s\n", row->values[0], day);
    return NULL;
}

rehab_fault *rehab_desk_erase(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_values *values = apr_hash_make(ctl->pool);
    int calls = 0, volunteers = 0;
    warning w = { ctl };
    rehab_fault *fault = rehab_begin_patiently(connection);

    set(ctl, values, "done_before", rehab_desk_before(ctl, REHAB_KEEP_DONE, 0));
    set(ctl, values, "undone_before", rehab_desk_before(ctl, REHAB_KEEP_UNTAKEN, 0));
    set(ctl, values, "contact_before", rehab_desk_before(ctl, REHAB_KEEP_VOLUNTEERS, 0));
    set(ctl, values, "warned", rehab_desk_before(ctl, REHAB_KEEP_VOLUNTEERS, WEEK));
    if (!fault)
        fault = rehab_ctl_run_statement(ctl, connection, "daily/erase-callback.sql", values,
                                        &calls);
    if (!fault)
        fault = rehab_ctl_run_statement(ctl, connection, "daily/erase-volunteer.sql", values,
                                        &volunteers);
    if (!fault)
        fault = promise_all(ctl, connection);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault) {
        rehab_db_rollback(connection);
        return fault;
    }
    if (calls + volunteers)
        printf("%d call-backs and %d volunteers erased\n", calls, volunteers);
    return rehab_desk_rows(ctl, "desk/list.sql", values, warn, &w);
}

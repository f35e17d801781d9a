/* hours_read.c: in go <hours> and <holidays> of organisation.xml, out comes what they state, or the
 * line that states nothing. */
#include "hours_inside.h"

#include <apr_strings.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *attribute(apr_pool_t *pool, xmlNodePtr node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
    const char *copy = value && *value ? apr_pstrdup(pool, (const char *)value) : NULL;

    xmlFree(value);
    return copy;
}

static rehab_fault *wrong(apr_pool_t *pool, xmlNodePtr node, const char *what)
{
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "organisation.xml:%ld: <%s>: %s",
                            xmlGetLineNo(node), (const char *)node->name, what);
}

/* "08:30" -> 510; -1 when it is no hour. */
static int minutes_of(const char *text)
{
    int hour, minute, end = 0;

    if (!text || strlen(text) != 5 || sscanf(text, "%2d:%2d%n", &hour, &minute, &end) != 2
        || end != 5 || hour < 0 || hour > 24 || minute < 0 || minute > 59)
        return -1;
    return hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : -1;
}

static int is_day(const char *text)
{
    return strlen(text) == 10 && text[4] == '-' && text[7] == '-'
           && strspn(text, "0123456789-") == 10;
}

static rehab_fault *read_open(apr_pool_t *pool, xmlNodePtr node, apr_array_header_t *spans)
{
    const char *days = attribute(pool, node, "days");
    int from = minutes_of(attribute(pool, node, "from")), to = minutes_of(attribute(pool, node, "to"));

    if (!days || strspn(days, "1234567 ") != strlen(days))
        return wrong(pool, node, "days are numbers from 1 (Sunday) to 7");
    if (from < 0 || to <= from)
        return wrong(pool, node, "from and to are hours, 08:00, the first before the second");
    for (; *days; days++)
        if (*days != ' ') {
            span one = { *days - '0', from, to };
            int at = spans->nelts;

            /* In the order of the day, however they are written. */
            APR_ARRAY_PUSH(spans, span) = one;
            for (; at > 0 && APR_ARRAY_IDX(spans, at - 1, span).from > from; at--)
                APR_ARRAY_IDX(spans, at, span) = APR_ARRAY_IDX(spans, at - 1, span);
            APR_ARRAY_IDX(spans, at, span) = one;
        }
    return NULL;
}

static rehab_fault *read_holiday(apr_pool_t *pool, xmlNodePtr node, apr_array_header_t *holidays)
{
    /* As ICU counts them; adar is the second one of a leap year. */
    static const char *const months[] = { "tishri", "heshvan", "kislev", "tevet", "shevat",
                                          "adar-1", "adar", "nisan", "iyar", "sivan", "tammuz",
                                          "av", "elul" };
    const char *rule = attribute(pool, node, "rule"), *month = attribute(pool, node, "month");
    const char *day = attribute(pool, node, "day"), *days = attribute(pool, node, "days");
    holiday one = { attribute(pool, node, "date"), attribute(pool, node, "last"), -1,
                    day ? atoi(day) : 0, days ? atoi(days) : 1 };

    if (!one.last)
        one.last = one.first;
    for (int i = 0; month && i < (int)(sizeof months / sizeof months[0]); i++)
        if (strcmp(months[i], month) == 0)
            one.month = i;
    if (one.first && (rule || !is_day(one.first) || !is_day(one.last)))
        return wrong(pool, node, "date and last are days, 2026-10-27, and need no rule");
    if (!one.first && (!rule || strcmp(rule, "hebrew") != 0 || one.month < 0 || one.day < 1
                       || one.day > 30 || one.days < 1 || one.days > 30))
        return wrong(pool, node, "say date, or rule=\"hebrew\" with month (tishri … elul), day and"
                     " days");
    APR_ARRAY_PUSH(holidays, holiday) = one;
    return NULL;
}

static rehab_fault *read_part(apr_pool_t *pool, xmlNodePtr part, rehab_hours *hours)
{
    int is_hours = strcmp((const char *)part->name, "hours") == 0;
    rehab_fault *fault = NULL;

    if (is_hours) {
        const char *answer = attribute(pool, part, "answer");

        hours->answer = answer ? atoi(answer) : 0;
        if (answer && (hours->answer < 1 || hours->answer > 1000))
            return wrong(pool, part, "answer is a number of working hours");
    } else {
        hours->years = attribute(pool, part, "years");
    }
    for (xmlNodePtr node = part->children; !fault && node; node = node->next)
        if (node->type == XML_ELEMENT_NODE)
            fault = is_hours ? read_open(pool, node, hours->spans)
                             : read_holiday(pool, node, hours->holidays);
    return fault;
}

rehab_fault *rehab_hours_read(apr_pool_t *pool, xmlNodePtr organisation, const char *time_zone,
                              rehab_hours **hours)
{
    rehab_hours *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault = NULL;

    made->time_zone = time_zone;
    made->spans = apr_array_make(pool, 8, sizeof(span));
    made->holidays = apr_array_make(pool, 16, sizeof(holiday));
    for (xmlNodePtr node = organisation ? organisation->children : NULL; !fault && node;
         node = node->next)
        if (node->type == XML_ELEMENT_NODE && (strcmp((const char *)node->name, "hours") == 0
                                               || strcmp((const char *)node->name, "holidays") == 0))
            fault = read_part(pool, node, made);
    *hours = !fault && made->spans->nelts ? made : NULL;
    return fault;
}

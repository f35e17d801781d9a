/* sql_rows: a statement that inserts one row in, the same statement for many rows out.
 *
 * One statement for many rows saves more than the way to the database: SQLite's FTS5 writes down
 * what it has gathered at the end of each statement that a trigger brought to it. */
#include "sql.h"
#include "sql_parts.h"

#include <apr_strings.h>
#include <string.h>

typedef struct cutting {
    apr_pool_t *pool;
    apr_array_header_t *head, *row, *tail;  /* rehab_part */
    int depth;                              /* of parentheses; 0 before and behind the row */
    int quoted;
    enum { IN_HEAD, IN_ROW, IN_TAIL } where;
} cutting;

static apr_array_header_t *side(const cutting *c)
{
    return c->where == IN_HEAD ? c->head : c->where == IN_ROW ? c->row : c->tail;
}

static void push_text(cutting *c, const char *from, const char *to)
{
    if (to > from) {
        rehab_part *part = apr_array_push(side(c));

        *part = (rehab_part){ PART_TEXT, apr_pstrmemdup(c->pool, from, (apr_size_t)(to - from)),
                              0 };
    }
}

/* To behind the parenthesis that closes the row, or to the end of this text. */
static const char *row_end(cutting *c, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            c->quoted = !c->quoted;
        else if (!c->quoted)
            c->depth += (*text == '(') - (*text == ')');
        if (!c->depth)
            return text + 1;
    }
    return text;
}

static void cut_text(cutting *c, const char *text)
{
    static const char values[] = "VALUES (";
    const char *found = c->where == IN_HEAD ? strstr(text, values) : NULL;

    if (found) {
        const char *row = found + sizeof values - 2;    /* its opening parenthesis */

        push_text(c, text, row);
        c->where = IN_ROW;
        text = row;
    }
    if (c->where == IN_ROW) {
        const char *end = row_end(c, text);

        push_text(c, text, end);
        text = end;
        if (!c->depth)
            c->where = IN_TAIL;
    }
    push_text(c, text, text + strlen(text));
}

static void add_row(apr_array_header_t *parts, const apr_array_header_t *row, int index)
{
    if (index)
        APR_ARRAY_PUSH(parts, rehab_part) = (rehab_part){ PART_TEXT, ", ", 0 };
    for (int i = 0; i < row->nelts; i++) {
        rehab_part part = APR_ARRAY_IDX(row, i, rehab_part);

        part.index = index;
        APR_ARRAY_PUSH(parts, rehab_part) = part;
    }
}

rehab_fault *rehab_sql_rows(apr_pool_t *pool, const rehab_statement *statement, int n,
                            rehab_statement **many)
{
    rehab_statement *made = apr_pmemdup(pool, statement, sizeof *statement);
    cutting c = { .pool = pool };

    c.head = apr_array_make(pool, 8, sizeof(rehab_part));
    c.row = apr_array_make(pool, 64, sizeof(rehab_part));
    c.tail = apr_array_make(pool, 8, sizeof(rehab_part));
    for (int i = 0; i < statement->parts->nelts; i++) {
        const rehab_part *part = &APR_ARRAY_IDX(statement->parts, i, rehab_part);

        if (part->kind == PART_TEXT)
            cut_text(&c, part->text);
        else
            APR_ARRAY_PUSH(side(&c), rehab_part) = *part;
    }
    if (c.where != IN_TAIL || statement->conditions->nelts)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s: it has no VALUES (...) without clauses, to be said for many "
                                "rows", statement->name);
    made->parts = apr_array_make(pool, c.head->nelts + n * (c.row->nelts + 1) + c.tail->nelts,
                                 sizeof(rehab_part));
    apr_array_cat(made->parts, c.head);
    for (int i = 0; i < n; i++)
        add_row(made->parts, c.row, i);
    apr_array_cat(made->parts, c.tail);
    made->mark = statement->mark + (apr_uint64_t)n;
    *many = made;
    return NULL;
}

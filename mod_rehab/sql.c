/* sql: in comes the text of a statement file, out come its parts, its names and what kind of
 * statement it is.  Quotes and comments are read as both databases read them; a text that they
 * would read differently is refused. */
#include "sql.h"
#include "sql_parts.h"

#include <apr_file_io.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

enum { LARGEST_FILE = 1 << 18 };

typedef struct reader {
    apr_pool_t *pool;
    rehab_statement *statement;
    const char *at;             /* what is read next                                    */
    const char *kept;           /* from here to `at` lies text that no part holds yet   */
    apr_array_header_t *open;   /* int: the lines on which the open clauses began       */
    int line;
    int parens;
    int tokens;                 /* how many there were: a comment is none               */
    int ended;                  /* the semicolon was read                               */
    int verb;                   /* the statement's own verb was read, behind any WITH   */
    enum { AFTER_OTHER, AFTER_IN, AFTER_IN_OPEN } before;
} reader;

static rehab_fault *wrong(const reader *r, int line, const char *sentence)
{
    return rehab_fault_make(r->pool, REHAB_BROKEN, "fault.broken", "%s:%d: %s",
                            r->statement->file, line, sentence);
}

static int starts_name(char c)
{
    return apr_isalpha(c) || c == '_';
}

static int in_name(char c)
{
    return apr_isalnum(c) || c == '_';
}

/* Letters beyond ASCII and $ are part of a word, so that neither begins a token inside one. */
static int in_word(char c)
{
    return in_name(c) || c == '$' || ((unsigned char)c & 0x80);
}

static void push(reader *r, rehab_part_kind kind, const char *text)
{
    rehab_part *part = apr_array_push(r->statement->parts);

    *part = (rehab_part){ kind, text, 0 };
}

/* Makes a part of the text up to `at`. */
static void flush(reader *r)
{
    if (r->at > r->kept)
        push(r, PART_TEXT, apr_pstrmemdup(r->pool, r->kept, (apr_size_t)(r->at - r->kept)));
    r->kept = r->at;
}

static void add_once(apr_array_header_t *names, const char *name)
{
    for (int i = 0; i < names->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(names, i, const char *), name) == 0)
            return;
    }
    APR_ARRAY_PUSH(names, const char *) = name;
}

static void skip_to(reader *r, const char *end)
{
    for (; r->at < end; r->at++) {
        if (*r->at == '\n')
            r->line++;
    }
}

/* 'text', "name" and `name`; a doubled mark stands for one.  E'text' has backslashes as well. */
static rehab_fault *read_quote(reader *r, char mark, int backslashes)
{
    int line = r->line;

    for (r->at++; *r->at; r->at++) {
        int escapes = backslashes && *r->at == '\\' && r->at[1];
        if (escapes || (*r->at == mark && r->at[1] == mark)) {
            r->at++;
        } else if (*r->at == mark) {
            r->at++;
            r->before = AFTER_OTHER;
            return NULL;
        }
        if (*r->at == '\n')
            r->line++;
    }
    return wrong(r, line, "this quote is not closed");
}

/* $$text$$ and $mark$text$mark$, which only PostgreSQL knows. */
static rehab_fault *read_dollars(reader *r)
{
    const char *p = r->at + 1;

    if (starts_name(*p)) {
        while (in_name(*p))
            p++;
    }
    if (*p != '$')
        return wrong(r, r->line, "a place is written :name, not with a dollar sign");
    const char *mark = apr_pstrmemdup(r->pool, r->at, (apr_size_t)(p + 1 - r->at));
    const char *close = strstr(p + 1, mark);
    if (!close)
        return wrong(r, r->line, "this quote in dollar signs is not closed");
    skip_to(r, close + strlen(mark));
    r->before = AFTER_OTHER;
    return NULL;
}

/* :name; a colon before anything else, and the cast ::, are text. */
static void read_colon(reader *r)
{
    if (!starts_name(r->at[1])) {
        r->at += r->at[1] == ':' ? 2 : 1;
        r->before = AFTER_OTHER;
        return;
    }
    flush(r);
    const char *start = ++r->at;
    while (in_name(*r->at))
        r->at++;
    const char *name = apr_pstrmemdup(r->pool, start, (apr_size_t)(r->at - start));
    const char *next = r->at;
    while (apr_isspace(*next))
        next++;
    push(r, r->before == AFTER_IN_OPEN && *next == ')' ? PART_LIST : PART_NAME, name);
    add_once(r->statement->names, name);
    r->kept = r->at;
    r->before = AFTER_OTHER;
}

static int is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++) {
        if (strcasecmp(word, *list) == 0)
            return 1;
    }
    return 0;
}

/* Learns from a word outside quotes what kind of statement this is. */
static void note_word(reader *r, const char *word)
{
    static const char *const asking[] = { "SELECT", "VALUES", NULL };
    static const char *const changing[] = { "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE",
                                            NULL };

    if (r->tokens == 1)
        r->statement->asks = is_one_of(word, asking);
    if (r->parens == 0 && !r->verb) {
        r->verb = is_one_of(word, asking) || is_one_of(word, changing);
        r->statement->gives_rows = !is_one_of(word, changing);
    } else if (r->parens == 0 && strcasecmp(word, "RETURNING") == 0) {
        r->statement->gives_rows = 1;
    }
    r->before = strcasecmp(word, "IN") == 0 ? AFTER_IN : AFTER_OTHER;
}

static rehab_fault *read_word(reader *r)
{
    const char *start = r->at;

    while (in_word(*r->at))
        r->at++;
    apr_size_t length = (apr_size_t)(r->at - start);
    if (*r->at == '\'' && length == 1 && (*start == 'e' || *start == 'E'))
        return read_quote(r, '\'', 1);
    note_word(r, apr_pstrmemdup(r->pool, start, length));
    return NULL;
}

/* Opens or closes a clause.  *is_clause is 0 for a comment in prose. */
static rehab_fault *read_clause(reader *r, char *body, int *is_clause)
{
    const char *words[4] = { "", "", "", "" };
    int n = 0;
    int glued = !apr_isspace(*body);
    char *rest = NULL;

    for (char *word = apr_strtok(body, " \t\r\n", &rest); word && n < 4;
         word = apr_strtok(NULL, " \t\r\n", &rest))
        words[n++] = word;
    int unless = n == 3 && strcmp(words[1], "not") == 0;
    const char *name = words[unless ? 2 : 1];
    int named = starts_name(*name) && strcmp(name, "not") != 0 &&
                strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
                == strlen(name);
    *is_clause = 1;
    if (strcmp(words[0], "end") == 0 && n == 1) {
        if (!apr_array_pop(r->open))
            return wrong(r, r->line, "this end closes no clause");
        push(r, PART_END, "");
    } else if (strcmp(words[0], "if") == 0 && named && (n == 2 || unless)) {
        APR_ARRAY_PUSH(r->open, int) = r->line;
        push(r, unless ? PART_UNLESS : PART_IF, name);
        add_once(r->statement->conditions, name);
    } else if (glued && (strcmp(words[0], "if") == 0 || strcmp(words[0], "end") == 0
                         || strcmp(words[0], "else") == 0)) {
        return wrong(r, r->line, "a clause is /*if name*/ or /*if not name*/, up to /*end*/");
    } else {
        *is_clause = 0;
    }
    return NULL;
}

static rehab_fault *read_comment(reader *r)
{
    const char *body = r->at + 2;
    const char *close = strstr(body, "*/");
    int is_clause;

    if (!close)
        return wrong(r, r->line, "this comment is not closed");
    char *text = apr_pstrmemdup(r->pool, body, (apr_size_t)(close - body));
    if (strstr(text, "/*"))
        return wrong(r, r->line, "a comment in a comment means two things to two databases");
    flush(r);
    rehab_fault *fault = read_clause(r, text, &is_clause);
    if (fault)
        return fault;
    if (is_clause && r->ended)
        return wrong(r, r->line, "a clause reaches behind the end of the statement");
    push(r, PART_TEXT, " ");
    skip_to(r, close + 2);
    r->kept = r->at;
    return NULL;
}

/* Space and comments.  *taken is 0 where a token stands. */
static rehab_fault *read_space(reader *r, int *taken)
{
    *taken = 1;
    if (apr_isspace(*r->at)) {
        skip_to(r, r->at + 1);
        if (r->ended)
            r->kept = r->at;
        return NULL;
    }
    if (r->at[0] == '-' && r->at[1] == '-') {
        flush(r);
        r->at += strcspn(r->at, "\n");
        r->kept = r->at;
        return NULL;
    }
    if (r->at[0] == '/' && r->at[1] == '*')
        return read_comment(r);
    *taken = 0;
    return NULL;
}

static rehab_fault *read_token(reader *r)
{
    char c = *r->at;

    if (r->ended)
        return wrong(r, r->line, "a file holds one statement, and here begins a second one");
    if (c == ';') {
        flush(r);
        r->kept = ++r->at;
        r->ended = 1;
        return r->open->nelts ? wrong(r, r->line, "the statement ends inside a clause") : NULL;
    }
    r->tokens++;
    if (c == '\'' || c == '"' || c == '`')
        return read_quote(r, c, 0);
    if (c == '$')
        return read_dollars(r);
    if (in_word(c))
        return read_word(r);
    if (c == ':') {
        read_colon(r);
        return NULL;
    }
    r->parens += (c == '(') - (c == ')');
    r->before = c == '(' && r->before == AFTER_IN ? AFTER_IN_OPEN : AFTER_OTHER;
    r->at++;
    return NULL;
}

/* FNV-1a: two texts of one name are told apart; nobody has an interest in a clash. */
static apr_uint64_t mark_of(const char *text)
{
    apr_uint64_t mark = 14695981039346656037ULL;

    for (; *text; text++)
        mark = (mark ^ (unsigned char)*text) * 1099511628211ULL;
    return mark;
}

rehab_fault *rehab_sql_parse(apr_pool_t *pool, const char *name, const char *file,
                             const char *text, rehab_statement **statement)
{
    rehab_statement *s = apr_pcalloc(pool, sizeof *s);
    reader r = { .pool = pool, .statement = s, .line = 1 };
    rehab_fault *fault = NULL;

    s->name = apr_pstrdup(pool, name);
    s->file = apr_pstrdup(pool, file);
    s->text = apr_pstrdup(pool, text);
    s->names = apr_array_make(pool, 8, sizeof(const char *));
    s->conditions = apr_array_make(pool, 4, sizeof(const char *));
    s->parts = apr_array_make(pool, 16, sizeof(rehab_part));
    s->gives_rows = 1;
    s->mark = mark_of(text);
    r.open = apr_array_make(pool, 4, sizeof(int));
    r.at = r.kept = s->text;
    while (*r.at && !fault) {
        int taken;
        fault = read_space(&r, &taken);
        if (!fault && !taken)
            fault = read_token(&r);
    }
    if (fault)
        return fault;
    if (r.open->nelts)
        return wrong(&r, APR_ARRAY_IDX(r.open, r.open->nelts - 1, int),
                     "this clause is not closed by /*end*/");
    if (r.tokens == 0)
        return wrong(&r, r.line, "there is no statement");
    flush(&r);
    *statement = s;
    return NULL;
}

/* The text of a file; NULL with a fault. */
static const char *read_file(apr_pool_t *pool, const char *file, rehab_fault **fault)
{
    apr_file_t *handle;
    apr_finfo_t about;
    char why[120];
    char *text = NULL;

    apr_status_t rv = apr_file_open(&handle, file, APR_FOPEN_READ, APR_FPROT_OS_DEFAULT, pool);
    if (rv == APR_SUCCESS) {
        rv = apr_file_info_get(&about, APR_FINFO_SIZE, handle);
        if (rv == APR_SUCCESS && about.size > LARGEST_FILE)
            rv = APR_ENOSPC;
        if (rv == APR_SUCCESS) {
            text = apr_pcalloc(pool, (apr_size_t)about.size + 1);
            rv = apr_file_read_full(handle, text, (apr_size_t)about.size, NULL);
        }
        apr_file_close(handle);
    }
    if (rv == APR_SUCCESS || rv == APR_EOF)
        return text;
    *fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:1: cannot be read: %s", file,
                              rv == APR_ENOSPC ? "it is larger than a statement"
                                               : apr_strerror(rv, why, sizeof why));
    return NULL;
}

rehab_fault *rehab_sql_read(apr_pool_t *pool, const char *directory, const char *path,
                            rehab_dialect dialect, rehab_statement **statement)
{
    apr_size_t length = strlen(path);
    rehab_fault *fault = NULL;

    if (length > 4 && strcmp(path + length - 4, ".sql") == 0)
        length -= 4;
    const char *name = apr_pstrmemdup(pool, path, length);
    const char *file = apr_pstrcat(pool, directory, "/", path, NULL);
    if (dialect == REHAB_PGSQL) {
        apr_finfo_t about;
        const char *twin = apr_pstrcat(pool, directory, "/", name, ".pgsql.sql", NULL);
        if (apr_stat(&about, twin, APR_FINFO_TYPE, pool) == APR_SUCCESS)
            file = twin;
    }
    const char *text = read_file(pool, file, &fault);
    if (!text)
        return fault;
    return rehab_sql_parse(pool, name, file, text, statement);
}

/* csv_read.c: bytes of a CSV file in, records out, through one buffer. */
#include "csv_read.h"

#include <apr_file_io.h>
#include <string.h>

enum { BUFFER = 65536, MAX_FIELDS = 256, FIRST_CAPACITY = 4096, END = -1 };

struct rehab_csv {
    apr_pool_t *pool;
    const char *name;
    apr_file_t *file;
    unsigned char buffer[BUFFER];
    apr_size_t have, at;
    apr_int64_t position, line;
    apr_status_t status;        /* of the last read; APR_EOF at the end */
    apr_size_t max_field;
    char *text;                 /* the record's fields, one after the other */
    apr_size_t capacity, used;
    apr_size_t starts[MAX_FIELDS], lengths[MAX_FIELDS];
    const char *fields[MAX_FIELDS];
    rehab_csv_record record;
};

static int fill(rehab_csv *csv)
{
    apr_size_t length = BUFFER;

    if (csv->status != APR_SUCCESS)
        return 0;
    csv->status = apr_file_read(csv->file, csv->buffer, &length);
    if (csv->status != APR_SUCCESS)
        length = 0;
    csv->have = length;
    csv->at = 0;
    csv->position += (apr_int64_t)length;
    return length > 0;
}

static int peek(rehab_csv *csv)
{
    if (csv->at == csv->have && !fill(csv))
        return END;
    return csv->buffer[csv->at];
}

static int take(rehab_csv *csv)
{
    int byte = peek(csv);

    if (byte == END)
        return END;
    csv->at++;
    if (byte == '\n')
        csv->line++;
    return byte;
}

static void fail(rehab_csv *csv, const char *problem)
{
    if (!csv->record.problem)
        csv->record.problem = problem;
}

static void put(rehab_csv *csv, const void *bytes, apr_size_t n)
{
    while (csv->used + n > csv->capacity) {
        char *wider = apr_palloc(csv->pool, csv->capacity * 2);

        memcpy(wider, csv->text, csv->used);
        csv->text = wider;
        csv->capacity *= 2;
    }
    memcpy(csv->text + csv->used, bytes, n);
    csv->used += n;
}

static void begin_field(rehab_csv *csv)
{
    if (csv->record.n == MAX_FIELDS) {
        fail(csv, "more than 256 fields");
        return;
    }
    csv->starts[csv->record.n++] = csv->used;
}

static void add(rehab_csv *csv, int byte)
{
    if (csv->record.problem)
        return;
    if (byte == 0) {
        fail(csv, "a NUL byte");
        return;
    }
    if (csv->used - csv->starts[csv->record.n - 1] >= csv->max_field) {
        fail(csv, "a field is too long, or its quotes are never closed");
        return;
    }
    put(csv, &(char){ (char)byte }, 1);
}

/* 1 for a byte that neither ends a field or a line nor is refused. */
static int is_plain(unsigned char byte, int in_quotes)
{
    if (in_quotes)
        return byte && byte != '"' && byte != '\n';
    return byte && byte != ',' && byte != '\r' && byte != '\n';
}

/* Takes what stands for itself at once, as far as the buffer reaches and the field has room. */
static void add_run(rehab_csv *csv, int in_quotes)
{
    const unsigned char *from = csv->buffer + csv->at;
    apr_size_t most = csv->have - csv->at, n = 0;

    if (csv->record.problem)
        return;
    const apr_size_t room = csv->max_field - (csv->used - csv->starts[csv->record.n - 1]);

    if (most > room)
        most = room;
    while (n < most && is_plain(from[n], in_quotes))
        n++;
    put(csv, from, n);
    csv->at += n;
}

static void end_field(rehab_csv *csv)
{
    if (csv->record.problem)
        return;
    csv->lengths[csv->record.n - 1] = csv->used - csv->starts[csv->record.n - 1];
    put(csv, "", 1);
}

/* Whether CR LF, LF or the end is next, which is taken.  A CR alone is an ordinary byte. */
static int at_line_end(rehab_csv *csv, int byte)
{
    if (byte == END || byte == '\n')
        return 1;
    if (byte == '\r' && peek(csv) == '\n') {
        take(csv);
        return 1;
    }
    return 0;
}

/* After the opening quote: to the closing one.  Returns what follows it: ',' or END for the end
 * of the line. */
static int quoted(rehab_csv *csv)
{
    while (!csv->record.problem) {
        add_run(csv, 1);
        int byte = take(csv);

        if (byte == END) {
            fail(csv, "the file ends inside quotes");
            return END;
        }
        if (byte != '"') {
            add(csv, byte);
            continue;
        }
        if (peek(csv) == '"') {
            add(csv, take(csv));
            continue;
        }
        byte = take(csv);
        if (byte == ',')
            return byte;
        if (at_line_end(csv, byte))
            return END;
        fail(csv, "text after a closing quote");
    }
    return END;
}

static int plain(rehab_csv *csv, int byte)
{
    for (;; byte = take(csv)) {
        if (byte == ',')
            return byte;
        if (at_line_end(csv, byte))
            return END;
        add(csv, byte);
        add_run(csv, 0);
    }
}

static void skip_line(rehab_csv *csv)
{
    int byte;

    do {
        byte = take(csv);
    } while (byte != '\n' && byte != END);
}

/* One record from its first byte on. */
static void read_record(rehab_csv *csv, int byte)
{
    for (;;) {
        begin_field(csv);
        int after = byte == '"' ? quoted(csv) : plain(csv, byte);

        end_field(csv);
        /* quoted() stops where it fails, plain() reads on to the end of its field. */
        if (csv->record.problem && (byte == '"' || after == ','))
            skip_line(csv);
        if (csv->record.problem || after != ',')
            return;
        byte = take(csv);
    }
}

rehab_fault *rehab_csv_open(apr_pool_t *pool, const char *file, apr_size_t max_field,
                            rehab_csv **csv)
{
    rehab_csv *made = apr_pcalloc(pool, sizeof *made);
    apr_status_t status = strcmp(file, "-") == 0
        ? apr_file_open_flags_stdin(&made->file, 0, pool)
        : apr_file_open(&made->file, file, APR_FOPEN_READ, APR_OS_DEFAULT, pool);
    char why[128];

    if (status != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_NOT_FOUND, "fault.missing", "%s: %s", file,
                                apr_strerror(status, why, sizeof why));
    made->pool = pool;
    made->name = file;
    made->line = 1;
    made->max_field = max_field;
    made->capacity = FIRST_CAPACITY;
    made->text = apr_palloc(pool, made->capacity);
    made->record.fields = made->fields;
    made->record.lengths = made->lengths;
    if (peek(made) == 0xEF && made->have >= 3 && memcmp(made->buffer, "\xEF\xBB\xBF", 3) == 0)
        made->at = 3;
    *csv = made;
    return NULL;
}

rehab_fault *rehab_csv_next(rehab_csv *csv, const rehab_csv_record **record)
{
    char why[128];
    int byte;

    *record = NULL;
    csv->used = 0;
    csv->record.n = 0;
    csv->record.problem = NULL;
    do {
        csv->record.line = csv->line;
        byte = take(csv);
    } while (byte == '\n' || (byte == '\r' && peek(csv) == '\n'));
    if (byte != END) {
        read_record(csv, byte);
        for (int i = 0; i < csv->record.n; i++)
            csv->fields[i] = csv->record.problem ? "" : csv->text + csv->starts[i];
        *record = &csv->record;
    }
    if (csv->status != APR_SUCCESS && !APR_STATUS_IS_EOF(csv->status))
        return rehab_fault_make(csv->pool, REHAB_BROKEN, "fault.broken", "%s: %s", csv->name,
                                apr_strerror(csv->status, why, sizeof why));
    return NULL;
}

apr_int64_t rehab_csv_position(const rehab_csv *csv)
{
    return csv->position - (apr_int64_t)(csv->have - csv->at);
}

/* ctl_mail_send.c: a finished message in; by SMTP to the server, or as a file to STATE/mail, it
 * goes.  TLS is not optional but on this very machine. */
#include <apr_strings.h>
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ctl_mail.h"

/* Seconds.  The claim on a message outlives them. */
enum { TO_CONNECT = 20, TO_ANSWER = 60, TO_SEND = 180 };

struct rehab_mail_line {
    rehab_ctl *ctl;
    CURL *curl;                     /* NULL: files */
    const char *folder;
};

/* --- Credentials */

/* The rest of the line that begins with `word`, or NULL. */
static const char *line_of(apr_pool_t *pool, const char *text, const char *word)
{
    apr_size_t length = strlen(word);

    for (const char *at = text; at && *at; at = strchr(at, '\n')) {
        at += *at == '\n';
        if (strncmp(at, word, length) == 0 && at[length] == ' ')
            return apr_pstrmemdup(pool, at + length + 1, strcspn(at + length + 1, "\r\n"));
    }
    return NULL;
}

static rehab_fault *read_login(rehab_mail_line *line)
{
    rehab_ctl *ctl = line->ctl;
    const char *file = ctl->site->mail_login, *text, *user, *password;
    struct stat info;
    rehab_fault *fault;

    if (!file)
        return NULL;
    if (stat(file, &info) == 0 && (info.st_mode & 007) != 0)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                "%s can be read by everybody: chmod 640", file);
    fault = rehab_ctl_read(ctl, file, &text);
    if (fault)
        return fault;
    user = line_of(ctl->pool, text, "user");
    password = line_of(ctl->pool, text, "password");
    if (!user || !password)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                "%s: it has two lines, `user NAME` and `password WORDS`", file);
    curl_easy_setopt(line->curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(line->curl, CURLOPT_PASSWORD, password);
    return NULL;
}

/* --- The line */

/* What is said on this machine passes no network; there, and only there, TLS may be missing. */
static int is_loopback(const char *url)
{
    const char *host = strstr(url, "://");
    apr_size_t length = host ? strcspn(host + 3, ":/") : 0;

    return host && ((length == 9 && strncmp(host + 3, "localhost", 9) == 0)
                    || (length >= 7 && strncmp(host + 3, "127.", 4) == 0
                        && strspn(host + 3, "0123456789.") == length));
}

static void set_line(const rehab_mail_line *line, const rehab_site *site)
{
    CURL *curl = line->curl;

    curl_easy_setopt(curl, CURLOPT_URL, site->mail_server);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     (long)(is_loopback(site->mail_server) && !site->mail_ca ? CURLUSESSL_TRY
                                                                             : CURLUSESSL_ALL));
    /* A server of this machine has seldom a certificate that anybody signed. */
    if (is_loopback(site->mail_server) && !site->mail_ca)
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    if (site->mail_ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, site->mail_ca);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)TO_CONNECT);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)TO_ANSWER);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TO_SEND);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
}

rehab_fault *rehab_mail_open(rehab_ctl *ctl, rehab_mail_line **line)
{
    const rehab_site *site = ctl->site;
    rehab_mail_line *l = *line = apr_pcalloc(ctl->pool, sizeof *l);

    l->ctl = ctl;
    if (!site->mail_server || !site->mail_from)
        return rehab_fault_make(ctl->pool, REHAB_AWAY, "fault.away",
                                "mail waits until RehabMailServer and RehabMailFrom are set");
    if (strcmp(site->mail_server, "folder") == 0) {
        l->folder = apr_pstrcat(ctl->pool, ctl->state, "/mail", NULL);
        return rehab_ctl_folder(ctl, l->folder, 0700);
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(l->curl = curl_easy_init()))
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "libcurl does not start");
    set_line(l, site);
    return read_login(l);
}

void rehab_mail_close(rehab_mail_line *line)
{
    if (!line->curl)
        return;
    curl_easy_cleanup(line->curl);
    curl_global_cleanup();
}

/* --- One message */

typedef struct reading { const char *bytes; apr_size_t left; int begun; } reading;

static size_t read_bytes(char *to, size_t size, size_t n, void *baton)
{
    reading *r = baton;
    apr_size_t length = size * n < r->left ? size * n : r->left;

    memcpy(to, r->bytes, length);
    r->bytes += length;
    r->left -= length;
    r->begun = 1;
    return length;
}

/* The server's number says what it thinks of the message once it has been asked for one: refused at
 * the recipient (libcurl's send error) or at its end.  Before that it speaks of itself. */
static rehab_mail_end end_of(CURLcode code, long number, int begun)
{
    int of_message = begun || code == CURLE_SEND_ERROR;

    if (code == CURLE_OK)
        return REHAB_MAIL_SENT;
    if (number == 421 || number == 530 || number == 535 || code == CURLE_LOGIN_DENIED)
        return REHAB_MAIL_AWAY;
    if (of_message && number >= 500)
        return REHAB_MAIL_REFUSED;
    return of_message ? REHAB_MAIL_LATER : REHAB_MAIL_AWAY;
}

static rehab_mail_end send_by_smtp(rehab_mail_line *line, apr_pool_t *pool,
                                   const rehab_letter *letter, const char *bytes,
                                   apr_size_t length, const char **failure)
{
    reading r = { bytes, length, 0 };
    struct curl_slist to = { .data = apr_pstrcat(pool, "<", letter->to, ">", NULL) };
    CURLcode code;
    long number = 0;

    curl_easy_setopt(line->curl, CURLOPT_MAIL_FROM, apr_pstrcat(pool, "<", letter->from, ">", NULL));
    curl_easy_setopt(line->curl, CURLOPT_MAIL_RCPT, &to);
    curl_easy_setopt(line->curl, CURLOPT_READFUNCTION, read_bytes);
    curl_easy_setopt(line->curl, CURLOPT_READDATA, &r);
    curl_easy_setopt(line->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)length);
    code = curl_easy_perform(line->curl);
    curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &number);
    if (code != CURLE_OK)
        *failure = number >= 400 ? apr_psprintf(pool, "the server said %ld", number)
                                 : curl_easy_strerror(code);
    return end_of(code, number, r.begun);
}

rehab_mail_end rehab_mail_send(rehab_mail_line *line, apr_pool_t *pool, const rehab_letter *letter,
                               const char *name, const char **failure)
{
    const char *bytes;
    apr_size_t length;
    rehab_fault *fault = rehab_letter_write(pool, letter, &bytes, &length);

    if (!fault && line->curl)
        return send_by_smtp(line, pool, letter, bytes, length, failure);
    if (!fault)
        fault = rehab_ctl_write(line->ctl, apr_pstrcat(pool, line->folder, "/", name, ".eml", NULL),
                                bytes, length, 0600);
    if (fault)
        *failure = fault->cause;
    return fault ? REHAB_MAIL_LATER : REHAB_MAIL_SENT;
}

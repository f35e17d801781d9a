/* ctl_file.c: folders, files and programs for the commands.  What root makes in a state that is
 * another's is given to that other, or httpd could not use it. */
#include <apr_file_io.h>
#include <apr_strings.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "ctl.h"

static rehab_fault *failed(const rehab_ctl *ctl, const char *path)
{
    return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s: %s", path,
                            strerror(errno));
}

/* Root's to give: whose the state is, when that is not root. */
static int owner(const rehab_ctl *ctl, struct stat *state)
{
    return geteuid() == 0 && stat(ctl->state, state) == 0 && state->st_uid != 0;
}

rehab_fault *rehab_ctl_folder(rehab_ctl *ctl, const char *path, int mode)
{
    struct stat info;

    if (stat(path, &info) == 0)
        return S_ISDIR(info.st_mode) ? NULL
            : rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s is no folder", path);
    const char *slash = strrchr(path, '/');

    if (slash && slash > path) {
        rehab_fault *fault = rehab_ctl_folder(
            ctl, apr_pstrmemdup(ctl->pool, path, (apr_size_t)(slash - path)), 0755);
        if (fault)
            return fault;
    }
    if (mkdir(path, (mode_t)mode) != 0 && errno != EEXIST)
        return failed(ctl, path);
    rehab_ctl_own(ctl, path);
    return NULL;
}

rehab_fault *rehab_ctl_write(rehab_ctl *ctl, const char *path, const char *bytes,
                             apr_size_t length, int mode)
{
    const char *beside = apr_psprintf(ctl->pool, "%s.%ld", path, (long)getpid());
    struct stat state;
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);

    if (file < 0)
        return failed(ctl, beside);
    while (length) {
        ssize_t wrote = write(file, bytes, length);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            break;
        bytes += wrote;
        length -= (apr_size_t)wrote;
    }
    int wrong = length > 0 || (owner(ctl, &state) && fchown(file, state.st_uid, state.st_gid) != 0)
        || fsync(file) != 0;

    if (close(file) != 0 || wrong || rename(beside, path) != 0) {
        rehab_fault *fault = failed(ctl, path);

        unlink(beside);
        return fault;
    }
    return NULL;
}

/* An open file to its end. */
static rehab_fault *read_all(const rehab_ctl *ctl, int file, const char *name, const char **text)
{
    apr_size_t capacity = 65536, used = 0;
    char *bytes = apr_palloc(ctl->pool, capacity);

    for (;;) {
        if (used + 1 == capacity) {
            char *wider = apr_palloc(ctl->pool, capacity * 2);

            memcpy(wider, bytes, used);
            bytes = wider;
            capacity *= 2;
        }
        ssize_t got = read(file, bytes + used, capacity - used - 1);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed(ctl, name);
        if (got == 0)
            break;
        used += (apr_size_t)got;
    }
    bytes[used] = 0;
    *text = bytes;
    return NULL;
}

rehab_fault *rehab_ctl_read(const rehab_ctl *ctl, const char *path, const char **text)
{
    int file = strcmp(path, "-") == 0 ? dup(0) : open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return failed(ctl, path);
    rehab_fault *fault = read_all(ctl, file, path, text);

    close(file);
    return fault;
}

void rehab_ctl_own(const rehab_ctl *ctl, const char *path)
{
    char *roots[] = { apr_pstrdup(ctl->pool, path), NULL };
    struct stat state;
    FTS *walk = owner(ctl, &state) ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;

    for (FTSENT *entry = walk ? fts_read(walk) : NULL; entry; entry = fts_read(walk)) {
        /* A file with a second name may be somebody else's, put there to be given away. */
        int ours = entry->fts_info == FTS_D
            || (entry->fts_info == FTS_F && entry->fts_statp->st_nlink == 1);

        if (ours && entry->fts_statp->st_uid == 0
            && lchown(entry->fts_path, state.st_uid, state.st_gid) != 0)
            rehab_log_line(&ctl->log, REHAB_LOG_WARNING, "%s: %s", entry->fts_path,
                           strerror(errno));
    }
    if (walk)
        fts_close(walk);
}

void rehab_ctl_csv(int n, const char *const *fields)
{
    for (int i = 0; i < n; i++) {
        const char *field = fields[i] ? fields[i] : "";

        if (i)
            putchar(',');
        if (!strpbrk(field, ",\"\r\n")) {
            fputs(field, stdout);
            continue;
        }
        putchar('"');
        for (; *field; field++) {
            if (*field == '"')
                putchar('"');
            putchar(*field);
        }
        putchar('"');
    }
    putchar('\n');
}

rehab_fault *rehab_ctl_program(const rehab_ctl *ctl, const char *const *argv, const char **output,
                               int *code)
{
    rehab_fault *fault = NULL;
    int ends[2], status = 0;

    fflush(stdout);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return failed(ctl, argv[0]);
    pid_t child = fork();

    if (child == 0) {
        if (output) {
            dup2(ends[1], 1);
            dup2(ends[1], 2);
        }
        execvp(argv[0], (char *const *)argv);
        fprintf(stderr, "rehabctl: %s: %s\n", argv[0], strerror(errno));
        _exit(127);
    }
    close(ends[1]);
    if (child < 0)
        fault = failed(ctl, argv[0]);
    else if (output)
        fault = read_all(ctl, ends[0], argv[0], output);
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return failed(ctl, argv[0]);
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return fault;
}

const char *rehab_ctl_ask(const rehab_ctl *ctl, const char *prompt)
{
    struct termios shown, hidden;
    char line[512];
    FILE *terminal = fopen("/dev/tty", "r+e");

    if (!terminal)
        return NULL;
    int quiet = tcgetattr(fileno(terminal), &shown) == 0;

    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    if (quiet)
        tcsetattr(fileno(terminal), TCSAFLUSH, &hidden);
    fputs(prompt, terminal);
    fflush(terminal);
    const char *got = fgets(line, sizeof line, terminal);

    if (quiet)
        tcsetattr(fileno(terminal), TCSAFLUSH, &shown);
    fputc('\n', terminal);
    fclose(terminal);
    line[got ? strcspn(line, "\r\n") : 0] = 0;
    return got ? apr_pstrdup(ctl->pool, line) : NULL;
}

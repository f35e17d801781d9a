/* resident: what of this process lies in the machine's memory, and a heap with gaps. */
#ifndef REHAB_TEST_RESIDENT_H
#define REHAB_TEST_RESIDENT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GAPS = 8192, GAP = 2000 };

/* Bytes. */
static inline long resident(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long all = 0, here = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &all, &here), 2);
    (void)fclose(file);
    return here * sysconf(_SC_PAGESIZE);
}

/* 1 where the sanitizer has taken the place of glibc's malloc, and keeps what is freed. */
static inline int is_watched(void)
{
#ifdef __SANITIZE_ADDRESS__
    return 1;
#else
    return 0;
#endif
}

/* Allocates 16 MB in small pieces and frees all but the last, which it gives: behind that one glibc
 * keeps them. */
static inline void *leave_gaps(void)
{
    static void *pieces[GAPS];

    for (int i = 0; i < GAPS; i++) {
        pieces[i] = malloc(GAP);
        assert_non_null(pieces[i]);
        memset(pieces[i], 'x', GAP);
    }
    for (int i = 0; i < GAPS - 1; i++)
        free(pieces[i]);
    return pieces[GAPS - 1];
}

#endif

/* test_password: hashes, the gate before them, what everybody tries first; networks and ways back
 * of signing in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <apr_thread_proc.h>
#include <sodium.h>

#include "attempt.h"
#include "password.h"
#include "session.h"

static apr_pool_t *pool;
static rehab_site site = { .home = ".", .base = "" };

static int set_up(void **state)
{
    (void)state;
    apr_initialize();
    return sodium_init() < 0 || apr_pool_create(&pool, NULL) != APR_SUCCESS
           || rehab_password_list_read(pool, &site) != NULL;
}

static int right(const char *password, const char *hash)
{
    int is_right = 0;

    assert_null(rehab_password_check(pool, NULL, password, hash, &is_right));
    return is_right;
}

static void a_hash_is_yescrypt_and_knows_its_password(void **state)
{
    const char *hash, *other;

    (void)state;
    assert_null(rehab_password_hash(pool, NULL, "correct horse battery", &hash));
    assert_null(rehab_password_hash(pool, NULL, "correct horse battery", &other));
    assert_int_equal(strncmp(hash, "$y$", 3), 0);
    assert_string_not_equal(hash, other);
    assert_true(right("correct horse battery", hash));
    assert_false(right("correct horse batterz", hash));
    assert_false(right("", hash));
    assert_false(right("correct horse battery", NULL));
    assert_false(right("x", "x"));
}

static void two_keyboards_that_compose_a_letter_differently_type_one_password(void **state)
{
    const char *hash;

    (void)state;
    assert_null(rehab_password_hash(pool, NULL, "caf\xC3\xA9 am Morgen", &hash));
    assert_true(right("cafe\xCC\x81 am Morgen", hash));
}

static void a_name_that_nobody_has_costs_one_hash_too(void **state)
{
    apr_uint32_t before = rehab_password_hashes();

    (void)state;
    right("some password", NULL);
    assert_int_equal(rehab_password_hashes() - before, 1);
    right("some password", "$y$j9T$aaaaaaaaaaaa$x");
    assert_int_equal(rehab_password_hashes() - before, 2);
}

typedef struct crowd { rehab_gate *gate; volatile apr_uint32_t busy; } crowd;

static void *APR_THREAD_FUNC try_one(apr_thread_t *thread, void *data)
{
    crowd *c = data;
    int is_right;
    const rehab_fault *fault = rehab_password_check(apr_thread_pool_get(thread), c->gate, "x y z",
                                                    NULL, &is_right);

    if (fault && fault->status == 503)
        __atomic_add_fetch(&c->busy, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

static void of_many_at_once_few_are_hashed_some_wait_and_the_others_are_told(void **state)
{
    enum { CROWD = 60, PLACES = 2, WAITING = 32 };
    apr_thread_t *threads[CROWD];
    crowd c = { NULL, 0 };
    apr_status_t status;

    (void)state;
    assert_null(rehab_gate_make(pool, PLACES, &c.gate));
    for (int i = 0; i < PLACES; i++)
        assert_true(rehab_gate_enter_soon(c.gate, 0));
    /* With both places taken 32 wait, and each of the others is told at once. */
    for (int i = 0; i < CROWD; i++)
        assert_int_equal(apr_thread_create(&threads[i], NULL, try_one, &c, pool), APR_SUCCESS);
    while (__atomic_load_n(&c.busy, __ATOMIC_SEQ_CST) < CROWD - WAITING)
        apr_sleep(1000);
    for (int i = 0; i < PLACES; i++)
        rehab_gate_leave(c.gate);
    for (int i = 0; i < CROWD; i++)
        apr_thread_join(&status, threads[i]);
    assert_int_equal(c.busy, CROWD - WAITING);
    assert_int_equal(rehab_gate_most(c.gate), PLACES);
}

static void what_everybody_tries_first_is_refused(void **state)
{
    static const char *const common[] = {
        "password1234", "P@ssw0rd2026!", "1234567890", "qwertyuiop", "QWERTYUIOP12", "1q2w3e4r5t6y",
        "abcabcabcabc", "aaaaaaaaaaaa", "dragondragon", "iloveyou2026", "!!!shadow!!!",
        "abcdefghijkl", "0501234567", "\xD7\xA1\xD7\x99\xD7\xA1\xD7\x9E\xD7\x94" "12345",
        "\xD0\x9F\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBB\xD1\x8C" "2026",
    };

    (void)state;
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        const char *weakness = rehab_password_weakness(pool, &site, common[i]);

        if (!weakness || strcmp(weakness, "common") != 0)
            fail_msg("%s is taken", common[i]);
    }
    assert_string_equal(rehab_password_weakness(pool, &site, "kT4#vq9xz"), "short");
    assert_string_equal(rehab_password_weakness(pool, &site, ""), "short");
}

static void a_password_of_ones_own_is_taken(void **state)
{
    static const char *const own[] = {
        "correct horse battery", "kT4#vq9xzA", "demo lantern coordinator", "three blue kettles",
        "contortionis",     /* a listed word begins so */
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\xA9\xD7\x94 \xD7\xA7\xD7\x95\xD7\x9E\xD7\xA7\xD7\x95\xD7\x9E\xD7\x99\xD7\x9D",
    };

    (void)state;
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        assert_null(rehab_password_weakness(pool, &site, own[i]));
}

static void networks_are_24_and_56_bits(void **state)
{
    static const unsigned char v4[] = { 192, 0, 2, 77 };
    static const unsigned char v6[] = { 0x20, 1, 0xd, 0xb8, 0, 0x12, 0xab, 0xcd, 1, 2, 3, 4, 5, 6, 7, 8 };
    static const unsigned char mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 9 };

    (void)state;
    assert_string_equal(rehab_attempt_network(pool, v4, 4), "192.0.2.0/24");
    assert_string_equal(rehab_attempt_network(pool, mapped, 16), "192.0.2.0/24");
    assert_string_equal(rehab_attempt_network(pool, v6, 16), "2001:db8:012:ab00::/56");
    assert_string_equal(rehab_attempt_network(pool, v4, 0), "");
}

static void no_way_back_leads_to_another_site(void **state)
{
    static const char *const bad[] = {
        "", "jobs", "//evil.example", "/\\evil.example", "https://evil.example/", "/he//evil.example",
        "/he/../x", "/./x", "/he?x=1", "/he#x", "/he/%2e", "/he/ x", "/he\n", "javascript:x", "\\\\x",
    };
    rehab_site below = { .base = "/portal" };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (rehab_session_return(pool, &site, bad[i]))
            fail_msg("%s is followed", bad[i]);
    assert_null(rehab_session_return(pool, &site, NULL));
    assert_string_equal(rehab_session_return(pool, &site, "/he/staff/jobs/7KQ4MG"),
                        "/he/staff/jobs/7KQ4MG");
    assert_string_equal(rehab_session_return(pool, &below, "/portal/he/staff"), "/portal/he/staff");
    assert_null(rehab_session_return(pool, &below, "/portalx/he"));
    assert_null(rehab_session_return(pool, &below, "/he/staff"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_is_yescrypt_and_knows_its_password),
        cmocka_unit_test(two_keyboards_that_compose_a_letter_differently_type_one_password),
        cmocka_unit_test(a_name_that_nobody_has_costs_one_hash_too),
        cmocka_unit_test(of_many_at_once_few_are_hashed_some_wait_and_the_others_are_told),
        cmocka_unit_test(what_everybody_tries_first_is_refused),
        cmocka_unit_test(a_password_of_ones_own_is_taken),
        cmocka_unit_test(networks_are_24_and_56_bits),
        cmocka_unit_test(no_way_back_leads_to_another_site),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}

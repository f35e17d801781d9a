/* test_seal_desk.c: the desk's private half opens with its passphrase, and with nothing else. */
#include "keys_here.h"

#include <sodium.h>

static const char phrase[] = "four plain words here";

static const char *desk_file(const place *here)
{
    return apr_pstrcat(here->pool, here->top, "/desk.key", NULL);
}

/* A file as rehab_desk_key_make writes it, but with a cost that is quick to pay. */
static const char *quick_file(const place *here, const char *passphrase, const char *passes,
                              const char *memory)
{
    unsigned char public_key[32], secret_key[32], wrap[32], salt[16] = { 1 }, nonce[24] = { 2 };
    unsigned char box[48], hash[16];
    char id[9], key64[64], salt64[32], nonce64[40], box64[80];

    assert_true(sodium_init() >= 0);
    crypto_box_keypair(public_key, secret_key);
    crypto_generichash(hash, sizeof hash, public_key, 32, NULL, 0);
    assert_int_equal(crypto_pwhash(wrap, 32, passphrase, strlen(passphrase), salt,
                                   crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                   crypto_pwhash_ALG_ARGON2ID13), 0);
    crypto_secretbox_easy(box, secret_key, 32, nonce, wrap);
    write_file(desk_file(here), apr_psprintf(here->pool,
        "# by hand\ntype desk-private 1\nid %s\npasses %s\nmemory %s\nsalt %s\nnonce %s\nbox %s\n",
        sodium_bin2hex(id, sizeof id, hash, 4), passes, memory,
        sodium_bin2base64(salt64, sizeof salt64, salt, 16, sodium_base64_VARIANT_ORIGINAL),
        sodium_bin2base64(nonce64, sizeof nonce64, nonce, 24, sodium_base64_VARIANT_ORIGINAL),
        sodium_bin2base64(box64, sizeof box64, box, 48, sodium_base64_VARIANT_ORIGINAL)));
    return sodium_bin2base64(key64, sizeof key64, secret_key, 32, sodium_base64_VARIANT_ORIGINAL)
               ? apr_pstrdup(here->pool, key64) : NULL;
}

static void the_private_half_opens_what_the_public_half_seals(void **state)
{
    place *here = *state;
    rehab_keys *keys;
    const unsigned char *secret_key;
    const char *id, *sealed, *opened;

    assert_null(rehab_desk_key_make(here->pool, here->keys, desk_file(here), phrase));
    assert_null(rehab_keys_read(here->pool, here->keys, &keys));
    sealed = rehab_seal(here->pool, keys->desk_public, keys->desk_id, "/callback", "name", "Dana");
    assert_null(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id));
    assert_string_equal(id, keys->desk_id);
    assert_null(rehab_seal_open(here->pool, secret_key, id, sealed, "/callback", "name", &opened));
    assert_string_equal(opened, "Dana");
}

static void writes_files_that_nobody_else_can_read(void **state)
{
    place *here = *state;
    mode_t before = umask(0);

    assert_null(rehab_desk_key_make(here->pool, here->keys, desk_file(here), phrase));
    umask(before);
    assert_int_equal(mode_of(desk_file(here)), 0600);
    assert_int_equal(mode_of(key_path(here, "desk.pub")), 0600);
    assert_string_equal(word_of(here, desk_file(here), "memory"),
                        apr_psprintf(here->pool, "%u", crypto_pwhash_MEMLIMIT_MODERATE));
    assert_null(strstr(read_file(here, desk_file(here)), phrase));
}

static void keeps_a_pair_that_is_there(void **state)
{
    place *here = *state;
    const char *other = apr_pstrcat(here->pool, here->top, "/other.key", NULL);

    assert_null(rehab_keys_make(here->pool, here->keys));
    write_file(desk_file(here), "somebody's file\n");
    assert_fault(rehab_desk_key_make(here->pool, here->keys, desk_file(here), phrase), 409,
                 "fault.conflict");
    assert_string_equal(read_file(here, desk_file(here)), "somebody's file\n");
    write_file(key_path(here, "desk.pub"), "somebody's key\n");
    assert_fault(rehab_desk_key_make(here->pool, here->keys, other, phrase), 409,
                 "fault.conflict");
    assert_int_not_equal(access(other, F_OK), 0);
    assert_string_equal(read_file(here, key_path(here, "desk.pub")), "somebody's key\n");
}

static void makes_no_public_half_when_the_private_one_cannot_be_written(void **state)
{
    place *here = *state;
    const char *nowhere = apr_pstrcat(here->pool, here->top, "/nowhere/desk.key", NULL);

    assert_fault(rehab_desk_key_make(here->pool, here->keys, nowhere, phrase), 500,
                 "fault.broken");
    assert_int_not_equal(access(key_path(here, "desk.pub"), F_OK), 0);
}

static void refuses_an_empty_passphrase(void **state)
{
    place *here = *state;

    assert_fault(rehab_desk_key_make(here->pool, here->keys, desk_file(here), ""), 403,
                 "fault.passphrase");
    assert_int_not_equal(access(desk_file(here), F_OK), 0);
}

static void opens_at_the_cost_that_the_file_says(void **state)
{
    place *here = *state;
    const unsigned char *secret_key;
    const char *id, *expected = quick_file(here, phrase, "2", "67108864");
    char key64[64];

    assert_null(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id));
    sodium_bin2base64(key64, sizeof key64, secret_key, 32, sodium_base64_VARIANT_ORIGINAL);
    assert_string_equal(key64, expected);
}

static void refuses_a_wrong_passphrase(void **state)
{
    place *here = *state;
    const unsigned char *secret_key = NULL;
    const char *id;
    rehab_fault *fault;

    quick_file(here, phrase, "2", "67108864");
    fault = rehab_desk_key_open(here->pool, desk_file(here), "four plain words", &secret_key, &id);
    assert_fault(fault, 403, "fault.passphrase");
    assert_null(strstr(fault->cause, "four plain words"));
    assert_null(secret_key);
}

static void refuses_a_cost_out_of_bounds(void **state)
{
    static const char *const costs[][2] = {
        { "1", "67108864" }, { "1000000000", "67108864" }, { "2", "1048576" },
        { "2", "999999999999999" }, { "2", "67108864x" }, { "two", "67108864" }, { "-2", "-1" }
    };
    place *here = *state;
    const unsigned char *secret_key;
    const char *id;

    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++) {
        quick_file(here, phrase, costs[i][0], costs[i][1]);
        assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id),
                     500, "fault.broken");
    }
}

static void refuses_a_file_that_is_missing_cut_or_another(void **state)
{
    place *here = *state;
    const unsigned char *secret_key;
    const char *id;
    char *whole;

    assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id), 500,
                 "fault.broken");
    quick_file(here, phrase, "2", "67108864");
    whole = read_file(here, desk_file(here));
    whole[strlen(whole) - 5] = '\0';
    write_file(desk_file(here), whole);
    assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id), 500,
                 "fault.broken");
    write_file(desk_file(here), "type lookup 1\nid 1\nkey AAAA\n");
    assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id), 500,
                 "fault.broken");
}

static void refuses_a_file_with_a_part_of_another_length(void **state)
{
    place *here = *state;
    const unsigned char *secret_key;
    const char *id;
    char *text;

    quick_file(here, phrase, "2", "67108864");
    text = read_file(here, desk_file(here));
    *strstr(text, "AAAA") = '=';
    write_file(desk_file(here), text);
    assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id), 500,
                 "fault.broken");
    quick_file(here, phrase, "2", "67108864");
    text = read_file(here, desk_file(here));
    text = apr_pstrcat(here->pool, apr_pstrndup(here->pool, text, strcspn(text, "=") - 22),
                       strchr(text, '=') + 2, NULL);
    write_file(desk_file(here), text);
    assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id), 500,
                 "fault.broken");
}

static void refuses_a_file_that_says_another_key(void **state)
{
    place *here = *state;
    const unsigned char *secret_key;
    const char *id;
    char *text;
    size_t digit;

    quick_file(here, phrase, "2", "67108864");
    text = read_file(here, desk_file(here));
    digit = strcspn(text, "\n") + strlen("\ntype desk-private 1\nid ");
    text[digit] = text[digit] == '0' ? '1' : '0';
    write_file(desk_file(here), text);
    assert_fault(rehab_desk_key_open(here->pool, desk_file(here), phrase, &secret_key, &id), 500,
                 "fault.broken");
}

int main(void)
{
    struct CMUnitTest tests[] = {
        cmocka_unit_test(the_private_half_opens_what_the_public_half_seals),
        cmocka_unit_test(writes_files_that_nobody_else_can_read),
        cmocka_unit_test(keeps_a_pair_that_is_there),
        cmocka_unit_test(makes_no_public_half_when_the_private_one_cannot_be_written),
        cmocka_unit_test(refuses_an_empty_passphrase),
        cmocka_unit_test(opens_at_the_cost_that_the_file_says),
        cmocka_unit_test(refuses_a_wrong_passphrase),
        cmocka_unit_test(refuses_a_cost_out_of_bounds),
        cmocka_unit_test(refuses_a_file_that_is_missing_cut_or_another),
        cmocka_unit_test(refuses_a_file_with_a_part_of_another_length),
        cmocka_unit_test(refuses_a_file_that_says_another_key),
    };
    int failed;

    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        tests[i].setup_func = open_place;
        tests[i].teardown_func = close_place;
    }
    apr_initialize();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    apr_terminate();
    return failed;
}

/* test_seal.c: who may open what was sealed, and what becomes of a directory of keys. */
#include "keys_here.h"

#include <sodium.h>

static rehab_keys *make_and_read(const place *here)
{
    rehab_keys *keys;

    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_null(rehab_keys_read(here->pool, here->keys, &keys));
    return keys;
}

/* Seals "value" for page and parameter to the delivery key and opens it with its secret half. */
static const char *there_and_back(const place *here, const char *value)
{
    const rehab_keys *keys = make_and_read(here);
    const unsigned char *secret_key;
    const char *id, *opened;
    const char *sealed = rehab_seal(here->pool, keys->delivery_public, keys->delivery_id,
                                    "/callback", "name", value);

    assert_null(rehab_delivery_key_read(here->pool, here->keys, &secret_key, &id));
    assert_string_equal(id, keys->delivery_id);
    assert_null(rehab_seal_open(here->pool, secret_key, id, sealed, "/callback", "name", &opened));
    return opened;
}

/* The value of a sealed text as page and parameter ask for it, or "-" for none. */
static const char *open_as(const place *here, const char *sealed, const char *page,
                           const char *param)
{
    const unsigned char *secret_key;
    const char *id, *opened;

    assert_null(rehab_delivery_key_read(here->pool, here->keys, &secret_key, &id));
    assert_null(rehab_seal_open(here->pool, secret_key, id, sealed, page, param, &opened));
    return opened ? opened : "-";
}

static const char *seal_here(const place *here, const char *page, const char *param,
                             const char *value)
{
    const rehab_keys *keys = make_and_read(here);

    return rehab_seal(here->pool, keys->delivery_public, keys->delivery_id, page, param, value);
}

static void opens_what_was_sealed(void **state)
{
    assert_string_equal(there_and_back(*state, "\xD7\x93\xD7\x94"), "\xD7\x93\xD7\x94");
    assert_string_equal(there_and_back(*state, ""), "");
}

static void seals_to_readable_text_that_says_its_key(void **state)
{
    place *here = *state;
    const char *sealed = seal_here(here, "/callback", "name", "Dana");
    const char *head = apr_pstrcat(here->pool, "d1.",
                                   word_of(here, key_path(here, "delivery.pub"), "id"), ".", NULL);

    assert_int_equal(strncmp(sealed, head, strlen(head)), 0);
    assert_int_equal(strspn(sealed, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789+/=."), strlen(sealed));
    assert_null(strstr(sealed, "Dana"));
}

static void seals_the_same_value_to_another_text_each_time(void **state)
{
    assert_string_not_equal(seal_here(*state, "p", "n", "v"), seal_here(*state, "p", "n", "v"));
}

static void does_not_open_on_another_page_or_parameter(void **state)
{
    const char *sealed = seal_here(*state, "/callback", "name", "Dana");

    assert_string_equal(open_as(*state, sealed, "/callback", "name"), "Dana");
    assert_string_equal(open_as(*state, sealed, NULL, NULL), "Dana");
    assert_string_equal(open_as(*state, sealed, "/employer", "name"), "-");
    assert_string_equal(open_as(*state, sealed, "/callback", "phone"), "-");
    assert_string_equal(open_as(*state, sealed, "/callbac", "kname"), "-");
    assert_string_equal(open_as(*state, sealed, "/employer", NULL), "-");
    assert_string_equal(open_as(*state, sealed, NULL, "phone"), "-");
}

static void does_not_open_what_was_changed_or_cut(void **state)
{
    place *here = *state;
    const char *sealed = seal_here(here, "/callback", "name", "Dana");
    size_t length = strlen(sealed);
    char *changed;

    for (size_t i = 0; i < length; i++) {
        changed = apr_pstrdup(here->pool, sealed);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        assert_string_equal(open_as(here, changed, NULL, NULL), "-");
        changed[i] = '\0';
        assert_string_equal(open_as(here, changed, NULL, NULL), "-");
    }
    assert_string_equal(open_as(here, apr_pstrcat(here->pool, sealed, "A", NULL), NULL, NULL), "-");
    assert_string_equal(open_as(here, "Dana", NULL, NULL), "-");
}

static void does_not_open_what_is_not_three_texts(void **state)
{
    static const struct { const char *bytes; size_t length; } plains[] = {
        { "\0\0\0\1p\0\0\0\1n\0\0\0\1v", 15 }, { "\0\0\0\1p\0\0\0\1n\0\0\0\1v+", 16 },
        { "\0\0\0\1p\0\0\0\1n\0\0\0\2v", 15 }, { "\0\0\0\1p\0\0\0\1n\0\0\0", 13 },
        { "\0\0\0\1p\0\0\0\1n\0\0\0\1\0", 15 }, { "\377\377\377\377p", 5 }, { "", 0 }
    };
    place *here = *state;
    const rehab_keys *keys = make_and_read(here);
    unsigned char closed[100];
    char base64[200];

    for (size_t i = 0; i < sizeof plains / sizeof *plains; i++) {
        assert_int_equal(crypto_box_seal(closed, (const unsigned char *)plains[i].bytes,
                                         plains[i].length, keys->delivery_public), 0);
        sodium_bin2base64(base64, sizeof base64, closed, plains[i].length + crypto_box_SEALBYTES,
                          sodium_base64_VARIANT_ORIGINAL);
        assert_string_equal(open_as(here, apr_pstrcat(here->pool, "d1.", keys->delivery_id, ".",
                                                      base64, NULL), NULL, NULL), i ? "-" : "v");
    }
}

static void does_not_open_with_another_key(void **state)
{
    place *here = *state;
    const char *sealed = seal_here(here, "/callback", "name", "Dana");
    const unsigned char *first_key, *second_key;
    const char *first_id, *second_id, *opened = "";

    assert_null(rehab_delivery_key_read(here->pool, here->keys, &first_key, &first_id));
    assert_int_equal(unlink(key_path(here, "delivery.key")), 0);
    assert_int_equal(unlink(key_path(here, "delivery.pub")), 0);
    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_null(rehab_delivery_key_read(here->pool, here->keys, &second_key, &second_id));
    assert_string_not_equal(first_id, second_id);
    assert_null(rehab_seal_open(here->pool, second_key, second_id, sealed, NULL, NULL, &opened));
    assert_null(opened);
    assert_null(rehab_seal_open(here->pool, second_key, first_id, sealed, NULL, NULL, &opened));
    assert_null(opened);
}

static void makes_keys_that_nobody_else_can_read(void **state)
{
    static const char *const names[] = { "lookup.key", "delivery.key", "delivery.pub" };
    place *here = *state;
    mode_t before = umask(0);

    assert_null(rehab_keys_make(here->pool, here->keys));
    umask(before);
    assert_int_equal(mode_of(here->keys), 0700);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(mode_of(key_path(here, names[i])), 0600);
}

static void closes_a_directory_that_was_open_to_others(void **state)
{
    place *here = *state;

    assert_int_equal(mkdir(here->keys, 0700), 0);
    assert_int_equal(chmod(here->keys, 0755), 0);
    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_int_equal(mode_of(here->keys), 0700);
}

static void leaves_no_other_file_beside_the_keys(void **state)
{
    place *here = *state;
    apr_dir_t *listing;
    apr_finfo_t found;
    int files = 0;

    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_int_equal(apr_dir_open(&listing, here->keys, here->pool), APR_SUCCESS);
    while (apr_dir_read(&found, APR_FINFO_NAME, listing) == APR_SUCCESS)
        files += found.name[0] != '.';
    apr_dir_close(listing);
    assert_int_equal(files, 3);
}

/* Root can try it; for anybody else the files are the runner's own. */
static void gives_keys_to_the_owner_of_the_directory(void **state)
{
    place *here = *state;
    uid_t user = geteuid() == 0 ? 4321 : geteuid();
    gid_t group = geteuid() == 0 ? 4322 : getegid();
    struct stat found;

    assert_int_equal(chown(here->top, user, group), 0);
    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_int_equal(stat(here->keys, &found), 0);
    assert_int_equal(found.st_uid, user);
    assert_int_equal(stat(key_path(here, "lookup.key"), &found), 0);
    assert_int_equal(found.st_uid, user);
    assert_int_equal(found.st_gid, group);
}

static void keeps_the_keys_that_are_there(void **state)
{
    place *here = *state;
    const char *lookup, *delivery;

    assert_null(rehab_keys_make(here->pool, here->keys));
    lookup = read_file(here, key_path(here, "lookup.key"));
    delivery = read_file(here, key_path(here, "delivery.key"));
    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_string_equal(read_file(here, key_path(here, "lookup.key")), lookup);
    assert_string_equal(read_file(here, key_path(here, "delivery.key")), delivery);
}

static void makes_a_lost_public_half_anew(void **state)
{
    place *here = *state;
    const char *before;

    assert_null(rehab_keys_make(here->pool, here->keys));
    before = read_file(here, key_path(here, "delivery.pub"));
    assert_int_equal(unlink(key_path(here, "delivery.pub")), 0);
    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_string_equal(read_file(here, key_path(here, "delivery.pub")), before);
}

static void does_not_replace_a_secret_half_that_is_missing(void **state)
{
    place *here = *state;

    assert_null(rehab_keys_make(here->pool, here->keys));
    assert_int_equal(unlink(key_path(here, "delivery.key")), 0);
    assert_fault(rehab_keys_make(here->pool, here->keys), 500, "fault.broken");
    assert_int_not_equal(access(key_path(here, "delivery.key"), F_OK), 0);
}

static void says_which_keys_are_not_there(void **state)
{
    place *here = *state;
    rehab_keys *keys;

    assert_null(rehab_keys_read(here->pool, here->keys, &keys));
    assert_null(keys->desk_public);
    assert_null(keys->delivery_public);
    assert_null(keys->lookup);
    assert_null(rehab_lookup(here->pool, keys, "+972501234567"));
    keys = make_and_read(here);
    assert_null(keys->desk_public);
    assert_non_null(keys->delivery_public);
    assert_non_null(keys->lookup);
}

static void refuses_broken_key_files(void **state)
{
    static const char *const texts[] = {
        "\n", "type delivery-public 1\n", "type delivery-public 2\nid 1\nkey AAAA\n",
        "type delivery-private 1\nid 1\nkey AAAA\n", "type delivery-public 1\nid 1\nkey AAAA\n",
        "type delivery-public 1\nid 1\nkey\n",
        "type delivery-public 1\nid ff0f2249\nkey AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "type delivery-public 1\nid 00000000\nkey Cy6Q6bTqGC3P2HTeCsmLMqFnTUqHUVJ0T8JUBPMNVSc=\n"
    };
    place *here = *state;
    const char *path = key_path(here, "delivery.pub"), *whole;
    rehab_keys *keys;

    make_and_read(here);
    whole = read_file(here, path);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_file(path, texts[i]);
        assert_fault(rehab_keys_read(here->pool, here->keys, &keys), 500, "fault.broken");
    }
    write_file(path, apr_pstrcat(here->pool, whole, "id 1\n", NULL));
    assert_fault(rehab_keys_read(here->pool, here->keys, &keys), 500, "fault.broken");
    write_file(path, apr_pstrndup(here->pool, whole, strlen(whole) - 1));
    assert_fault(rehab_keys_read(here->pool, here->keys, &keys), 500, "fault.broken");
    write_file(path, whole);
    assert_null(rehab_keys_read(here->pool, here->keys, &keys));
}

static void finds_a_telephone_again_by_its_hash(void **state)
{
    place *here = *state;
    const rehab_keys *keys = make_and_read(here);
    const char *hash = rehab_lookup(here->pool, keys, "+972501234567");

    assert_int_equal(strlen(hash), 64);
    assert_int_equal(strspn(hash, "0123456789abcdef"), 64);
    assert_string_equal(rehab_lookup(here->pool, keys, "+972501234567"), hash);
    assert_string_not_equal(rehab_lookup(here->pool, keys, "+972501234568"), hash);
}

static void hashes_otherwise_with_another_key(void **state)
{
    place *here = *state;
    const char *hash = rehab_lookup(here->pool, make_and_read(here), "+972501234567");

    assert_int_equal(unlink(key_path(here, "lookup.key")), 0);
    assert_string_not_equal(rehab_lookup(here->pool, make_and_read(here), "+972501234567"), hash);
}

int main(void)
{
    struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_what_was_sealed),
        cmocka_unit_test(seals_to_readable_text_that_says_its_key),
        cmocka_unit_test(seals_the_same_value_to_another_text_each_time),
        cmocka_unit_test(does_not_open_on_another_page_or_parameter),
        cmocka_unit_test(does_not_open_what_was_changed_or_cut),
        cmocka_unit_test(does_not_open_what_is_not_three_texts),
        cmocka_unit_test(does_not_open_with_another_key),
        cmocka_unit_test(makes_keys_that_nobody_else_can_read),
        cmocka_unit_test(closes_a_directory_that_was_open_to_others),
        cmocka_unit_test(leaves_no_other_file_beside_the_keys),
        cmocka_unit_test(gives_keys_to_the_owner_of_the_directory),
        cmocka_unit_test(keeps_the_keys_that_are_there),
        cmocka_unit_test(makes_a_lost_public_half_anew),
        cmocka_unit_test(does_not_replace_a_secret_half_that_is_missing),
        cmocka_unit_test(says_which_keys_are_not_there),
        cmocka_unit_test(refuses_broken_key_files),
        cmocka_unit_test(finds_a_telephone_again_by_its_hash),
        cmocka_unit_test(hashes_otherwise_with_another_key),
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

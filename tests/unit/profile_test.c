/* The library's profile, as it is read and asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coach/profile.h"

#include <string.h>

static const char elm[] = "{\"$schema\": \"profile.schema.json\", \"name\": \"Elm Street Library\", \"web\": \"https://elm.example.org\",\n"
			  " \"contacts\": {\"general\": {\"name\": \"the front desk\"},\n"
			  "  \"circulation\": {\"name\": \"Ann Lee\", \"phone\": \"555-0142\", \"email\": \"ann@elm.example.org\"},\n"
			  "  \"archives\": {\"name\": \"Sam Roy\", \"email\": \"sam@elm.example.org\"}},\n"
			  " \"databases\": {\"law\": \"LegalSource\", \"general\": \"Academic Search\"},\n"
			  " \"services\": {\"scan\": true, \"notary\": false, \"x-seeds\": true},\n"
			  " \"partners\": [\"Hill College Library\", \"Lakeside\"], \"nearby\": {\"notary\": \"the post office on Main Street\"},\n"
			  " \"spelling\": \"british\", \"sign_off\": \"Warm regards,\\nElm Street\"}";

static int open_elm(void **state)
{
	*state = profile_parse("elm.json", str_of(elm), NULL);
	return *state ? 0 : -1;
}

static int close_profile(void **state)
{
	profile_free(*state);
	return 0;
}

static void assert_slot(const struct profile *profile, const char *slot, const char *context, const char *expected)
{
	struct str value = profile_slot(profile, str_of(slot), str_of(context));
	assert_int_equal(value.len, strlen(expected));
	assert_memory_equal(value.ptr ? value.ptr : "", expected, value.len);
}

static void services_are_confirmed_denied_or_unknown(void **state)
{
	assert_int_equal(profile_service(*state, STR("scan")), PROFILE_CONFIRMED);
	assert_int_equal(profile_service(*state, STR("notary")), PROFILE_DENIED);
	assert_int_equal(profile_service(*state, STR("holds")), PROFILE_UNKNOWN);
	assert_int_equal(profile_service(*state, STR("x-seeds")), PROFILE_CONFIRMED);
	assert_int_equal(profile_service(NULL, STR("scan")), PROFILE_UNKNOWN);
}

static void slots_hold_real_names_or_nothing(void **state)
{
	assert_slot(*state, "name", "", "Elm Street Library");
	assert_slot(*state, "phone", "", "");
	assert_slot(*state, "partner", "", "Hill College Library");
	assert_slot(*state, "nearby:notary", "", "the post office on Main Street");
	assert_slot(*state, "nearby:parking", "", "");
	assert_slot(*state, "no-such-slot", "", "");
	assert_slot(NULL, "name", "", "");
}

static void a_contact_is_reached_by_phone_then_by_mail(void **state)
{
	assert_slot(*state, "contact:circulation", "", "Ann Lee (555-0142)");
	assert_slot(*state, "contact:archives", "", "Sam Roy (sam@elm.example.org)");
	assert_slot(*state, "contact:programs", "", "the front desk");
}

static void the_database_is_the_one_on_the_subject(void **state)
{
	assert_slot(*state, "database", "is there a book on Law, please", "LegalSource");
	assert_slot(*state, "database", "do you have lawn mowers", "Academic Search");
}

static void voice_is_read(void **state)
{
	assert_int_equal(profile_spelling(*state), PROFILE_BRITISH);
	assert_int_equal(profile_spelling(NULL), PROFILE_ANY_SPELLING);
	assert_int_equal(profile_sign_off(*state).len, strlen("Warm regards,\nElm Street"));
}

static void the_only_database_is_for_everything(void **state)
{
	(void)state;
	struct profile *one = profile_parse("one.json", STR("{\"name\": \"A\", \"databases\": {\"art\": \"Oxford Art\"}}"), NULL);
	assert_non_null(one);
	assert_slot(one, "database", "beekeeping", "Oxford Art");
	profile_free(one);
}

static void faults_are_named_with_their_place(void **state)
{
	(void)state;
	static const struct {
		const char *json, *message;
	} faults[] = {
		{ "{\"name\": \"A\",}", "p.json:1:14: not valid JSON" },
		{ "{\"name\": \"A\"} x", "p.json:1:15: text after the end of the JSON value" },
		{ "{\n\"name\": \"\xFF\"}", "p.json:2:10: not valid UTF-8" },
		{ "{\"name\": \"A\\u0000B\"}", "p.json:1:12: a NUL character in a string" },
		{ "[]", "p.json: $: an object is wanted here" },
		{ "{\"name\": \"A\", \"servces\": {}}", "p.json: $.servces: no such name; did you mean \"services\"?" },
		{ "{\"name\": \"A\", \"name\": \"B\"}", "p.json: $.name: this member stands here twice" },
		{ "{\"name\": \"A\", \"services\": {\"notery\": true}}", "p.json: $.services.notery: no such name; did you mean \"notary\"?" },
		{ "{\"name\": \"A\", \"services\": {\"scan\": \"yes\"}}", "p.json: $.services.scan: true, false or null is wanted here" },
		{ "{\"name\": \"A\", \"contacts\": {\"archive\": {}}}", "p.json: $.contacts.archive: no such name; did you mean \"archives\"?" },
		{ "{\"name\": \"A\", \"contacts\": {\"archives\": {\"mail\": \"x\"}}}", "p.json: $.contacts.archives.mail: no such name; did you mean \"email\"?" },
		{ "{\"name\": \"A\", \"contacts\": {\"archives\": {\"phone\": \"1\"}}}", "p.json: $.contacts.archives.name: a contact has a name, of a person or a desk" },
		{ "{\"name\": \"A\", \"partners\": [\"B\", 7]}", "p.json: $.partners[1]: a string is wanted here" },
		{ "{\"name\": \"A\", \"partners\": \"B\"}", "p.json: $.partners: an array of names is wanted here" },
		{ "{\"name\": \"A\", \"nearby\": {\"parking\": \"[here]\"}}", "p.json: $.nearby.parking: brackets would read as a blank to fill in" },
		{ "{\"name\": \"A\\nB\"}", "p.json: $.name: one line without control characters is wanted here" },
		{ "{\"name\": \" \"}", "p.json: $.name: some text is wanted here; leave the member out when there is none" },
		{ "{\"name\": \"A\", \"spelling\": \"English\"}", "p.json: $.spelling: \"american\" or \"british\" is wanted here" },
		{ "{\"name\": \"A\", \"zzzzzzzz\": 1}", "p.json: $.zzzzzzzz: no such name" },
	};
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct err err;
		assert_null(profile_parse("p.json", str_of(faults[i].json), &err));
		assert_string_equal(err.text, faults[i].message);
	}
}

static void null_says_nothing(void **state)
{
	(void)state;
	struct profile *profile = profile_parse("null.json", STR("{\"name\": null, \"contacts\": {\"archives\": null, \"general\": {\"name\": \"Bo\", \"phone\": null}}, "
								 "\"databases\": {\"law\": null, \"art\": \"B\"}, \"services\": {\"scan\": null}, \"partners\": null}"),
						NULL);
	assert_non_null(profile);
	assert_int_equal(profile_service(profile, STR("scan")), PROFILE_UNKNOWN);
	assert_slot(profile, "name", "", "");
	assert_slot(profile, "database", "law", "B");
	assert_slot(profile, "contact:archives", "", "Bo");
	profile_free(profile);
}

static void a_file_that_is_not_there_is_named(void **state)
{
	(void)state;
	struct err err;
	assert_null(profile_load("/nowhere/profile.json", &err));
	assert_non_null(strstr(err.text, "/nowhere/profile.json"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(services_are_confirmed_denied_or_unknown, open_elm, close_profile),
		cmocka_unit_test_setup_teardown(slots_hold_real_names_or_nothing, open_elm, close_profile),
		cmocka_unit_test_setup_teardown(a_contact_is_reached_by_phone_then_by_mail, open_elm, close_profile),
		cmocka_unit_test_setup_teardown(the_database_is_the_one_on_the_subject, open_elm, close_profile),
		cmocka_unit_test_setup_teardown(voice_is_read, open_elm, close_profile),
		cmocka_unit_test(the_only_database_is_for_everything),
		cmocka_unit_test(faults_are_named_with_their_place),
		cmocka_unit_test(null_says_nothing),
		cmocka_unit_test(a_file_that_is_not_there_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * profile_fuzz - any bytes as a library's profile
 *
 * It is refused with a reason, or a draft is rewritten with it; nothing of it can make a rewrite fail.
 */
#include "base/str.h"
#include "coach/profile.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const slots[] = {"library", "phone", "chat", "hours", "database", "partner", "form", "desk", "email", "web", ""};
	struct err err = {""};
	struct profile *profile = profile_parse("profile.json", (struct str){(const char *)data, size}, &err);
	if (!profile) {
		if (!err.text[0])
			abort();
		return 0;
	}
	size_t count;
	for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
		profile_slot(profile, str_of(slots[i]), STR("articles on the history of medicine"));
	for (int table = 0; table < PROFILE_TABLES; table++) {
		const struct profile_term *terms = profile_terms((enum profile_table)table, &count);
		for (size_t i = 0; i < count; i++) {
			profile_service(profile, str_of(terms[i].name));
			profile_slot(profile, str_of(terms[i].name), STR(""));
		}
	}
	profile_spelling(profile);
	profile_sign_off(profile);
	profile_free(profile);
	return 0;
}

/* Offers: which topic, which option, which words. The topics are the built-in ones, and their own examples are run here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coach/blank.h"
#include "coach/offer.h"

#include <string.h>

static struct {
	struct arena arena;
	struct matcher *matcher;
	struct rx_room *room;
	struct layer layer;
	struct layers layers;
} bench;

static int open_bench(void **state)
{
	(void)state;
	bench.matcher = matcher_new(&image_builtin);
	bench.room = rx_room_new();
	bench.layer.matcher = bench.matcher;
	bench.layers = (struct layers){ &bench.layer, 1 };
	return bench.matcher && bench.room ? 0 : -1;
}

static int close_bench(void **state)
{
	(void)state;
	matcher_free(bench.matcher);
	rx_room_free(bench.room);
	arena_free(&bench.arena);
	return 0;
}

static struct offer_request request_of(const char *question, const char *draft)
{
	return (struct offer_request){ .layers = &bench.layers,
				       .room = bench.room,
				       .question = str_of(question),
				       .draft = str_of(draft),
				       .blanks_left = 2 };
}

static struct offer offer_of(const char *question, const char *draft)
{
	struct offer_request request = request_of(question, draft);
	return offer_choose(&bench.arena, &request);
}

static void assert_str(struct str s, const char *expected)
{
	assert_string_equal(arena_str(&bench.arena, s).ptr, expected);
}

static void assert_topic(const char *question, const char *draft, const char *expected)
{
	assert_str(offer_of(question, draft).topic, expected);
}

static struct profile *profile_of(const char *json)
{
	struct err err;
	struct profile *profile = profile_parse("test.json", str_of(json), &err);
	if (!profile)
		fail_msg("%s", err.text);
	return profile;
}

/* ---- the pack ---- */

static bool holds(const struct topic *topic, struct str example)
{
	struct norm norm = norm_of_str(&bench.arena, example);
	struct sentences sentences = sentence_split(&bench.arena, &norm);
	for (size_t i = 0; i < sentences.count; i++) {
		struct str sentence = str_slice(norm.bytes, sentences.spans[i].start, sentences.spans[i].end);
		struct rx_match match;
		bool is_excused = false;
		for (uint32_t k = 0; k < topic->unless.count; k++)
			is_excused = is_excused || match_pattern(bench.matcher, bench.room, topic->unless.first + k, sentence, &match) == RX_MATCH;
		if (!is_excused && match_pattern(bench.matcher, bench.room, topic->pattern, sentence, &match) == RX_MATCH)
			return true;
	}
	return false;
}

static void assert_examples(const struct topic *topic, struct range examples, bool expected)
{
	const struct image *image = &image_builtin;
	for (uint32_t i = 0; i < examples.count; i++) {
		struct str example = image_str(image, image->refs[examples.first + i]);
		if (holds(topic, example) != expected)
			fail_msg("%.*s %s: %.*s", STR_FMT(image_str(image, topic->id)), expected ? "misses" : "matches", STR_FMT(example));
	}
}

static void every_topic_stands_by_its_examples(void **state)
{
	(void)state;
	assert_true(image_builtin.topic_count >= 36);
	for (uint32_t i = 0; i < image_builtin.topic_count; i++) {
		assert_examples(&image_builtin.topics[i], image_builtin.topics[i].examples.match, true);
		assert_examples(&image_builtin.topics[i], image_builtin.topics[i].examples.pass, false);
	}
}

static bool is_term(enum profile_table table, struct str name)
{
	size_t count;
	const struct profile_term *terms = profile_terms(table, &count);
	for (size_t i = 0; i < count; i++)
		if (str_eq(str_of(terms[i].name), name))
			return true;
	return false;
}

static bool is_slot(struct str slot)
{
	size_t colon = str_find(slot, STR(":"), 0);
	struct str kind = str_slice(slot, 0, colon), name = str_slice(slot, colon + 1, slot.len);
	if (str_eq(kind, STR("contact")))
		return is_term(PROFILE_ROLES, name);
	if (str_eq(kind, STR("nearby")))
		return is_term(PROFILE_NEARBY, name);
	return str_eq(slot, STR("database")) || str_eq(slot, STR("partner"));
}

/* An option may ask the profile only for what a profile can say, and its blank must be one that the coach finds again. */
static void every_option_can_be_answered(void **state)
{
	(void)state;
	const struct image *image = &image_builtin;
	for (uint32_t t = 0; t < image->topic_count; t++) {
		struct range options = image->topics[t].options;
		for (uint32_t i = 0; i < options.count; i++) {
			const struct option *option = &image->options[options.first + i];
			struct str service = image_str(image, option->service), say = image_str(image, option->say);
			if (service.len && !is_term(PROFILE_SERVICES, service))
				fail_msg("%.*s: no such service: %.*s", STR_FMT(image_str(image, image->topics[t].id)), STR_FMT(service));
			for (size_t at = str_find(say, STR("{"), 0); at < say.len; at = str_find(say, STR("{"), at + 1)) {
				struct str slot = str_slice(say, at + 1, str_find(say, STR("}"), at));
				if (!is_slot(slot))
					fail_msg("no such slot: %.*s", STR_FMT(slot));
			}
			struct str blank = arena_printf(&bench.arena, "[%.*s]", STR_FMT(image_str(image, option->what)));
			assert_int_equal(blank_find(&bench.arena, blank).count, 1);
		}
	}
}

/* ---- the topic ---- */

static void the_question_tells_the_topic(void **state)
{
	(void)state;
	assert_topic("Could I borrow the encyclopedia? It says reference only.", "We close at 6 pm on Sundays.", "topics/reference-only");
	assert_topic("What did my husband check out last month?", "No.", "topics/other-patron");
	assert_topic("Can you scan the whole book for me?", "No, copyright.", "topics/whole-copy");
}

/* A word that many questions have is no topic when the question is about something else. */
static void what_was_named_by_the_way_is_no_topic(void **state)
{
	(void)state;
	assert_topic("The smell in the study room is awful, and nobody wrote back.", "We keep logs.", "topics/building-fault");
	assert_topic("Somebody hit my car outside. Do you have camera footage?", "No.", "topics/security-incident");
	assert_topic("Can I renew my laptop loan?", "Laptops are 4 hours.", "topics/laptop-loan");
	assert_topic("A man talks loudly on his phone in the reading room every day.", "Noted.", "topics/noise-nearby");
	assert_topic("The guard was very short with my father, who is hard of hearing.", "Noted.", "topics/staff-conduct");
	assert_topic("Your letter says $240 for the museum pass my family lost.", "Correct.", "topics/lost-or-damaged");
	assert_topic("Will the lecture for housebound people be recorded?", "No.", "topics/recording");
	assert_topic("I paid for the lost atlas in May and found it. Can I have my money back?", "No.", "topics/refund");
	assert_topic("I parked at the library and got a ticket.", "Not ours.", "topics/parking-ticket");
	assert_topic("I was given a $65 parking ticket in the library lot.", "Not ours.", "topics/parking-ticket");
	assert_topic("Is the Halloween party only for kids up to 8?", "Yes.", "topics/age-limit");
	assert_topic("Could you find me statistics on homelessness in our county?", "No.", "topics/find-sources");
	assert_topic("Please reconsider your rule on leaflets by the door.", "No.", "topics/flyers");
	assert_topic("Can I use a pen in the reading room?", "Pencil only.", "topics/archive-handling");
}

static void the_draft_tells_it_without_a_question(void **state)
{
	(void)state;
	assert_topic("", "We do not allow reference books to be checked out.", "topics/reference-only");
	assert_topic("", "The answer is no.", "");
}

static void a_question_without_topic_gets_none_from_the_draft(void **state)
{
	(void)state;
	assert_topic("What does this rune mean?", "Food is not allowed in the library.", "");
}

static void the_draft_tells_the_finer_case(void **state)
{
	(void)state;
	assert_topic("Can I renew my book?", "It has been renewed, and another patron has a hold on it.", "topics/renewal-with-hold");
	assert_topic("Can I renew my book?", "Meeting rooms may not be used for sales.", "topics/renewal");
}

/* ---- the option ---- */

static void a_silent_profile_leaves_a_blank(void **state)
{
	(void)state;
	struct offer offer = offer_of("I want to take the reference book home.", "");
	assert_str(offer.text, "What I can do is [scan the pages you need and e-mail them to you].");
	assert_str(offer.blank, "scan the pages you need and e-mail them to you");
}

static void a_confirmed_option_is_promised_with_real_names(void **state)
{
	(void)state;
	struct profile *profile = profile_of("{\"name\": \"A\", \"databases\": {\"general\": \"Academic Search\"}, \"services\": {\"scan-by-email\": false}}");
	struct offer_request request = request_of("I want to take the reference book home.", "");
	request.profile = profile;
	struct offer offer = offer_choose(&bench.arena, &request);
	assert_str(offer.text, "There are articles on the subject in Academic Search, and I can show you how to search it.");
	assert_int_equal(offer.blank.len, 0);
	profile_free(profile);
}

static void a_denied_option_is_never_made(void **state)
{
	(void)state;
	struct profile *profile = profile_of("{\"name\": \"A\", \"services\": {\"scan-by-email\": false, \"scan\": false}}");
	struct offer_request request = request_of("I want to take the reference book home.", "");
	request.profile = profile;
	assert_str(offer_choose(&bench.arena, &request).text, "What I can do is [keep it at the desk, with a seat, for the day you come].");
	profile_free(profile);
}

static struct str blank_of(const char *question)
{
	return offer_of(question, "").blank;
}

/* No topic knows these: another way is looked for; what was asked for is said back by the acknowledgement, and not a second time. */
static void what_no_topic_knows_is_looked_for(void **state)
{
	(void)state;
	assert_str(offer_of("Could you show me how to fold a paper crane?", "").text,
		   "I'll gladly find out who can show you, and pass your question on to them.");
	assert_str(offer_of("Do you have the key to the clock tower?", "").text, "I'll gladly look with you for another place to try.");
	assert_str(offer_of("Can I varnish my little boat in your yard?", "").text, "I'll gladly look with you for another way to do this.");
	assert_str(offer_of("Could my wife try the loom?", "").text, "I'll gladly look with you for another way for your wife to do this.");
	assert_str(blank_of("The swing by the pond has squeaked for weeks."), "the person who can look into it");
	/* what nobody would ask for elsewhere */
	assert_str(offer_of("Do you sell stamps?", "").text, "If you tell me what would help you most, I'll gladly see what else I can do.");
	assert_str(blank_of("Could you tell me who wound the clock in 1921?"), "day");
}

static void a_plain_no_is_not_looked_into_again(void **state)
{
	(void)state;
	struct offer_request request = request_of("Will there be a lighthouse?", "There won't be one.");
	assert_int_equal(offer_choose(&bench.arena, &request).blank.len, 0);
	request.grants = true;
	assert_str(offer_choose(&bench.arena, &request).blank, "day");
	request.grants = false;
	request.question = STR("When will the lighthouse be lit?"); /* nobody knows yet */
	assert_str(offer_choose(&bench.arena, &request).blank, "day");
}

/* What the patron asked for, and what is no answer to it. */
static void what_was_asked_for_is_no_other_option(void **state)
{
	(void)state;
	assert_str(offer_of("Could you waive my late fee?", "You owe $40.").blank, "split the amount so that you can pay it in parts");
	assert_str(offer_of("Could you waive my late fee?", "You owe $2.40.").blank, "the person who can decide on it");
	assert_str(offer_of("Do you have a notary there?", "No notary here.").blank, "a notary nearby");
	assert_str(offer_of("PC 4 has no sound.", "Sound is a known issue.").blank, "the people who look after the machines");
	assert_str(offer_of("My locker was emptied.", "Contents are kept at Security.").topic, "topics/lost-property");
}

static void what_may_not_be_had_is_not_offered_another_way(void **state)
{
	(void)state;
	struct offer_request request = request_of("Could you fetch my neighbour's post for me?", "");
	assert_str(offer_choose(&bench.arena, &request).text, "I'll gladly find out who can help with this, and pass your question on to them.");
	request.ground = HOWNOT_IMMORAL;
	assert_int_equal(offer_choose(&bench.arena, &request).blank.len, 0);
}

static void what_is_granted_is_not_looked_for_elsewhere(void **state)
{
	(void)state;
	struct offer_request request = request_of("Can I varnish my little boat in your yard?", "Yes.");
	request.grants = true;
	assert_str(offer_choose(&bench.arena, &request).text, "If anything gets in the way, I'll gladly help you with it.");
}

static void a_thing_is_offered_and_a_deed_is_done(void **state)
{
	(void)state;
	struct offer_request request = request_of("Can my landlord evict me without going to court?", "We don't do that.");
	request.variant = 1;
	assert_str(offer_choose(&bench.arena, &request).text, "May we suggest [free legal advice nearby] instead?");
	request.grants = true; /* nothing was refused that it could stand instead of */
	assert_str(offer_choose(&bench.arena, &request).text, "May we suggest [free legal advice nearby]?");
	request.question = STR("I want to take the reference book home.");
	assert_str(offer_choose(&bench.arena, &request).text, "Would it help if we [scan the pages you need and e-mail them to you]?");
}

/* What stands in the draft already, as a no or as an offer, is no gain. */
static void what_the_draft_refuses_or_offers_is_not_offered(void **state)
{
	(void)state;
	const char *full = "Is there a place left in the pottery class?";
	assert_str(offer_of(full, "It is full.").blank, "put you on the waiting list");
	assert_str(offer_of(full, "It is full, and we don't keep waiting lists.").blank, "sign you up for the next date");
	const char *refund = "I'd like a refund for the bus trip.";
	assert_str(offer_of(refund, "It is too late for that.").text, "I'll gladly ask for your money back, or for a credit.");
	assert_str(offer_of(refund, "The trip is non-refundable after March 1.").blank, "the person who can decide on it");
	const char *overdue = "Why was I charged a late fee?";
	assert_str(offer_of(overdue, "You owe $40.").blank, "ask for the charge to be waived");
	assert_str(offer_of(overdue, "We never waive charges.").blank, "split the amount so that you can pay it in parts");
	assert_str(offer_of(full, "It is full. What is open to you is [a place on the waiting list].").blank, "sign you up for the next date");
	assert_str(offer_of(full, "It is full. I can [put you on the waiting list].").blank, "sign you up for the next date");
	/* the question may name it: that is what was asked for */
	assert_str(offer_of("Can you scan the whole book for me?", "We can't scan it.").blank, "scan one chapter for you, within copyright");
}

static void an_option_fits_the_ground(void **state)
{
	(void)state;
	struct offer_request request = request_of("Could I photograph the old letters in the archive?", "");
	request.ground = HOWNOT_ILLEGAL;
	assert_str(offer_choose(&bench.arena, &request).blank, "make an appointment for you in the reading room");
	request.ground = HOWNOT_IMPOSSIBLE;
	assert_str(offer_choose(&bench.arena, &request).blank, "make a digital copy of the part that you need");
}

static void no_blank_is_made_when_none_is_left(void **state)
{
	(void)state;
	for (uint32_t t = 0; t < image_builtin.topic_count; t++) {
		struct range examples = image_builtin.topics[t].examples.match;
		struct str example = image_str(&image_builtin, image_builtin.refs[examples.first]);
		for (uint32_t variant = 0; variant < 4; variant++) {
			struct offer_request request = request_of("", "");
			request.question = example;
			request.variant = variant;
			request.blanks_left = 0;
			struct offer offer = offer_choose(&bench.arena, &request);
			assert_true(offer.text.len > 0);
			assert_int_equal(blank_find(&bench.arena, offer.text).count, 0);
		}
	}
}

/* ---- the words ---- */

static void the_writer_s_person_is_kept(void **state)
{
	(void)state;
	assert_str(offer_of("I want to take the reference book home.", "We do not lend our reference books.").text,
		   "What we can do is [scan the pages you need and e-mail them to you].");
	assert_str(offer_of("What did my husband check out?", "We keep that private.").text,
		   "If the person gets in touch with us, we'll gladly go through their account with them.");
}

static void the_library_s_spelling_is_kept(void **state)
{
	(void)state;
	struct profile *profile = profile_of("{\"name\": \"A\", \"spelling\": \"british\", \"services\": {\"programs\": true}}");
	struct offer_request request = request_of("Is story time still at 10:30?", "");
	request.profile = profile;
	struct offer offer = offer_choose(&bench.arena, &request);
	assert_str(offer.asked, "the programme");
	assert_str(offer.text, "There are other programmes, and I can sign you up.");
	profile_free(profile);
}

static void spanish_has_its_own_words(void **state)
{
	(void)state;
	struct offer_request request = request_of("", "No es posible.");
	request.language = LANGUAGE_ES;
	assert_str(offer_choose(&bench.arena, &request).text, "Lo que puedo ofrecerle es [otra opci\xC3\xB3n].");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_topic_stands_by_its_examples),
		cmocka_unit_test(every_option_can_be_answered),
		cmocka_unit_test(the_question_tells_the_topic),
		cmocka_unit_test(what_was_named_by_the_way_is_no_topic),
		cmocka_unit_test(the_draft_tells_it_without_a_question),
		cmocka_unit_test(a_question_without_topic_gets_none_from_the_draft),
		cmocka_unit_test(the_draft_tells_the_finer_case),
		cmocka_unit_test(a_silent_profile_leaves_a_blank),
		cmocka_unit_test(a_confirmed_option_is_promised_with_real_names),
		cmocka_unit_test(a_denied_option_is_never_made),
		cmocka_unit_test(what_no_topic_knows_is_looked_for),
		cmocka_unit_test(a_plain_no_is_not_looked_into_again),
		cmocka_unit_test(what_was_asked_for_is_no_other_option),
		cmocka_unit_test(what_may_not_be_had_is_not_offered_another_way),
		cmocka_unit_test(what_is_granted_is_not_looked_for_elsewhere),
		cmocka_unit_test(a_thing_is_offered_and_a_deed_is_done),
		cmocka_unit_test(what_the_draft_refuses_or_offers_is_not_offered),
		cmocka_unit_test(an_option_fits_the_ground),
		cmocka_unit_test(no_blank_is_made_when_none_is_left),
		cmocka_unit_test(the_writer_s_person_is_kept),
		cmocka_unit_test(the_library_s_spelling_is_kept),
		cmocka_unit_test(spanish_has_its_own_words),
	};
	return cmocka_run_group_tests(tests, open_bench, close_bench);
}

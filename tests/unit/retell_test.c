/* What the patron wrote, said back; what cannot be turned safely is left to others. */
#include "coach/clearness.h"
#include "coach/news.h"
#include "coach/referent.h"
#include "coach/report.h"
#include "coach/request.h"
#include "coach/retell.h"
#include "said.h"

static void questions_are_turned_round(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Why can't our choir rehearse in the hall?", "Thank you for asking why your choir can't rehearse in the hall." },
		{ "Why did you charge me $40 for a book I returned?", "Thank you for asking why we charged you $40 for a book you returned." },
		{ "Does the library lend laptops?", "Thank you for asking whether the library lends laptops." },
		{ "Do the Sunday hours apply on Easter Monday?", "Thank you for asking whether the Sunday hours apply on Easter Monday." },
		{ "How long can I keep the DVD?", "Thank you for asking how long you can keep the DVD." },
		{ "how many books can i take out", "Thank you for asking how many books you can take out." },
		{ "What time does the reading room open?", "Thank you for asking what time the reading room opens." },
		{ "Hi, is my hold still waiting?", "Thank you for asking whether your hold is still waiting." },
		{ "When did the branch on Elm Street close?", "Thank you for asking when the branch on Elm Street closed." },
		{ "Can my son use the 3D printer?", "I know you were hoping that your son could use the 3D printer." },
		{ "What happens if I lose my card?", "Thank you for asking what happens if you lose your card." },
		{ "What are the opening hours on Sunday?", "Thank you for asking what the opening hours are on Sunday." },
		{ "Why is there a fee for the kiln?", "Thank you for asking why there is a fee for the kiln." },
		{ "How come my hold lapsed after two days?", "Thank you for asking why your hold lapsed after two days." },
		{ "Where is the map room, please?", "Thank you for asking where the map room is." },
		{ "Has my sister collected the tickets I reserved?", "Thank you for asking whether your sister has collected the tickets you reserved." },
		{ "Which citation style does the history class want, Chicago or APA?", "Thank you for asking which citation style the history class wants." },
		{ "@elmlibrary are the talks ever subtitled?", "Thank you for asking whether the talks are ever subtitled." },
		{ "Can the law library tell me if clause 14 holds in court?", "Thank you for asking whether clause 14 holds in court." },
		{ "Can toddlers join the puppet show?", "I know you were hoping that toddlers could join the puppet show." },
		{ "Is the queue for the atlas longer than a month?", "Thank you for asking whether the queue for the atlas is longer than a month." },
		{ "Why is the tap on floor 2 broken again?", "Thank you for asking why the tap on floor 2 is broken again." },
		{ "When does the guide with the two dogs come?", "Thank you for asking when the guide with the two dogs comes." },
		{ "Who do I ask about the old maps?", "Thank you for asking who you can ask about the old maps." },
		{ "Would the archive like it?", "" },
		{ "Is the hall open on Thanksgiving?", "Thank you for asking whether the hall is open on Thanksgiving." },
		{ "Is the gate on Mill Road still locked at noon?", "Thank you for asking whether the gate on Mill Road is still locked at noon." },
		{ "Why was our kiln booking cancelled?", "Thank you for asking why your kiln booking was cancelled." },
		{ "How much is a copy of a map at the desk?", "Thank you for asking how much a copy of a map is at the desk." },
		{ "Is the loom class suitable for a beginner?", "Thank you for asking whether the loom class is suitable for a beginner." },
		{ "Is the walk on the 9th recorded?", "Thank you for asking whether the walk on the 9th is recorded." },
		{ "Is the talk on Monday going to be recorded?", "Thank you for asking whether the talk on Monday is going to be recorded." },
		{ "whats the code for the bike shed", "Thank you for asking about the code for the bike shed." },
		{ "Can 6H keep the kite box until June?", "I know you were hoping that 6H could keep the kite box until June." },
		{ "I feel odd asking, but can the choir use the lift?", "I know you were hoping that the choir could use the lift." },
		{ "Which entrance has no steps?", "Thank you for asking which entrance has no steps." },
		{ "Which of your maps shows my street?", "Thank you for asking which of our maps shows your street." },
		{ "Who painted the ceiling of the old hall?", "Thank you for asking who painted the ceiling of the old hall." },
	};
	SAID(cases, retell_question);
}

static void what_is_no_question_is_not_turned(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "I love the hall.", "" },	 { "What is the problem?", "" }, { "What are you doing?", "" },
		{ "I came with my aunt, who is blind.", "" }, /* a relative clause asks nothing */
		{ "Can you?", "" },		 { "Really?", "" },		 { "", "" },
	};
	SAID(cases, retell_question);
}

static struct str whole_report(struct arena *arena, struct str s)
{
	return report_retell(arena, s, s);
}

static void notes_of_calls_speak_of_the_reader(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Asked whether she could bring her own cups.", "Thank you for asking whether you could bring your own cups." },
		{ "Lady left a message: may she bring her kite to the meadow day?", "I know you were hoping to bring your kite to the meadow day." },
		{ "Student left a message: the lamp in carrel 4 is broken.", "I'm sorry to hear that the lamp in carrel 4 is broken." },
		{ "Phoned because his card was declined at the kiln desk.", "I'm sorry to hear that your card was declined at the kiln desk." },
		{ "Caller asked if her hold could be moved to Elm.", "Thank you for asking whether your hold could be moved to Elm." },
		{ "Patron wants to know whether he can renew his laptop.", "Thank you for asking whether you can renew your laptop." },
		{ "Student would like to book the piano room.", "I know you were hoping to book the piano room." },
		{ "Student rang for help with the kiln in her studio.", "I know you were hoping for help with the kiln in your studio." },
		{ "Lady phoned for her mother.", "" },
		{ "Says her twin sons were banned from the kiln.", "I'm sorry to hear that your twin sons were banned from the kiln." },
		{ "Rang to offer his late aunt's kiln (about 1920).", "Thank you for offering us your late aunt's kiln." },
		{ "Man rang offering his old piano to the library.", "Thank you for offering us your old piano." },
		{ "Man called to see if the library has his old kite.", "Thank you for asking whether the library has your old kite." },
		{ "Man rang: can his nephew borrow his kite?", "I know you were hoping that your nephew could borrow your kite." },
		{ "You'd called: can your aunt fetch your kites for you?", "I know you were hoping that your aunt could fetch your kites for you." },
		{ "You asked if your aunt could have her locker back.", "Thank you for asking whether your aunt could have her locker back." },
		{ "Mr. Okafor rang to ask why he was charged twice.", "Thank you for asking why you were charged twice." },
		{ "Caller wants us to look through the parish newsletters.", "I know you were hoping we could look through the parish newsletters." },
		{ "Patron needs the minutes for his hearing.", "I know that you need the minutes for your hearing." },
		{ "Mother says she can't pay for the wet atlas.", "I'm sorry to hear that you can't pay for the wet atlas." },
		{ "Mother left a message, upset that a guard told her son to leave.", "Thank you for letting us know that a guard told your son to leave." },
		{ "Mrs Lind rang, upset: her son was asked to leave at four.", "I'm sorry to hear that your son was asked to leave at four." },
		{ "A nurse rang: her daughter wants her own card.", "I know that your daughter wants your own card." },
		{ "A nurse rang: her son wants his own card.", "I know that your son wants his own card." },
		{ "I asked if my hold could be moved.", "" },
		{ "She told us to leave.", "" },
		{ "Caller has ten boxes of maps to give.", "Thank you for letting us know that you have ten boxes of maps to give." },
		{ "Caller, very rude.", "" },
		{ "He asked by phone if the kiln is free.", "Thank you for asking whether the kiln is free." },
		{ "Caller asked the law library for the 1911 deed.", "I know you were hoping for the 1911 deed." },
		{ "Caller asked the archive to keep her parcel.", "I know you were hoping we could keep your parcel." },
		{ "He asks for the third time this year for the tram maps.", "I know you were hoping for the tram maps." },
		{ "Tutor rang to cancel her Tuesday tour.", "I know you were hoping to cancel your Tuesday tour." },
	};
	SAID(cases, whole_report);
}

static struct str whole_gift(struct arena *arena, struct str s)
{
	return news_is_gift(s) ? news_gift(arena, s) : (struct str){ 0 };
}

static void gifts_are_thanked_for(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "I have three boxes of my late husband's sheet music, would you like them?", "Thank you for offering us three boxes of your late husband's sheet music." },
		{ "We have about 40 atlases to donate.", "Thank you for offering us about 40 atlases to donate." },
		{ "I have three boxes in my car.", "" },
		{ "Do you take records? I have about 20.", "" },
		{ "I have to donate blood.", "" },
	};
	SAID(cases, whole_gift);
}

static void troubles_and_news_are_heard(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "My card was declined at the kiosk.", "I'm sorry to hear that your card was declined at the kiosk." },
		{ "I was charged twice for \"The Bell Jar\".", "I'm sorry to hear that you were charged twice for \"The Bell Jar\"." },
		{ "Consumer Reports wants me to pay for the article.", "I understand that Consumer Reports wants you to pay for the article." },
		{ "lost my card on the bus yesterday", "I'm sorry to hear that you lost your card on the bus yesterday." },
		{ "I'm writing about the noise on the second floor.", "Thank you for writing to us about the noise on the second floor." },
		{ "My daughter needs the room by Friday.", "I know that your daughter needs the room by Friday." },
		{ "I tried to renew the atlas and it wouldn't let me.", "I understand that you tried to renew the atlas and it wouldn't let you." },
		{ "My brother and I were told off for laughing in the atlas room.", "I'm sorry to hear that your brother and you were told off for laughing in the atlas room." },
		{ "I put the atlas in the drop and it still shows as lost.", "I understand that you put the atlas in the drop and it still shows as lost." },
		{ "I'm 15 and mum won't sign the form.", "I understand that you're 15 and your mum won't sign the form." },
		{ "Waited an hour for a PC and then told there's a limit.", "I understand that you waited an hour for a PC and then were told there's a limit." },
		{ "I'd like to thank the man who found my keys.", "Thank you for your kind words about the man who found your keys." },
		{ "scanner isn't saving my pages", "I'm sorry to hear that the scanner isn't saving your pages." },
		{ "cant open the catalogue from home", "I'm sorry to hear that you can't open the catalogue from home." },
		{ "My husband's maps are about 90 sheets.", "I understand that your husband's maps are about 90 sheets." }, /* no ban in it */
		{ "cant you order more of them", "" },
		{ "I'm writing to complain: my atlas was sent back before I came.", "I understand that your atlas was sent back before you came." },
		{ "I'm on leave and my login has stopped working.", "I'm sorry to hear that your login has stopped working." },
		{ "My mother uses a chair and the lift has been out for weeks.", "I'm sorry to hear that the lift has been out for weeks." },
		{ "I returned it all but my account still says $6.", "I'm sorry to hear that your account still says $6." },
		{ "Aarav says he can't borrow the atlas.", "I understand that Aarav says he can't borrow the atlas." },
		{ "Kayla would like to keep Emma a week.", "I know that Kayla would like to keep Emma a week." },
		{ "Your window has a tree but no lamp.", "I understand that our window has a tree but no lamp." },
		{ "I don't agree with the charge for the wet atlas.", "" },
		{ "I think it is fine.", "" },
		{ "My name is Ida Strand.", "" },
		{ "Thanks", "" },
		{ "I paid \"twice and", "" },
	};
	SAID(cases, news_statement);
}

static struct str acknowledged(struct arena *arena, struct str s)
{
	return request_acknowledge(arena, s, 0);
}

static struct str answered(struct arena *arena, struct str s)
{
	return request_acknowledge_answered(arena, s, 0);
}

static void a_yes_answers_what_was_asked(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "I need to return a kite. Do I have to pay to post it?", "Thank you for asking whether you have to pay to post the kite." },
		{ "My exam is on Friday. Can I keep the laptop until then?", "I know you were hoping to keep the laptop until then." },
		{ "I left two kites by the door.", "" },
		{ "How do I get a card for my daughter?", "" },
	};
	SAID(cases, answered);
}

static void requests_are_taken_up_by_their_opening(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Hello, could you please send me the Ferry chapter? Thanks, Ida", "I know you were hoping we could send you the Ferry chapter." },
		{ "Can I keep the laptop (the old one) until Friday?", "I know you were hoping to keep the laptop until Friday." },
		{ "would it be possible for you to waive the fine", "I know you were hoping we could waive the fine." },
		{ "How do I get a card for my daughter?", "Thank you for asking how to get a card for your daughter." },
		{ "Do you still have my green scarf?", "Thank you for asking whether we still have your green scarf." },
		{ "I'd like to complain about the photocopier.", "Thank you for telling us about the photocopier." },
		{ "My exam is on Friday. Can I renew it?", "I understand that your exam is on Friday." }, /* "it" says nothing */
		{ "Please remove the statue from the garden.", "I understand that you would like us to remove the statue from the garden." },
		{ "Please advise.", "" },
		{ "Could someone at the desk read me the deed?", "I know you were hoping we could read you the deed." },
		{ "I left my red scarf in the map room. Has anyone handed it in?", "I understand that you left your red scarf in the map room." },
		{ "I booked a tour. I'd like another one for my class.", "I know that you would like another one for your class." },
		{ "I'm looking for the deed of St. Anne's chapel, it's for a talk.", "I know that you are looking for the deed of St. Anne's chapel." },
		{ "why is the hall ALWAYS cold on a MONDAY", "Thank you for asking why the hall is always cold on a Monday." },
		{ "why does he sit in the SPSS room ALONE", "Thank you for asking why he sits in the SPSS room alone." },
		{ "The man at the kiln smells so bad I left.", "" }, /* what is unkind to others is not said again */
		{ "Some idiot took my stool.", "" },
		{ "The kiln room smells so bad I had to leave.", "I'm sorry to hear that the kiln room smells so bad you had to leave." },
		{ "Could you get me The Idiot from another library?", "I know you were hoping we could get you The Idiot from another library." },
		{ "I've paid for the lost atlas and now I've found it.", "I understand that you've paid for the lost atlas." },
		{ "We'd love to join the walk but were told we can't.", "I know you were hoping to join the walk." },
		{ "I'd be grateful for a list of the kilns.", "I know that you would like a list of the kilns." },
		{ "I wondered whether my choir could visit on the 20th.", "I know you were hoping that your choir could visit on the 20th." },
		{ "Would someone from the county map library be able to call me about the deed?", "I know you were hoping we could call you about the deed." },
		{ "hola, I can't pay the $9 at once", "I'm sorry to hear that you can't pay the $9 at once." },
		{ "We simply asked why you cancelled the kite day.", "I understand that you simply asked why we cancelled the kite day." },
		{ "I wish to complain that my kite was confiscated.", "I'm sorry to hear that your kite was confiscated." },
		{ "I think that I left my kite in the map room.", "I understand that you left your kite in the map room." },
		{ "I think your fines are too high.", "" },
		{ "I was charged for \"kite not returned.\"", "I'm sorry to hear that you were charged for \"kite not returned.\"" },
		{ "Any chance of a longer loan?", "Thank you for asking about a longer loan." },
		{ "any chance the talk could be filmed", "I know you were hoping that the talk could be filmed." },
		{ "any study rooms left tonight?", "Thank you for asking whether there are any study rooms left tonight." },
		{ "any news on my hold?", "Thank you for asking whether there is any news on your hold." },
		{ "how much to print 20 pages", "Thank you for asking how much it costs to print 20 pages." },
		{ "Could you tell me which maps my son has out?", "Thank you for asking which maps your son has out." },
		{ "Would you mind if my dog slept in the porch?", "Thank you for asking whether we would mind if your dog slept in the porch." },
		{ "I am a poet and wondered if I could see the old press.", "I know you were hoping to see the old press." },
		{ "How far ahead do I have to book the kiln and will I need gloves?", "Thank you for asking how far ahead you have to book the kiln." },
		{ "I'd like to know if the hall has a ramp.", "Thank you for asking whether the hall has a ramp." },
		{ "Can I still borrow the kiln?", "I know you were hoping that you could still borrow the kiln." },
		{ "how do i get a badge i need it for a flyer", "Thank you for asking how to get a badge." },
		{ "", "" },
		{ "Hi", "" },
	};
	SAID(cases, acknowledged);
}

/* Hospital, a death, no roof: that is named first. A grandfather's death long ago, a nurse's work, and a computer that died are not. */
static void graves_come_first(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Could a friend collect my tickets? I've broken my ankle.",
		  "I'm sorry to hear that you've broken your ankle. I know you were hoping that a friend could collect your tickets." },
		{ "I was in hospital for a week and owe $9.", "I'm sorry to hear that you were in hospital for a week and owe $9." },
		{ "how do i get a badge, my dad died and im lost", "I'm sorry to hear that your dad died. Thank you for asking how to get a badge." },
		{ "My great-uncle died at sea in 1916. Do you have the ship's log?", "Thank you for asking whether we have the ship's log." },
		{ "I'm a nurse in hospital. How do I get a badge?", "Thank you for asking how to get a badge." },
		{ "How do I get a badge? My computer died.", "Thank you for asking how to get a badge." },
	};
	SAID(cases, acknowledged);
}

/* "It" and "them" have to name what was spoken of: one thing, the nearest, and no place, time or person. */
static void things_are_named(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "I have nine crates of sheet music from Gran's house. When can I drop them off?", "Thank you for asking when you can drop off the nine crates of sheet music." },
		{ "There's a 1902 map of Elm in the State Archive. Can you borrow it for me?", "I know you were hoping we could borrow the 1902 map of Elm for you." },
		{ "My map from another branch is due Friday. Could I have two more weeks with it?", "I know you were hoping to have two more weeks with your map." },
		{ "I've renewed The Sea of Elm twice. Could I keep it one more week?", "I know you were hoping to keep The Sea of Elm one more week." },
		{ "my loan was marked 'here only', may i take it home for a night", "I know you were hoping to take your loan home for a night." },
		{ "Is there a map and a guide? Can I copy it?", "Thank you for asking whether there is a map and a guide." },
		{ "I own a harp and a lute. May I play it in the yard?", "I know you were hoping to play it in the yard." },
		{ "We tore the corner of a library map. Do I have to pay for it?", "Thank you for asking whether you have to pay for the library map." },
		{ "Can you ask them to keep it down?", "I know you were hoping we could ask them to keep it down." },
		{ "My aunt and I would like to see the vault where she worked.", "I know you were hoping to see the vault where your aunt worked." },
		{ "My sister-in-law is ill. Can you tell me if she's been in?", "Thank you for asking whether your sister-in-law's been in." },
	};
	SAID(cases, acknowledged);
}

static void the_whole_of_a_contrast_is_said(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "so the fines are gone but i still cant borrow?", "I'm sorry to hear that the fines are gone but you still can't borrow." },
		{ "I was charged 4 for a lamp but I was in hospital.", "I'm sorry to hear that you were in hospital. I understand that you were charged 4 for a lamp." },
		{ "One of your guards told me to hide my bread. There's no sign.", "I'm sorry to hear that one of our guards told you to hide your bread." },
		{ "It says 212 on my account. I haven't been in since May.", "I understand that it says 212 on your account." },
		{ "why is the kiln shut?? my brother is so sad", "I'm sorry to hear that your brother is so sad. Thank you for asking why the kiln is shut." },
		{ "Could the sign on the door be in red?", "I know you were hoping that the sign on the door could be in red." },
		{ "Could the hours sign on the door be in red?", "I know you were hoping that the hours sign on the door could be in red." },
		{ "someone stole my kite at the door", "I'm sorry to hear that someone stole your kite at the door." },
		{ "None of the lamps would light.", "Thank you for letting us know that none of the lamps would light." },
		{ "I forgot my scarf at computer no. 9 and left.", "" },
		{ "Miss I need my map back you took it off me", "I know that you need your map back." },
	};
	SAID(cases, acknowledged);
}

static void chats_are_cut_and_spelled_out(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "can u help me print my poem im rubbish with printers", "I know you were hoping we could help you print your poem." },
		{ "can i get another hour i have a test at 4", "I know you were hoping to get another hour." },
		{ "can i copy the book im reading for my class", "I know you were hoping to copy the book you're reading for your class." },
		{ "why is it 9 cents here when its 5 next door", "Thank you for asking why it is 9 cents here when it's 5 next door." },
		{ "can my gran come in w/o a badge tmrw", "I know you were hoping that your gran could come in without a badge tomorrow." },
		{ "I paid for a lamp I'm sure I returned.", "I understand that you paid for a lamp you're sure you returned." },
		{ "whos in charge, your guard shouted at my mum", "I'm sorry to hear that our guard shouted at your mum." },
	};
	SAID(cases, acknowledged);
}

static void what_only_points_waits_for_what_names(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "My copy of Emma is torn. Can you fix it?", "I'm sorry to hear that your copy of Emma is torn." },
		{ "I'd love to teach a yoga class here. Who do I talk to?", "I know you were hoping to teach a yoga class here." },
		{ "The lift has been out for a week. When will it be mended?", "I'm sorry to hear that the lift has been out for a week." },
		{ "My room for tonight got cancelled?? Nine people are coming.", "I'm sorry to hear that your room for tonight got cancelled." },
		{ "I applied for the page post in May. Can you tell me what happened?", "I understand that you applied for the page post in May." },
		{ "I've a trial on Monday, tell me, is the law librarian in? need her for it", "Thank you for asking whether the law librarian is in." },
		{ "A clerk asked me to leave. I'd like an apology in writing.", "I'm sorry to hear that a clerk asked you to leave." },
		{ "hi i reserved the new map of Elm and im still number 47?", "I understand that you reserved the new map of Elm." },
		{ "We'd like the hall on Friday. The choir is so loud.", "I know that you would like the hall on Friday." },
		{ "the press wants 30 euro for an article, do i have to?", "I know that the press wants 30 euro for an article." },
	};
	SAID(cases, acknowledged);
}

static struct str named(struct arena *arena, struct str s)
{
	size_t end = str_find(s, STR("|"), 0);
	return referent_named(arena, str_slice(s, end + 1, s.len), str_slice(s, 0, end));
}

static void he_and_she_are_named(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "My son is 11.|May he join the club?", "May my son join the club?" },
		{ "Our youngest daughter draws.|She would like a table.", "My youngest daughter would like a table." },
		{ "My 8-year-old walks over.|Is it fine if he waits there?", "Is it fine if my 8-year-old waits there?" },
		{ "My son has a brother, my nephew a cousin.|May he join?", "May he join?" }, /* which of them? */
		{ "My daughter is nine.|May he join?", "May he join?" },
		{ "|My son starts in May, when will he get his card?", "My son starts in May, when will my son get his card?" },
		{ "|May he join?", "May he join?" },
		{ "My son is 11.|My father says he may.", "My father says he may." },
	};
	SAID(cases, named);
}

static void clearness_is_whether_something_is_named(void **state)
{
	(void)state;
	assert_int_equal(clearness_of(STR("I know you were hoping to keep the laptop until it breaks.")), CLEARNESS_FULL);
	assert_int_equal(clearness_of(STR("Thank you for asking whether it is legal to copy maps.")), CLEARNESS_FULL);
	assert_int_equal(clearness_of(STR("Thank you for asking whether it is being mended.")), CLEARNESS_POINTS);
	assert_int_equal(clearness_of(STR("Thank you for asking whether we found it.")), CLEARNESS_POINTS);
	assert_int_equal(clearness_of(STR("Thank you for asking whether there is any way.")), CLEARNESS_NONE);
	assert_int_equal(clearness_of(STR("")), CLEARNESS_NONE);
}

static void a_draft_may_get_another_wording(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct str other = request_acknowledge(&arena, STR("Can I keep the laptop until Friday?"), 1);
	assert_true(str_eq(other, STR("I know that you would like to keep the laptop until Friday.")));
	struct str only = request_acknowledge(&arena, STR("How do I get a card?"), 1);
	assert_true(str_eq(only, STR("Thank you for asking how to get a card.")));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_turned_round),
		cmocka_unit_test(what_is_no_question_is_not_turned),
		cmocka_unit_test(notes_of_calls_speak_of_the_reader),
		cmocka_unit_test(gifts_are_thanked_for),
		cmocka_unit_test(troubles_and_news_are_heard),
		cmocka_unit_test(requests_are_taken_up_by_their_opening),
		cmocka_unit_test(a_yes_answers_what_was_asked),
		cmocka_unit_test(graves_come_first),
		cmocka_unit_test(things_are_named),
		cmocka_unit_test(the_whole_of_a_contrast_is_said),
		cmocka_unit_test(chats_are_cut_and_spelled_out),
		cmocka_unit_test(what_only_points_waits_for_what_names),
		cmocka_unit_test(he_and_she_are_named),
		cmocka_unit_test(clearness_is_whether_something_is_named),
		cmocka_unit_test(a_draft_may_get_another_wording),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

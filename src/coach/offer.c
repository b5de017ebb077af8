#include "coach/offer.h"

struct offer offer_choose(struct arena *arena, const struct offer_request *request)
{
	(void)arena;
	if (request->language == LANGUAGE_ES)
		return (struct offer){ .text = STR("Lo que puedo hacer es [lo que puede ofrecer].") };
	return (struct offer){ .text = STR("What I can do is [what you can offer].") };
}

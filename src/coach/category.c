#include "coach/category.h"

static const struct category_text texts[LANGUAGES][HOWNOT_CATEGORIES] = {
	[LANGUAGE_EN] = {
		[HOWNOT_FLAT_REFUSAL] = {
			"A bare no: the patron learns what is not possible, and nothing else.",
			"negative closure (Ross & Dewdney 1998)",
			"Name what they hoped for, then say what can be done.",
			"This closes the door and leaves it at that.",
			"I know you were hoping for [what they asked]. What I can do is [what you can offer].",
		},
		[HOWNOT_POLICY_SHIELD] = {
			"Policy, rules, the system or somebody else decided; nobody is left to talk to.",
			"robotic answer, inappropriate script (Radford 2006)",
			"Give the reason behind the rule in one clause, or none at all.",
			"This puts a rule between you and the reader.",
			"Here is the reason, in a word: [the reason behind the rule].",
		},
		[HOWNOT_DEMAND] = {
			"A duty stands in the doorway: do this first, or else.",
			"reprimanding (Radford 2006)",
			"Turn the duty into the next step, and say what it gets them.",
			"This reads as an order, or as a threat.",
			"The next step is [what to do], and then [what it gets them].",
		},
		[HOWNOT_BLAME] = {
			"It is about what the reader did wrong, and the past cannot be mended.",
			"reprimanding, condescending (Radford 2006)",
			"Leave the past; state today's fact without \"you\".",
			"This tells the reader what they did wrong.",
			"As things stand today, [the fact].",
		},
		[HOWNOT_BRUSH_OFF] = {
			"The reader is sent away with no sign that anybody will help.",
			"unmonitored referral (Ross & Dewdney 1998)",
			"Hand over warmly: who, how to reach them, and that you pass it on.",
			"This sends the reader elsewhere on their own.",
			"[Name] can help with this, and I'll pass your question on so that you need not start again.",
		},
		[HOWNOT_DEAD_END] = {
			"Nothing is left to try; the conversation is over.",
			"negative closure, \"warns to expect defeat\" (Ross & Dewdney 1998)",
			"Say what is left, however small, and leave the door open.",
			"This ends the conversation.",
			"If that does not suit, tell me and I'll look for another way with you.",
		},
		[HOWNOT_DISMISSIVE] = {
			"It makes the reader, or their question, small.",
			"condescending, disconfirming (Radford 2006)",
			"Leave it out, or name the feeling.",
			"This makes light of the reader or of what they asked.",
			"I can see why you ask.",
		},
		[HOWNOT_EMPTY_APOLOGY] = {
			"A stock phrase where one person's regret was wanted.",
			"inappropriate script (Radford 2006)",
			"One specific apology, then the offer.",
			"A stock phrase: the reader has heard it before.",
			"I'm sorry about [what went wrong for them].",
		},
		[HOWNOT_SHOUTING] = {
			"Capitals and exclamation marks read as impatience.",
			"impatience (Radford 2006)",
			"Sentence case, one full stop.",
			"Capitals or exclamation marks that read as shouting.",
			"[The same, in sentence case.]",
		},
		[HOWNOT_JARGON] = {
			"A library word that the reader has no reason to know.",
			"use of library jargon (RUSA guidelines: avoid it)",
			"The plain word, or both.",
			"A library word that the reader may not know.",
			"[the plain word]",
		},
		[HOWNOT_NO_ACKNOWLEDGEMENT] = {
			"The reader cannot tell that their question was understood.",
			"disregarding (Radford 2006)",
			"One sentence that takes up what this reader asked or how it is for them.",
			"Nothing here shows the reader that you understood what they asked.",
			"Thank you for asking about [what they asked].",
		},
		[HOWNOT_NO_ALTERNATIVE] = {
			"The reader is left with nothing to have or to do.",
			"negative closure (Ross & Dewdney 1998)",
			"One real thing that they can have, or that you will do.",
			"Nothing here that the reader can have or do, or that you will do for them.",
			"What I can do is [what you can offer].",
		},
		[HOWNOT_BLANK] = {
			"A gap of the template was left open.",
			"",
			"Fill it in, or take the sentence out.",
			"A blank to fill in before this goes out.",
			"",
		},
	},
	[LANGUAGE_ES] = {
		[HOWNOT_FLAT_REFUSAL] = {
			"Un no a secas: la persona solo aprende lo que no se puede.",
			"cierre negativo (Ross y Dewdney 1998)",
			"Nombra lo que esperaba y luego di lo que sí se puede.",
			"Esto cierra la puerta y nada más.",
			"Sé que esperaba [lo que pidió]. Lo que sí puedo hacer es [lo que puede ofrecer].",
		},
		[HOWNOT_POLICY_SHIELD] = {
			"Decidió la norma o el sistema; no queda nadie con quien hablar.",
			"respuesta robótica (Radford 2006)",
			"Da la razón de la norma en una frase, o ninguna.",
			"Esto pone una norma entre usted y la persona.",
			"La razón, en pocas palabras, es [la razón de la norma].",
		},
		[HOWNOT_DEMAND] = {
			"Una obligación en la puerta: primero esto, o si no.",
			"reprimenda (Radford 2006)",
			"Convierte la obligación en el siguiente paso y di para qué sirve.",
			"Esto suena a orden o a amenaza.",
			"El siguiente paso es [qué hacer], y así [lo que consigue].",
		},
		[HOWNOT_BLAME] = {
			"Habla de lo que la persona hizo mal, y el pasado no se arregla.",
			"reprimenda (Radford 2006)",
			"Deja el pasado; di cómo están hoy las cosas.",
			"Esto le dice a la persona lo que hizo mal.",
			"A día de hoy, [cómo está la situación].",
		},
		[HOWNOT_BRUSH_OFF] = {
			"Manda a la persona a otra parte, sin ayuda.",
			"derivación sin seguimiento (Ross y Dewdney 1998)",
			"Acompaña: quién, cómo encontrarle, y que usted pasa el recado.",
			"Esto manda a la persona a otra parte.",
			"[Nombre] puede ayudarle; le paso su pregunta para que no tenga que empezar de nuevo.",
		},
		[HOWNOT_DEAD_END] = {
			"No queda nada que intentar.",
			"cierre negativo (Ross y Dewdney 1998)",
			"Di lo que queda, aunque sea poco, y deja la puerta abierta.",
			"Esto termina la conversación.",
			"Si eso no le sirve, dígame y buscamos otra manera.",
		},
		[HOWNOT_DISMISSIVE] = {
			"Empequeñece a la persona o su pregunta.",
			"condescendencia (Radford 2006)",
			"Quítalo, o nombra lo que siente.",
			"Esto le quita importancia a la persona o a lo que pidió.",
			"Entiendo por qué lo pregunta.",
		},
		[HOWNOT_EMPTY_APOLOGY] = {
			"Una fórmula donde hacía falta una disculpa propia.",
			"guion inapropiado (Radford 2006)",
			"Una disculpa concreta y luego la oferta.",
			"Una fórmula: la persona ya la ha oído.",
			"Siento mucho [lo que pasó].",
		},
		[HOWNOT_SHOUTING] = {
			"Las mayúsculas y los signos de admiración suenan a impaciencia.",
			"impaciencia (Radford 2006)",
			"Minúsculas y un punto.",
			"Mayúsculas o admiraciones que suenan a grito.",
			"[Lo mismo, en minúsculas.]",
		},
		[HOWNOT_JARGON] = {
			"Una palabra de biblioteca que la persona no tiene por qué conocer.",
			"jerga bibliotecaria (RUSA)",
			"La palabra corriente, o las dos.",
			"Una palabra de biblioteca que quizá no conozca.",
			"[la palabra corriente]",
		},
		[HOWNOT_NO_ACKNOWLEDGEMENT] = {
			"La persona no sabe si se entendió su pregunta.",
			"desatención (Radford 2006)",
			"Una frase que recoja lo que pidió o cómo se siente.",
			"Nada aquí muestra que se entendió lo que pidió.",
			"Gracias por preguntar por [lo que pidió].",
		},
		[HOWNOT_NO_ALTERNATIVE] = {
			"La persona se queda sin nada que tener o hacer.",
			"cierre negativo (Ross y Dewdney 1998)",
			"Una cosa real que pueda tener, o que usted hará.",
			"Nada aquí que la persona pueda tener o hacer.",
			"Lo que sí puedo hacer es [lo que puede ofrecer].",
		},
		[HOWNOT_BLANK] = {
			"Quedó sin llenar un hueco de la plantilla.",
			"",
			"Llénalo, o quita la frase.",
			"Un hueco por llenar antes de enviar.",
			"",
		},
	},
};

const struct category_text *category_text(enum hownot_category category, enum language language)
{
	return &texts[language][category];
}

enum hownot_category category_named(struct str name)
{
	size_t category = 0;
	while (category < HOWNOT_CATEGORIES && !str_eq(name, str_of(hownot_category_name((enum hownot_category)category))))
		category++;
	return (enum hownot_category)category;
}

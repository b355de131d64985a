import type { PhraseKey } from "../../protocol/model.ts";
import { combined, type Wordings } from "./wordings.ts";

const MORE = [
  "Si surge algo más, escriba aquí.",
  "Aquí estoy si tiene otra pregunta.",
  "Pregunte aquí siempre que necesite algo.",
  "Puede escribir aquí en cualquier momento.",
];
const REPLY = "La respuesta aparecerá aquí.";

export const SPANISH: Record<PhraseKey, Wordings> = {
  greeting: [
    "Hola. ¿En qué puedo ayudarle? Escriba su pregunta en una frase.",
    "Hola de nuevo. ¿Cuál es su pregunta?",
    "Le escucho. Escriba qué quiere hacer o qué es lo que no funciona.",
    "¿Qué le gustaría saber? Basta con una frase.",
  ],
  thanks: combined(["De nada.", "Ha sido un placer.", "No hay de qué.", "No ha sido ninguna molestia."], MORE),
  glad: combined(
    ["Me alegro.", "Me alegra que le haya servido.", "Bien, entonces queda resuelto.", "Es una buena noticia."],
    MORE,
  ),
  clarify: [
    "¿A cuál de estos temas se refiere?",
    "¿Su pregunta trata de alguno de estos temas?",
    "¿Cuál se acerca más a su pregunta?",
    "¿Se refiere a «{first}» o a otro de estos temas?",
  ],
  two_questions: [
    "Aquí hay dos preguntas. ¿Cuál respondo primero?",
    "Pregunta usted dos cosas. Elija qué debo mostrar primero.",
    "Dos preguntas: «{first}» y otra más. ¿Por cuál empiezo?",
  ],
  half_known: [
    "Aquí hay dos preguntas. Para una de ellas tengo un artículo; nuestro equipo puede responder a ambas.",
    "Este artículo responde a una de sus dos preguntas. Para la otra, hable con una persona.",
  ],
  above: ["La respuesta que tengo está más arriba: «{title}». ¿Responde a su pregunta?"],
  rephrase: [
    "Siento que no le haya servido. Pregunte con otras palabras o hable con una persona.",
    "Entonces no era eso. Describa en una frase qué necesita o hable con una persona.",
    "Veo que no era la respuesta a su pregunta. Pruebe con otras palabras o hable con una persona.",
  ],
  unclear: [
    "No lo he entendido. Describa en una frase qué quiere hacer o qué es lo que no funciona.",
    "No consigo saber de qué se trata. ¿Qué quiere hacer y en qué punto falla?",
    "Escriba un poco más: ¿de qué se trata y qué ocurre?",
  ],
  identity: [
    "Soy un bot. Respondo con nuestra base de conocimientos y paso a una persona todo lo que no está en ella.",
    "Aquí escribe un bot. Si prefiere hablar con una persona, pulse el botón de abajo.",
    "Como le decía, soy un bot. Una persona de nuestro equipo puede tomar el relevo en cualquier momento.",
  ],
  data_number: [
    "Veo un número. ¿Qué desea hacer con él? Escríbalo en una frase o hable con una persona que pueda consultarlo.",
    "Gracias por el número. No puedo consultarlo. ¿Cuál es su pregunta?",
  ],
  data_email: [
    "Veo una dirección de correo. ¿Cuál es su pregunta? Si quiere una respuesta por correo, hable con una persona.",
    "Gracias por la dirección. No puedo consultarla. ¿Cuál es su pregunta?",
  ],
  data_phone: [
    "Veo un número de teléfono. ¿Cuál es su pregunta? Si quiere que le llamen, hable con una persona.",
    "Gracias por el teléfono. No puedo llamar. ¿Cuál es su pregunta?",
  ],
  data_file: [
    "Veo su archivo adjunto, pero no puedo leer archivos. Describa con palabras de qué se trata o hable con una persona.",
    "Gracias por el archivo adjunto. No puedo abrirlo. ¿Cuál es su pregunta?",
  ],
  escalated_nothing_found: [
    `No tengo respuesta para esto, así que lo paso a nuestro equipo. ${REPLY}`,
    `Tampoco tengo respuesta para esto, así que se ocupa nuestro equipo. ${REPLY}`,
  ],
  escalated_asked_for_human: [
    `Lo paso a nuestro equipo. ${REPLY}`,
    `Por supuesto. A partir de aquí se ocupa nuestro equipo. ${REPLY}`,
  ],
  escalated_said_no: [
    `No he podido ayudarle, así que paso a nuestro equipo todo lo que ha escrito. ${REPLY}`,
    `Mis respuestas tampoco le han servido esta vez, así que se ocupa nuestro equipo. ${REPLY}`,
  ],
  escalated_article: [
    `De esto se encarga una persona, así que lo paso a nuestro equipo. ${REPLY}`,
    `También de esto se encarga una persona, así que se ocupa nuestro equipo. ${REPLY}`,
  ],
  escalated_kb_unavailable: [
    `Ahora no puedo consultar las respuestas, así que lo paso a nuestro equipo. ${REPLY}`,
    `Sigo sin poder consultar las respuestas, así que se ocupa nuestro equipo. ${REPLY}`,
  ],
  escalated_upset: [
    `Siento las molestias. Lo paso a nuestro equipo para que le ayude una persona. ${REPLY}`,
    `Siento que siga sin resolverse. Se ocupa una persona de nuestro equipo. ${REPLY}`,
  ],
  escalated_several: [
    `Son varias preguntas a la vez, así que las paso a nuestro equipo. ${REPLY}`,
    `De nuevo son varias preguntas, así que una persona de nuestro equipo las responde juntas. ${REPLY}`,
  ],
  escalated_again: [
    `No tengo nada nuevo que decir sobre esto, así que lo paso a nuestro equipo. ${REPLY}`,
    `Solo me repetiría, así que se ocupa nuestro equipo. ${REPLY}`,
  ],
  // The editor's own words.
  guided_step: ["{text}"],
  guided_again: ["No sé a cuál de estas respuestas se refiere. Elija una o hable con una persona."],
  agent_joined: ["{name} se ha unido y le atenderá a partir de ahora."],
  agent_returned_to_bot: ["Vuelve a responder el bot. Haga su pregunta o hable con una persona en cualquier momento."],
  resolved: ["{name} ha marcado esta solicitud como resuelta. Si queda algo pendiente, escriba aquí."],
  reopened: ["Su solicitud vuelve a estar abierta y nuestro equipo lo sabe. Si hay algo más que decir, escriba aquí."],
};

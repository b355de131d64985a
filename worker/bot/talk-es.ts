import { talkWords } from "./talk-words.ts";

/** Accents do not matter: the words are compared without them. */
export const SPANISH_TALK = talkWords({
  greetings: [
    "buenos días",
    "buen día",
    "buenas tardes",
    "buenas noches",
    "muy buenas",
    "buenas",
    "hola",
    "hola qué tal",
    "qué tal",
    "saludos",
    "hay alguien ahí",
    "hay alguien",
    "está ahí",
    "estás ahí",
  ],
  greeted: "a todos todas equipo bot de nuevo otra vez y muy buenas",
  thanks: "gracias agradezco agradecido agradecida adiós chao",
  thanksBeside: `muchas muchísimas mil por la su tu ayuda respuesta todo le les te lo se y muy amable no nada más así ok vale bien perfecto hasta luego pronto
    que tenga un buen día está hace falta de`,
  yes: `sí si claro vale ok okay perfecto genial bien excelente estupendo exacto correcto ayudó ayudado servido sirvió sirve funciona funcionó resuelto
    solucionado entendido listo`,
  yesBeside: `me ha ya muy todo gracias muchas eso esto es lo la mi problema pregunta está ahora así de por y le que bueno respuesta su tu sido se`,
  no: `no nada ninguno ninguna tampoco incorrecto mal nunca ya`,
  noBeside: `me ha ayudado ayudó sirve servido sirvió funciona funcionó sigue sin funcionar es eso esto lo la que busco buscaba quería quiero decir pregunté preguntaba
    de estos estas estos mi problema pregunta respuesta resuelve resuelto gracias pero se está he hice hecho probé probado intenté intentado por qué
    necesito todavía aún a correcto para así y`,
  who: [
    "eres un bot",
    "es usted un bot",
    "eres humano",
    "eres una persona",
    "es usted una persona",
    "eres una persona real",
    "quién eres",
    "quién es usted",
    "con quién hablo",
    "con quién estoy hablando",
    "hablo con una persona",
    "hablo con un bot",
    "esto es un bot",
    "qué puedes hacer",
    "quién es",
    "eres real",
    "eres una máquina",
    "eres un robot",
  ],
  help: "ayuda ayúdenme ayúdeme ayúdame ayudar pregunta consulta duda",
  helpBeside: "necesito por favor puede pueden me podría tengo una otra un quiero hacer hacerle más y",
  person: `persona humano humana agente operador operadora asesor asesora alguien empleado empleada representante ejecutivo llámenme llámeme`,
  asking: `quiero quisiera quería necesito me gustaría puedo podría puede pueden podrían hablar conversar chatear contactar comunicarme comunicar comuníqueme con una un el la
    por favor real verdad de ahora mismo ya páseme pase pasar pásenme conecte conécteme transfiera transferir atienda atiendan atender que ponga póngame
    urgente urgentemente hay ahí atención al cliente soporte servicio equipo no robot bot máquina en vez lugar y o a mi humana directamente prefiero llamen
    llamar teléfono`,
  wishes: `quiero quisiera quería necesito gustaría hablar conversar chatear contactar comunicarme comuníqueme páseme conecte conécteme transfiera atienda llamen
    prefiero`,
  about: "sobre acerca respecto porque",
  anger: `mierda puta puto joder jodido cabrón cabrones idiota idiotas estúpido estúpida estúpidos imbécil inútil inútiles vergüenza vergonzoso pésimo pésima
    ridículo ridícula maldito maldita indignante asco asqueroso estafadores`,
  angerBeside: `esto es eso una un qué el la los las bot robot servicio soporte son eres sois ustedes usted no nada nunca siempre sirve sirven funciona me nos ya otra vez
    de y muy tan tu su para que por todo completamente totalmente`,
});

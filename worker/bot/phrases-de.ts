import type { PhraseKey } from "../../protocol/model.ts";
import { combined, type Wordings } from "./wordings.ts";

const MORE = [
  "Wenn noch etwas ist, schreiben Sie hier.",
  "Bei weiteren Fragen bin ich hier.",
  "Fragen Sie hier, wann immer Sie etwas brauchen.",
  "Sie können hier jederzeit schreiben.",
];
const REPLY = "Die Antwort erscheint hier.";

export const GERMAN: Record<PhraseKey, Wordings> = {
  greeting: [
    "Guten Tag. Wobei kann ich Ihnen helfen? Schreiben Sie Ihre Frage in einem Satz.",
    "Nochmals guten Tag. Was ist Ihre Frage?",
    "Ich höre zu. Schreiben Sie, was Sie tun möchten oder was nicht funktioniert.",
    "Was möchten Sie wissen? Ein Satz genügt.",
  ],
  thanks: combined(["Gern geschehen.", "Keine Ursache.", "Das habe ich gern getan.", "Nichts zu danken."], MORE),
  glad: combined(
    ["Das freut mich.", "Schön, dass es geholfen hat.", "Gut, dann ist das erledigt.", "Das ist gut zu hören."],
    MORE,
  ),
  clarify: [
    "Was davon meinen Sie?",
    "Geht es in Ihrer Frage um eines davon?",
    "Was kommt Ihrer Frage am nächsten?",
    "Meinen Sie „{first}“ oder etwas anderes davon?",
  ],
  two_questions: [
    "Das sind zwei Fragen. Welche soll ich zuerst beantworten?",
    "Sie fragen zweierlei. Wählen Sie, was ich zuerst zeigen soll.",
    "Zwei Fragen: „{first}“ und eine weitere. Womit soll ich beginnen?",
  ],
  half_known: [
    "Das sind zwei Fragen. Zu einer davon habe ich einen Artikel; unser Team kann beide beantworten.",
    "Eine Ihrer beiden Fragen beantwortet dieser Artikel. Mit der anderen hilft Ihnen unser Team.",
  ],
  above: ["Die Antwort, die ich habe, steht weiter oben: „{title}“. Beantwortet sie Ihre Frage?"],
  rephrase: [
    "Es tut mir leid, dass das nicht geholfen hat. Fragen Sie bitte mit anderen Worten, oder sprechen Sie mit einem Menschen.",
    "Das war es also nicht. Beschreiben Sie in einem Satz, was Sie brauchen, oder sprechen Sie mit einem Menschen.",
    "Ich sehe, das war keine Antwort auf Ihre Frage. Versuchen Sie andere Worte, oder sprechen Sie mit einem Menschen.",
  ],
  unclear: [
    "Das habe ich nicht verstanden. Bitte beschreiben Sie in einem Satz, was Sie tun möchten oder was nicht funktioniert.",
    "Ich kann nicht erkennen, worum es geht. Was möchten Sie tun, und woran scheitert es?",
    "Bitte schreiben Sie etwas mehr: Worum geht es, und was passiert?",
  ],
  identity: [
    "Ich bin ein Bot. Ich antworte aus unserer Wissensdatenbank und gebe alles andere an einen Menschen weiter.",
    "Hier schreibt ein Bot. Wenn Sie lieber mit einem Menschen sprechen, drücken Sie den Knopf unten.",
    "Wie gesagt, ich bin ein Bot. Jemand aus unserem Team kann jederzeit übernehmen.",
  ],
  data_number: [
    "Ich sehe eine Nummer. Worum geht es dabei? Schreiben Sie einen Satz, oder sprechen Sie mit einem Menschen, der nachsehen kann.",
    "Danke für die Nummer. Ich selbst kann dazu nichts nachsehen. Was ist Ihre Frage?",
  ],
  data_email: [
    "Ich sehe eine E-Mail-Adresse. Was ist Ihre Frage? Für eine Antwort per E-Mail sprechen Sie bitte mit einem Menschen.",
    "Danke für die Adresse. Ich selbst kann dazu nichts nachsehen. Was ist Ihre Frage?",
  ],
  data_phone: [
    "Ich sehe eine Telefonnummer. Was ist Ihre Frage? Für einen Rückruf sprechen Sie bitte mit einem Menschen.",
    "Danke für die Telefonnummer. Anrufen kann ich nicht. Was ist Ihre Frage?",
  ],
  data_file: [
    "Ich sehe Ihren Anhang, kann aber keine Dateien lesen. Beschreiben Sie bitte, worum es geht, oder sprechen Sie mit einem Menschen.",
    "Danke für den Anhang. Ich selbst kann ihn nicht öffnen. Was ist Ihre Frage?",
  ],
  escalated_nothing_found: [
    `Darauf habe ich keine Antwort, deshalb gebe ich die Frage an unser Team weiter. ${REPLY}`,
    `Auch darauf habe ich keine Antwort, darum kümmert sich unser Team. ${REPLY}`,
  ],
  escalated_asked_for_human: [
    `Ich gebe das an unser Team weiter. ${REPLY}`,
    `Selbstverständlich. Unser Team übernimmt ab hier. ${REPLY}`,
  ],
  escalated_said_no: [
    `Ich konnte nicht helfen, deshalb gebe ich alles, was Sie geschrieben haben, an unser Team weiter. ${REPLY}`,
    `Meine Antworten haben wieder nicht geholfen, darum übernimmt unser Team. ${REPLY}`,
  ],
  escalated_article: [
    `Darum kümmert sich ein Mensch, deshalb gebe ich es an unser Team weiter. ${REPLY}`,
    `Auch das ist Sache eines Menschen, darum übernimmt unser Team. ${REPLY}`,
  ],
  escalated_kb_unavailable: [
    `Ich kann gerade keine Antworten nachschlagen, deshalb gebe ich das an unser Team weiter. ${REPLY}`,
    `Ich kann noch immer keine Antworten nachschlagen, darum übernimmt unser Team. ${REPLY}`,
  ],
  escalated_upset: [
    `Der Ärger tut mir leid. Ich gebe das an unser Team weiter, damit Ihnen ein Mensch hilft. ${REPLY}`,
    `Es tut mir leid, dass es noch nicht klappt. Jemand aus unserem Team übernimmt. ${REPLY}`,
  ],
  escalated_several: [
    `Das sind mehrere Fragen auf einmal, deshalb gebe ich sie an unser Team weiter. ${REPLY}`,
    `Wieder mehrere Fragen, darum beantwortet sie jemand aus unserem Team zusammen. ${REPLY}`,
  ],
  escalated_again: [
    `Dazu kann ich nichts Neues sagen, deshalb gebe ich es an unser Team weiter. ${REPLY}`,
    `Ich würde mich nur wiederholen, darum übernimmt unser Team. ${REPLY}`,
  ],
  // The editor's own words.
  guided_step: ["{text}"],
  guided_again: [
    "Ich weiß nicht, welche dieser Antworten Sie meinen. Wählen Sie bitte eine, oder sprechen Sie mit einem Menschen.",
  ],
  agent_joined: ["{name} ist jetzt dabei und hilft Ihnen von hier an."],
  agent_returned_to_bot: [
    "Jetzt antwortet wieder der Bot. Stellen Sie Ihre Frage, oder sprechen Sie jederzeit mit einem Menschen.",
  ],
  resolved: ["{name} hat diese Anfrage als gelöst markiert. Wenn noch etwas offen ist, schreiben Sie hier."],
  reopened: [
    "Ihre Anfrage ist wieder offen, und unser Team weiß Bescheid. Wenn es mehr zu sagen gibt, schreiben Sie hier.",
  ],
};

import type { PhraseKey } from "../../protocol/model.ts";
import { combined, type Wordings } from "./wordings.ts";

const MORE = [
  "If anything else comes up, write here.",
  "I am here if there is another question.",
  "Ask here whenever you need something else.",
  "You can write here at any time.",
];
const REPLY = "The reply will be here.";

/** `{name}` stands for a parameter. What a visitor reads says what happens next; the first wording is the usual one. */
export const ENGLISH: Record<PhraseKey, Wordings> = {
  greeting: [
    "Hello. What can I help you with? Write your question in a sentence.",
    "Hello again. What is your question?",
    "I am listening. Write what you want to do, or what does not work.",
    "What would you like to know? One sentence is enough.",
  ],
  thanks: combined(["You're welcome.", "Glad to be of use.", "It was no trouble.", "Not at all."], MORE),
  glad: combined(
    ["Good to hear.", "I am glad that it helped.", "Good, then that is done.", "That is good news."],
    MORE,
  ),
  clarify: [
    "Which of these do you mean?",
    "Is your question about one of these?",
    "Which of these comes closest?",
    "Do you mean “{first}”, or another of these?",
  ],
  two_questions: [
    "There are two questions here. Which one shall I answer first?",
    "You ask two things. Choose what I should show first.",
    "Two questions: “{first}”, and another one. Where shall I begin?",
  ],
  half_known: [
    "There are two questions here. I have an article for one of them; our team can answer both.",
    "One of your two questions is covered by this article. For the other, please talk to a person.",
  ],
  above: ["The answer that I have is above, under “{title}”. Does it cover your question?"],
  rephrase: [
    "Sorry that this didn't help. Please ask in other words, or talk to a person.",
    "Then that was not it. Describe in a sentence what you need, or talk to a person.",
    "I see that this was no answer to your question. Try other words, or talk to a person.",
  ],
  unclear: [
    "I didn't understand that. Please describe in a sentence what you want to do, or what does not work.",
    "I can't tell what this is about. What do you want to do, and where does it stop?",
    "Please write a little more: what is it about, and what happens?",
  ],
  identity: [
    "I am a bot. I answer from our knowledge base, and pass on to a person whatever it does not cover.",
    "A bot writes here. If you would rather talk to a person, press the button below.",
    "As I said, I am a bot. A person from our team can take over at any time.",
  ],
  data_number: [
    "I see a number. What would you like to do with it? Write it in a sentence, or talk to a person who can look it up.",
    "Thank you for the number. I can't look it up myself. What is your question about it?",
  ],
  data_email: [
    "I see an e-mail address. What is your question? If you want an answer by mail, talk to a person.",
    "Thank you for the address. I can't look it up myself. What is your question?",
  ],
  data_phone: [
    "I see a phone number. What is your question? If you want to be called back, talk to a person.",
    "Thank you for the phone number. I can't call. What is your question?",
  ],
  data_file: [
    "I see your attachment, but I can't read files. Please describe in words what it is about, or talk to a person who can look at it.",
    "Thank you for the attachment. I can't open it myself. What is your question?",
  ],
  escalated_nothing_found: [
    `I don't have an answer to this, so I'm passing it to our team. ${REPLY}`,
    `I have no answer to this one either, so our team takes it. ${REPLY}`,
  ],
  escalated_asked_for_human: [
    `I'm passing this to our team. ${REPLY}`,
    `Of course. Our team takes it from here. ${REPLY}`,
  ],
  escalated_said_no: [
    `I couldn't help, so I'm passing this to our team with everything you wrote. ${REPLY}`,
    `My answers were no help again, so our team takes it. ${REPLY}`,
  ],
  escalated_article: [
    `A person takes care of this, so I'm passing it to our team. ${REPLY}`,
    `This too is a matter for a person, so our team takes it. ${REPLY}`,
  ],
  escalated_kb_unavailable: [
    `I can't look up answers right now, so I'm passing this to our team. ${REPLY}`,
    `I still can't look up answers, so our team takes it. ${REPLY}`,
  ],
  escalated_upset: [
    `I'm sorry for the trouble. I'm passing this to our team, so that a person helps you. ${REPLY}`,
    `I'm sorry that it still does not work out. A person from our team takes it. ${REPLY}`,
  ],
  escalated_several: [
    `These are several questions at once, so I'm passing them to our team. ${REPLY}`,
    `Several questions again, so a person from our team answers them together. ${REPLY}`,
  ],
  escalated_again: [
    `I have nothing new to say to this, so I'm passing it to our team. ${REPLY}`,
    `I would only repeat myself, so our team takes it. ${REPLY}`,
  ],
  // The editor's own words.
  guided_step: ["{text}"],
  guided_again: ["I can't tell which of these answers you mean. Please choose one, or talk to a person."],
  agent_joined: ["{name} has joined and will help you from here."],
  agent_returned_to_bot: ["The bot answers again. Ask your question, or talk to a person at any time."],
  resolved: ["{name} has marked this request as solved. If something is still open, write here."],
  reopened: ["Your request is open again, and our team knows. If there is more to say, write here."],
};

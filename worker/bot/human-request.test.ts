import { expect, it } from "vitest";
import { asksForHuman } from "./human-request.ts";

it.each([
  "I want a human",
  "talk to an agent",
  "operator please",
  "can I speak to a real person?",
  "My payment failed twice. Let me talk to a human!",
  "I'd like to speak with someone",
  "is there anybody here",
  "позовите оператора",
  "хочу поговорить с человеком",
  "живой человек",
  "соедините с оператором",
  "Соедините меня, пожалуйста, с оператором",
  "Третий день жду ответа. Переключите на специалиста!",
  "Мне нужен живой человек, а не бот",
  "люди есть?",
  "оператор",
])("hears a request in %s", (text) => {
  expect(asksForHuman(text)).toBe(true);
});

it.each([
  "how do I add an agent to my team",
  "how do I add an operator to my team?",
  "how many agents can my plan have",
  "can I be an agent",
  "what does the operator role do",
  "remove somebody who left the company",
  "can I transfer ownership to another person",
  "the agent does not start",
  "are you a human?",
  "someone is using my account",
  "Как добавить оператора в команду?",
  "Как пригласить сотрудника?",
  "как удалить сотрудника",
  "Сколько человек может быть в команде",
  "",
  "?".repeat(4_000),
  `${"a ".repeat(2_000)}operator`,
])("leaves %s to the knowledge base", (text) => {
  expect(asksForHuman(text)).toBe(false);
});

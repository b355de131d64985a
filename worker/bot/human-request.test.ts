import { expect, it } from "vitest";
import { asksForHuman, humanRequest } from "./human-request.ts";

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
  "I want to talk to a human about my order",
  "can I speak to someone about a refund please",
  "get me a person because nothing works",
  "can you call me back on +44 20 7946 0958?",
  "I'd rather not talk to a bot",
  "не хочу разговаривать с ботом",
  "есть кто живой?",
  "хочу поговорить с человеком о моём заказе",
  "позовите оператора по поводу возврата",
  "нужен живой человек насчёт оплаты",
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
  "I need an agent for my server",
  "is this not a bot?",
  "это не бот?",
  "call me Jane",
  "who is the person of contact about data protection",
  "the operator said nothing about my order",
  "нужен агент для сервера",
  "оператор ничего не сказал о заказе",
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

it("knows whether the request says what about", () => {
  expect(humanRequest("I want to talk to a human about my order")).toEqual({ hasMatter: true });
  expect(humanRequest("human please")).toEqual({ hasMatter: false });
});

import { expect, it } from "vitest";
import { smallTalk, withoutGreeting } from "./small-talk.ts";

it.each([
  ["hi", "greeting"],
  ["Hello there!", "greeting"],
  ["good morning team", "greeting"],
  ["I need help", "greeting"],
  ["Здравствуйте!", "greeting"],
  ["добрый день", "greeting"],
  ["thanks a lot", "thanks"],
  ["no thanks", "thanks"],
  ["нет, спасибо", "thanks"],
  ["пока", "thanks"],
  ["yes that helped", "yes"],
  ["thank you, it works", "yes"],
  ["ok", "yes"],
  ["спасибо большое, помогло", "yes"],
  ["да", "yes"],
  ["no", "no"],
  ["that didn't help", "no"],
  ["this doesn’t work", "no"],
  ["not what I meant", "no"],
  ["none of these", "no"],
  ["нет, не помогло", "no"],
  ["Это не то, что мне нужно", "no"],
  ["спасибо, но не помогло", "no"],
  ["ничего из этого", "no"],
  ["hi, how do I cancel?", null],
  ["no, I want to cancel", null],
  ["Can you help me with my invoice", null],
  ["Здравствуйте! Как отменить подписку?", null],
  ["", null],
  ["🙂", null],
  ["👍", "yes"],
  ["❤️ 🙏🏽", "yes"],
  ["👎", "no"],
  ["👍 but how do I cancel", null],
  ["are you a bot?", "identity"],
  ["ты бот или живой человек?", "identity"],
  ["кто вы", "identity"],
  ["who are you?", "identity"],
  ["I have another question", "greeting"],
  ["ещё вопрос", "greeting"],
  ["уже пробовал", "no"],
  ["не работает", "no"],
  ["how do I add a bot", null],
  ["no ".repeat(1_000), null],
])("%s says %s", (text, expected) => {
  expect(smallTalk(text)).toBe(expected);
});

it.each([
  ["Hi, how do I cancel?", "how do I cancel?"],
  ["Добрый день! Где счёт?", "Где счёт?"],
  ["hello", "hello"],
  ["high prices", "high prices"],
  ["how do I say hello", "how do I say hello"],
])("takes the greeting off %s", (text, expected) => {
  expect(withoutGreeting(text)).toBe(expected);
});

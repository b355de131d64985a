import { expect, it } from "vitest";
import { words } from "../analysis.ts";
import { featuresOf } from "./features.ts";
import { likenessOf, marginOf } from "./learned.ts";
import { openModel, packModel } from "./model-file.ts";
import { vectorOf } from "./sentence-space.ts";
import { dotsOf } from "./sentences.ts";
import { type Lesson, learn, prepare } from "./training.ts";

const ARTICLES = [
  ["Reset your password", "I forgot my password", "how do I get a new password", "my login does not work"],
  ["Delivery times", "when will my parcel arrive", "how long does shipping take", "where is my order"],
  ["Refunds", "I want my money back", "how do I return an order", "refund for a broken item"],
];
const features = (text: string) => featuresOf(words(text, "en", 100));
const lessons = ARTICLES.map((sentences) =>
  sentences.map((sentence): Lesson => ({ words: words(sentence, "en", 100), importance: 1 })),
);
const room = prepare(lessons);
const learned = learn(room);
const dots = (text: string) =>
  dotsOf(room.postings, vectorOf(room.space, features(text)), new Float32Array(room.owners.length));
const best = (text: string): number => {
  const margins = ARTICLES.map((_, article) => marginOf(learned, article, dots(text)));
  return margins.indexOf(Math.max(...margins));
};

it("knows its own sentences, and others like them", () => {
  ARTICLES.forEach((sentences, article) => {
    for (const sentence of sentences) {
      expect(best(sentence)).toBe(article);
      expect(marginOf(learned, article, dots(sentence))).toBeGreaterThan(0);
      expect(likenessOf(learned, article, dots(sentence)).nearest).toBeCloseTo(1, 3);
    }
  });
  expect(best("forgotten pasword")).toBe(0);
  expect(best("give me the money back for my order")).toBe(2);
});

it("is like nothing it was not told of", () => {
  const nothing = dots("zyzzyva quokka");
  expect(Math.max(...nothing)).toBeLessThan(0.15);
  for (const article of ARTICLES.keys()) expect(marginOf(learned, article, nothing)).toBeLessThan(0);
});

it("does without what it may not use", () => {
  const without = learn(room, (sentence) => room.owners[sentence] !== 0);
  expect(marginOf(without, 0, dots("I forgot my password"))).toBe(-1);
  expect(marginOf(without, 1, dots("when will my parcel arrive"))).toBeGreaterThan(0);
});

it("says the same from its file", () => {
  const judgement = {
    coefficients: [1, 2],
    answerThreshold: 0.7,
    expected: { answered: 0, asked: 0, escalated: 0, calibrated: false },
  };
  const bytes = packModel(room, learned, judgement);
  expect(packModel(prepare(lessons), learn(prepare(lessons)), judgement)).toEqual(bytes);
  const model = openModel(bytes);
  expect(model).toMatchObject(judgement);
  for (const text of [...ARTICLES.flat(), "refund of shipping", "pasword"]) {
    const stored = dotsOf(
      model.postings,
      vectorOf(model.space, features(text)),
      new Float32Array(model.space.sentences),
    );
    stored.forEach((dot, sentence) => {
      expect(dot).toBeCloseTo(dots(text)[sentence] ?? 0, 2);
    });
    for (const article of ARTICLES.keys())
      expect(marginOf(model.learned, article, stored)).toBeCloseTo(marginOf(learned, article, dots(text)), 1);
  }
  expect(() => openModel(bytes.slice(0, bytes.length - 8))).toThrow();
});

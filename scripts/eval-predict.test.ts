import { expect, it } from "vitest";
import { article, ENGLISH, openSample } from "../worker/kb/sample.fixture.ts";
import { predict } from "./eval-predict.ts";
import { evalQueries } from "./eval-queries.ts";

const ask = (query: string, kb = openSample(ENGLISH)) => predict({ id: "1", query, expected: null }, kb).prediction;

it("says what the bot did, by the ids that the questions know", () => {
  const imported = {
    ...ENGLISH,
    "billing/cancel": ENGLISH["billing/cancel"].replace("---\n", "---\nsource: CANCEL_7\n"),
  };
  const { answer, candidates, confidence, decision, offered } = ask("stop my subscription", openSample(imported));
  expect({ answer, first: candidates[0]?.id, decision, offered }).toEqual({
    answer: "CANCEL_7",
    first: "CANCEL_7",
    decision: "answer",
    offered: [],
  });
  expect(confidence).toBeGreaterThan(0.5);
  expect(ask("which planets have rings")).toMatchObject({ answer: null, offered: [] });
  const { answerThreshold, ms } = predict({ id: "1", query: "x", expected: null }, openSample(ENGLISH));
  expect(answerThreshold).toBeGreaterThan(0);
  expect(ms).toBeGreaterThanOrEqual(0);
});

it("counts guided steps as the answer of their article", () => {
  const steps = "Is the lamp on?\n\n- [Yes](#on)\n- [No](#off)\n\n## On {#on}\n\nWait.\n\n## Off {#off}\n\nPlug it in.";
  const guided = article("The box does not work", ["my box is dead", "box is broken"], steps, "diagnosis: true\n");
  const kb = openSample({ ...ENGLISH, "box/broken": guided });
  expect(ask("the box does not work", kb)).toMatchObject({ answer: "box/broken", decision: "answer", offered: [] });
});

it("reads questions, and names the first line that is none", () => {
  expect(
    evalQueries('{"id":1,"query":"a","expected":["x",2],"kind":"in"}\n\n{"id":"2","query":"b"}\n', "q.jsonl"),
  ).toEqual([
    { id: "1", query: "a", expected: ["x", "2"], kind: "in" },
    { id: "2", query: "b", expected: null },
  ]);
  for (const bad of ["{", '{"query":"a"}', '{"id":1,"query":"a","expected":7}'])
    expect(() => evalQueries(`{"id":1,"query":"a"}\n${bad}`, "q.jsonl")).toThrow(
      'q.jsonl:2: {"id", "query", "expected"} expected',
    );
});

import { expect, test } from "vitest";
import { NO_SITE_SETTINGS, origin, siteSettings } from "../protocol/settings.ts";
import { faultyField, formOf, isDirty, moved, NEW_WAY, originOf, rebased } from "./site-form.ts";

const answer = (version: number, greeting = "") => ({
  site: "shop",
  sites: ["shop"],
  version,
  settings: { ...NO_SITE_SETTINGS, greeting: { en: greeting, ru: "" } },
  configuredOrigins: [],
});

test.each([
  ["https://shop.example/cart?x=1", "https://shop.example"],
  ["shop.example", "https://shop.example"],
  [" HTTPS://Shop.Example:443/ ", "https://shop.example"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["магазин.рф", "https://xn--80aairftm.xn--p1ai"],
  ["shop", null],
  ["", null],
  ["two words.example", null],
  ["ftp://shop.example", null],
  ["javascript:alert(1)", null],
])("origin in %j", (text, found) => {
  expect(originOf(text)).toBe(found);
  if (found !== null) expect(origin.safeParse(found).success).toBe(true);
});

test("somebody else's save keeps what was typed", () => {
  const form = { ...formOf(answer(3)), typed: { ...NO_SITE_SETTINGS, greeting: { en: "Mine", ru: "" } } };
  const after = rebased(form, answer(4, "Theirs"));
  expect([after.version, after.typed.greeting.en, after.saved.greeting.en]).toEqual([4, "Mine", "Theirs"]);
  expect([isDirty(after), isDirty(formOf(answer(4)))]).toEqual([true, false]);
});

test("order of ways", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

test("every fault that the server finds has a field that shows it", () => {
  const bad = {
    origins: ["https://shop.example/"],
    greeting: { en: "x".repeat(201), ru: "" },
    hours: {
      timeZone: "Moscow",
      zoneLabel: { en: "", ru: "x".repeat(61) },
      week: [[{ from: "10:00", to: "09:00" }], [{ from: "", to: "09:00" }], [], [], [], [], []],
      holidays: ["never"],
    },
    ways: [{ ...NEW_WAY, value: "?" }],
    consent: { en: "", ru: "x".repeat(1_001) },
  };
  const fields =
    siteSettings.safeParse(bad).error?.issues.map((i) => faultyField(["settings", ...i.path].join("."))) ?? [];
  expect(fields.length).toBeGreaterThan(6);
  expect(fields).not.toContain(null);
  expect(fields).toEqual(
    expect.arrayContaining([
      "origins",
      "greeting.en",
      "hours.timeZone",
      "hours.week.0",
      "hours.week.1",
      "hours.holidays",
      "ways.0.value",
      "consent.ru",
    ]),
  );
});

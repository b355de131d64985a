import { expect, it } from "vitest";
import { type Manifest, type ManifestSite, parseManifest } from "./manifest.ts";

const manifest: Manifest = {
  v: 1,
  sites: {
    constructor: {
      name: { en: "Help", ru: "Помощь" },
      popular: ["a/b"],
      categories: [{ id: "a", names: { en: "Account", ru: "Аккаунт" } }],
      media: ["0123456789abcdef.png"],
      unfilled: 2,
      locales: { en: { file: "constructor.en.0123456789abcdef.bin", version: "0123456789abcdef", articles: 3 } },
    },
  },
};

it("reads what the build writes", () => {
  expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
});

it("reads a manifest of before there were categories and images", () => {
  const { categories: _, media: __, unfilled: ___, ...old } = manifest.sites.constructor as ManifestSite;
  expect(parseManifest(JSON.stringify({ v: 1, sites: { a: old } }))?.sites.a).toMatchObject({
    categories: [],
    media: [],
    unfilled: 0,
  });
});

it("finds no site that is not there", () => {
  const parsed = parseManifest(JSON.stringify({ v: 1, sites: {} }));
  expect(parsed?.sites.constructor).toBeUndefined();
  expect(parsed?.sites.__proto__).toBeUndefined();
});

it("refuses what it does not know, and names that lead out of the folder", () => {
  const entry = manifest.sites.constructor;
  const withFile = (file: string) => ({
    v: 1,
    sites: { a: { ...entry, locales: { en: { file, version: "0", articles: 1 } } } },
  });
  for (const value of [
    "",
    "null",
    "[]",
    "{}",
    '{"v":2,"sites":{}}',
    '{"v":1,"sites":[]}',
    '{"v":1,"sites":{"a":null}}',
  ])
    expect(parseManifest(value)).toBeNull();
  for (const bad of [
    { categories: {} },
    { categories: [{ id: "a" }] },
    { media: ["../x.png"] },
    { media: ["0123456789abcdef.svg"] },
    { media: "x" },
  ])
    expect(parseManifest(JSON.stringify({ v: 1, sites: { a: { ...entry, ...bad } } }))).toBeNull();
  for (const file of ["../secret", "a/b.en.0123456789abcdef.bin", "x.bin"])
    expect(parseManifest(JSON.stringify(withFile(file)))).toBeNull();
});

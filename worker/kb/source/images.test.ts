import { expect, it } from "vitest";
import { article } from "../sample.fixture.ts";
import { compile } from "./compile.ts";
import { findImage, type SourceImage } from "./images.ts";
import { formatReason } from "./problem.ts";

const PLACE = { locale: "en", category: "billing" };
const MENU: SourceImage = { file: "0123456789abcdef.png", width: 640, height: 480 };
const IMAGES = new Map<string, SourceImage>([
  ["images/menu.png", MENU],
  ["images/меню 2.png", MENU],
  ["images/old.svg", { fault: "is SVG" }],
]);

it.each([
  "../../images/menu.png",
  "/images/menu.png",
  "./../../images/./menu.png",
  "/images/%D0%BC%D0%B5%D0%BD%D1%8E%202.png",
])("finds %s", (src) => expect(findImage(src, PLACE, IMAGES)).toEqual(MENU));

it.each([
  ["images/menu.png", "image: a file in the site's folder images/ expected, got images/menu.png"],
  [
    "../../../other/images/menu.png",
    "image: a file in the site's folder images/ expected, got ../../../other/images/menu.png",
  ],
  ["/images/../secret.png", "image: a file in the site's folder images/ expected, got /images/../secret.png"],
  ["/images/%2e%2e/secret.png", "image: a file in the site's folder images/ expected, got /images/%2e%2e/secret.png"],
  ["/images/%", "image: a file in the site's folder images/ expected, got /images/%"],
  [
    "https://a.example/images/menu.png",
    "image: a file in the site's folder images/ expected, got https://a.example/images/menu.png",
  ],
  [
    "//a.example/images/menu.png",
    "image: a file in the site's folder images/ expected, got //a.example/images/menu.png",
  ],
  ["data:image/png;base64,x", "image: a file in the site's folder images/ expected, got data:image/png;base64,x"],
  ["/images/none.png", "image: there is no file images/none.png in the site's folder"],
  ["/images/old.svg", "image: images/old.svg is SVG"],
])("refuses %s", (src, fault) => expect(findImage(src, PLACE, IMAGES)).toEqual({ fault }));

it("carries the images that articles show, each once, and names those that are missing with their line", () => {
  const file = (path: string, text: string | null, image?: SourceImage) => ({
    path,
    text,
    bytes: 1,
    ...(image ? { image } : {}),
  });
  const body = "![Menu](/images/menu.png)\n\n![Gone](../../images/gone.png)";
  const { sites, problems } = compile(
    [
      file("demo/site.yaml", "categories: { a: A }\n"),
      file("demo/en/a/one.md", article("One", ["q"], body)),
      file("demo/ru/a/one.md", article("Один", ["q"], "![Меню](/images/copy.png)")),
      file("demo/images/menu.png", null, MENU),
      file("demo/images/copy.png", null, MENU),
      file("demo/images/unused.png", null, { file: "fedcba9876543210.png", width: 1, height: 1 }),
    ],
    "kb",
  );
  expect(problems.map(formatReason)).toEqual([
    "kb/demo/en/a/one.md:9: image: there is no file images/gone.png in the site's folder",
  ]);
  expect([...(sites[0]?.media.keys() ?? [])]).toEqual([MENU.file]);
  expect(sites[0]?.locales.get("en")?.[0]?.stored.body).toEqual([
    { t: "img", src: `/media/${MENU.file}`, alt: "Menu", width: 640, height: 480 },
    { t: "p", c: ["Gone"] },
  ]);
});

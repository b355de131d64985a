import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWidget, type WidgetBuild } from "./build-widget.ts";
import { writeNpmPackage } from "./npm-package.ts";
import { ROOT } from "./paths.ts";

const top = `${mkdtempSync(`${tmpdir()}/deskbell-package-`)}/`;
const out = `${top}node_modules/deskbell-widget/`;

describe("the npm package", () => {
  let build: WidgetBuild;
  beforeAll(async () => {
    build = await buildWidget(`${top}widget/`);
    await writeNpmPackage(out, `${top}widget/`);
  });
  afterAll(() => rmSync(top, { recursive: true }));

  it("holds what it should, and nothing else", () => {
    const printed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: out,
      encoding: "utf8",
    });
    const [packed] = Object.values(
      JSON.parse(printed.slice(printed.search(/^[[{]/m))) as Record<string, { files: { path: string }[] }>,
    );
    expect(packed?.files.map(({ path }) => path).sort()).toEqual(
      [
        "LICENSE",
        "README.md",
        "custom-elements.json",
        "index.d.ts",
        "index.js",
        "package.json",
        "preact.d.ts",
        "react.d.ts",
        "vue.d.ts",
        ...["integrity.json", "queue.js", "support-widget.js", build.pinned, ...build.files].map(
          (file) => `widget/${file}`,
        ),
      ].sort(),
    );
    expect(readFileSync(`${out}package.json`, "utf8")).not.toMatch(/private|devDependencies|workerd/);
  });

  it("types what pages write, in plain TypeScript, React, Preact and Vue, and refuses what is wrong", () => {
    for (const name of readdirSync(`${ROOT}node_modules`).filter((n) =>
      /^(react|@types|preact|vue|@vue|csstype)$/.test(n),
    ))
      symlinkSync(`${ROOT}node_modules/${name}`, `${top}node_modules/${name}`);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2022", "dom"],
      types: [],
      skipLibCheck: true,
    };
    const check = (folder: string, file: string, text: string, jsx: object = {}): string => {
      mkdirSync(`${top}${folder}`, { recursive: true });
      writeFileSync(`${top}${folder}/${file}`, text);
      writeFileSync(
        `${top}${folder}/tsconfig.json`,
        JSON.stringify({ compilerOptions: { ...compilerOptions, ...jsx }, files: [file] }),
      );
      try {
        execFileSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, "-p", `${top}${folder}`], {
          encoding: "utf8",
        });
        return "";
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    const plain = `import { loadSupportWidget } from "deskbell-widget";
      await loadSupportWidget("https://support.example");
      const tag = document.querySelector("support-widget")!;
      await tag.open("chat");
      tag.kbOnly = true;
      tag.addEventListener("support-unread", ({ detail }) => detail.count.toFixed());
      globalThis.SupportWidget?.("open");
    `;
    expect(check("plain", "a.ts", plain)).toBe("");
    expect(check("plain-wrong", "a.ts", `${plain}\ntag.open("nowhere"); tag.ask(1);`).match(/error TS/g)).toHaveLength(
      2,
    );
    const jsx = (from: string) => `import "deskbell-widget/${from}";
      export const page = () => <support-widget server="https://support.example" theme="dark" kb-only onsupport-open={(event) => event.detail} />;
    `;
    for (const from of ["react", "preact"]) {
      const options = { jsx: "react-jsx", jsxImportSource: from };
      expect(check(from, "a.tsx", jsx(from), options), from).toBe("");
      expect(check(`${from}-wrong`, "a.tsx", jsx(from).replace('"dark"', '"night"'), options), from).toMatch(
        /error TS/,
      );
    }
    const vue = `import type { GlobalComponents } from "vue";
      import "deskbell-widget/vue";
      type Props = InstanceType<GlobalComponents["support-widget"]>["$props"];
      export const props: Props = { theme: "dark", "kb-only": true, onSupportOpen: (event) => event.detail };
    `;
    expect(check("vue", "a.ts", vue)).toBe("");
    expect(check("vue-wrong", "a.ts", vue.replace('"dark"', '"night"'))).toMatch(/error TS/);
  }, 300_000);
});

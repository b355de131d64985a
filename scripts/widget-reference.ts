/** npm run reference: writes docs/widget-reference.md and docs/custom-elements.json from the comments in widget/support-widget.ts. */
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { ROOT } from "./paths.ts";
import { type Entry, type WidgetManifest, widgetManifest } from "./widget-manifest.ts";

/** File → content, both made of the same manifest. */
export async function widgetReference(): Promise<Map<string, string>> {
  const manifest = await widgetManifest();
  return new Map([
    ["docs/widget-reference.md", markdown(manifest)],
    ["docs/custom-elements.json", `${JSON.stringify(customElements(manifest), null, 2)}\n`],
  ]);
}

function markdown(m: WidgetManifest): string {
  const methods = m.methods.map((method): Entry => {
    const given = method.parameters.map((p) => `${p.name}${p.optional ? "?" : ""}: ${p.type}`).join(", ");
    return { name: `${method.name}(${given})`, type: "", default: "", description: method.description };
  });
  return `# Reference of \`<support-widget>\`

Made by \`npm run reference\` from the comments in \`widget/support-widget.ts\`; a test keeps it equal. How to use it: [embedding](embedding.md),
[styling](styling.md), [content security policy](csp.md).

${m.description}

${table("Attributes", m.attributes, ["default"])}
${table("Properties", m.properties, ["type"])}
${table("Methods", methods, [])}
${table("Events", m.events, ["type"])}
${table("Slots", m.slots, [])}
${table("Parts", m.parts, [])}
${table("Custom properties", m.cssProperties, ["default"])}`;
}

function table(title: string, list: readonly Entry[], columns: readonly ("default" | "type")[]): string {
  const cell = (value: string) => value.replaceAll("|", "\\|");
  const code = (value: string) => (value ? `\`${cell(value)}\`` : "");
  const head = ["", ...columns, ""];
  const rows = list.map((e) => [
    e.name ? code(e.name) : "(default)",
    ...columns.map((c) => code(e[c])),
    cell(e.description),
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  return `## ${title}\n\n${lines.join("\n")}\n`;
}

/** https://github.com/webcomponents/custom-elements-manifest, schema 1.0.0: what editors read. */
function customElements(m: WidgetManifest): unknown {
  const typed = ({ name, type, default: value, description }: Entry) => ({
    name,
    description,
    ...(type && { type: { text: type } }),
    ...(value && { default: value }),
  });
  const declaration = {
    kind: "class",
    name: "SupportWidget",
    customElement: true,
    tagName: "support-widget",
    superclass: { name: "HTMLElement" },
    description: m.description,
    attributes: m.attributes.map(typed),
    members: [
      ...m.properties.map((p) => ({ kind: "field", ...typed(p) })),
      ...m.methods.map((method) => ({
        kind: "method",
        name: method.name,
        description: method.description,
        parameters: method.parameters.map((p) => ({ name: p.name, type: { text: p.type }, optional: p.optional })),
      })),
    ],
    events: m.events.map((e) => ({ ...typed(e), type: { text: e.type || "CustomEvent" } })),
    slots: m.slots.map(typed),
    cssParts: m.parts.map(typed),
    cssProperties: m.cssProperties.map(typed),
  };
  const path = "widget/v1/support-widget.js";
  return {
    schemaVersion: "1.0.0",
    modules: [
      {
        kind: "javascript-module",
        path,
        declarations: [declaration],
        exports: [
          {
            kind: "custom-element-definition",
            name: "support-widget",
            declaration: { name: "SupportWidget", module: path },
          },
        ],
      },
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [file, content] of await widgetReference()) await writeFile(`${ROOT}${file}`, content);
  console.log("Wrote docs/widget-reference.md and docs/custom-elements.json.");
}

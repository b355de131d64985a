import { cli } from "@custom-elements-manifest/analyzer/cli.js";
import { ROOT } from "./paths.ts";

/** One line of the reference. `type` is TypeScript, without the word for "or nothing". */
export type Entry = { name: string; type: string; default: string; description: string };
type Method = {
  name: string;
  parameters: { name: string; type: string; optional: boolean }[];
  /** What comes back. */
  result: string;
  description: string;
};

/** What a page may use of `<support-widget>`. Nothing else of it is promised to stay. */
export type WidgetManifest = {
  description: string;
  attributes: Entry[];
  properties: Entry[];
  methods: Method[];
  events: Entry[];
  slots: Entry[];
  parts: Entry[];
  cssProperties: Entry[];
};

type Raw = {
  kind?: string;
  name?: string;
  privacy?: string;
  readonly?: boolean;
  description?: string;
  default?: string;
  type?: { text: string };
  return?: { type?: { text: string } };
  parameters?: { name: string; optional?: boolean; type?: { text: string } }[];
};
type RawClass = Record<
  "members" | "attributes" | "events" | "slots" | "cssParts" | "cssProperties",
  Raw[] | undefined
> & {
  tagName?: string;
  description?: string;
};

/** What the JSDoc of the launcher's class says, in its order. */
export async function widgetManifest(): Promise<WidgetManifest> {
  const found = (await cli({
    argv: ["analyze", "--quiet", "--globs", "widget/support-widget.ts"],
    cwd: ROOT,
    noWrite: true,
  })) as { modules: { declarations: RawClass[] }[] };
  const widget = found.modules.flatMap((m) => m.declarations).find((d) => d.tagName === "support-widget");
  if (!widget) throw new Error("the analyzer found no <support-widget>");
  const members = (widget.members ?? []).filter((m) => m.privacy !== "private" && !m.name?.endsWith("Callback"));
  return {
    description: text(widget.description),
    attributes: entries(widget.attributes),
    // The analyzer takes every assignment inside the class for a field; those that are ours say what they are.
    properties: entries(members.filter((m) => m.kind === "field" && m.description && !isDeclaredMethod(m))),
    // Most methods are declared as fields whose type is a function: one loop makes them all.
    methods: members.filter((m) => m.kind === "method" || isDeclaredMethod(m)).map(method),
    // The one `dispatchEvent` of the class has a variable for a name.
    events: entries((widget.events ?? []).filter((e) => e.name?.startsWith("support-"))),
    slots: entries(widget.slots),
    parts: entries(widget.cssParts),
    cssProperties: entries(widget.cssProperties),
  };
}

function entries(raw: readonly Raw[] | undefined): Entry[] {
  return (raw ?? []).map((r) => ({
    name: r.name ?? "",
    type: text(r.type?.text),
    default: text(r.default),
    description: text(r.description),
  }));
}

function isDeclaredMethod({ kind, type }: Raw): boolean {
  return kind === "field" && /=>/.test(type?.text ?? "");
}

function method(raw: Raw): Method {
  const declared = /^\(([\s\S]*?)\)\s*=>/.exec(text(raw.type?.text))?.[1];
  if (declared !== undefined) {
    const parameters = [...declared.matchAll(/(\w+)(\?)?: ((?:\{[^}]*\}|[^,{])+)(?:,|$)/g)].map(
      ([, name = "", mark, type]) => ({
        name,
        type: text(type),
        optional: mark !== undefined,
      }),
    );
    const result = text(raw.type?.text).split("=>").at(-1)?.trim() ?? "";
    return { name: raw.name ?? "", parameters, result, description: text(raw.description) };
  }
  const parameters = (raw.parameters ?? []).map((p) => ({
    name: p.name,
    type: text(p.type?.text),
    optional: p.optional === true,
  }));
  return { name: raw.name ?? "", parameters, result: text(raw.return?.type?.text), description: text(raw.description) };
}

function text(value: string | undefined): string {
  return (value ?? "").replaceAll(/\s+/g, " ").trim();
}

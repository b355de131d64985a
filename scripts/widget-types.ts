import type { Entry, WidgetManifest } from "./widget-manifest.ts";

/** Type declarations of the npm package, made of the same manifest as the reference. File name → content. */
export function widgetTypes(manifest: WidgetManifest): Map<string, string> {
  return new Map([
    ["index.d.ts", index(manifest)],
    ["react.d.ts", framework("react", REACT)],
    ["preact.d.ts", framework("preact", PREACT)],
    ["vue.d.ts", framework("vue", VUE)],
  ]);
}

function index(m: WidgetManifest): string {
  const property = (e: Entry) => e.name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const own = m.attributes.filter(({ name }) => !["open", "lang", "dir"].includes(name));
  const isYesNo = (e: Entry) => e.type === "boolean";
  return `/** Made of the comments in widget/support-widget.ts. */

export type ViewName = "home" | "chat";

/** Attributes of \`<support-widget>\`, as HTML writes them. */
export interface SupportWidgetAttributes {
${m.attributes.map((e) => `${comment(e.description)}  "${e.name}"?: ${isYesNo(e) ? 'boolean | "" | undefined' : `${e.type || "string"} | undefined`};`).join("\n")}
}

/** Events of \`<support-widget>\`: all of them bubble and are composed. */
export interface SupportWidgetEventMap {
${m.events.map((e) => `${comment(e.description)}  "${e.name}": ${e.type};`).join("\n")}
}

/** ${m.description} */
export interface SupportWidgetElement extends HTMLElement {
${own.map((e) => `${comment(e.description)}  ${property(e)}: ${isYesNo(e) ? "boolean" : "string"};`).join("\n")}
${m.properties.map((e) => `${comment(e.description)}  ${e.name === "isOpen" ? "readonly " : ""}${e.name}: ${e.type};`).join("\n")}
${m.methods
  .map((method) => {
    const given = method.parameters.map((p) => `${p.name}${p.optional ? "?" : ""}: ${p.type}`).join(", ");
    return `${comment(method.description)}  ${method.name}(${given}): ${method.result};`;
  })
  .join("\n")}
  addEventListener<Type extends keyof SupportWidgetEventMap>(
    type: Type,
    listener: (this: SupportWidgetElement, event: SupportWidgetEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** \`SupportWidget("open")\`, see queue.js. */
export interface SupportWidgetQueue {
  (name: "boot", attributes: Record<string, unknown>): void;
  (name: "on", type: string, listener: (event: CustomEvent) => void): () => void;
  (name: string, ...given: unknown[]): Promise<unknown>;
}

/** Loads the widget from your Deskbell server and resolves when \`<support-widget>\` is defined. Rejects if the file cannot be loaded. */
export function loadSupportWidget(server: string): Promise<void>;

declare global {
  interface HTMLElementTagNameMap {
    "support-widget": SupportWidgetElement;
  }
  interface DocumentEventMap extends SupportWidgetEventMap {}
  var SupportWidget: SupportWidgetQueue | undefined;
}
`;
}

function comment(text: string): string {
  return text ? `  /** ${text.replaceAll("*/", "* /")} */\n` : "";
}

const HANDLERS = `type Handlers = {
  [Type in keyof SupportWidgetEventMap as \`on\${Type}\`]?: (event: SupportWidgetEventMap[Type]) => void;
};
`;

/** Without the attribute \`open\`: both would set the property of that name, which is the method. */
function framework(name: string, body: string): string {
  return `import type { SupportWidgetAttributes, SupportWidgetElement, SupportWidgetEventMap } from "./index.js";
${name === "vue" ? "" : `\n${HANDLERS}`}
${body}`;
}

const REACT = `declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "support-widget": import("react").DetailedHTMLProps<
        import("react").HTMLAttributes<SupportWidgetElement>,
        SupportWidgetElement
      > &
        Omit<SupportWidgetAttributes, "open"> &
        Handlers;
    }
  }
}
`;

const PREACT = `declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "support-widget": import("preact").HTMLAttributes<SupportWidgetElement> & Omit<SupportWidgetAttributes, "open"> & Handlers;
    }
  }
}
`;

const VUE = `declare module "vue" {
  interface GlobalComponents {
    "support-widget": import("vue").DefineComponent<
      SupportWidgetAttributes & {
        [Type in keyof SupportWidgetEventMap as \`on\${Capitalize<Camel<Type>>}\`]?: (event: SupportWidgetEventMap[Type]) => void;
      }
    >;
  }
}

type Camel<Name extends string> = Name extends \`\${infer Head}-\${infer Tail}\` ? \`\${Head}\${Capitalize<Camel<Tail>>}\` : Name;
`;

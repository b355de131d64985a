import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, typedPath } from "./paths.ts";

export type StartOptions = {
  port: number;
  demoPort: number | null;
  host: string;
  data: string;
  kb: string;
  url: string | null;
  trustProxy: boolean;
  origins: string[];
  restored: boolean;
};

export const HELP = `Deskbell: builds everything and runs it on this machine.

  npm start -- [options]

  --port N        port of the support server (default 8787); the demo site takes the next one
  --data DIR      folder that keeps conversations, accounts and keys (default .deskbell)
  --kb DIR        knowledge base: DIR/<site>/<locale>/<category>/<slug>.md (default kb-content); Deskbell's own help
                  stays at /help
  --origin URL    origin that may embed the widget, such as https://shop.example; may be repeated
  --host ADDR     address to listen on (default 127.0.0.1; behind a TLS proxy leave it so)
  --url URL       public address of the support server, when a proxy stands before it
  --trust-proxy   that proxy says in X-Forwarded-For where visitors come from (Caddy does): new conversations and
                  uploads are then limited for each network instead of for all visitors together
  --no-demo       without the demo site
  --restored      the data folder is a backup that was put back: every open page loads its conversation again, the
                  inbox is rebuilt. Found out by itself for copied files, not for a snapshot that was rolled back
  --help          this text
`;

/** Throws with one line that names the option. Relative folders are relative to where the command was typed. */
export function startOptions(args: string[]): StartOptions | "help" {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "8787" },
      data: { type: "string" },
      kb: { type: "string" },
      origin: { type: "string", multiple: true, default: [] },
      host: { type: "string", default: "127.0.0.1" },
      url: { type: "string" },
      "trust-proxy": { type: "boolean", default: false },
      "no-demo": { type: "boolean", default: false },
      restored: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    throw new Error(`--port: a number from 1 to 65534 expected, got ${values.port}`);
  }
  const folder = (given: string | undefined, standard: string) =>
    given === undefined ? `${ROOT}${standard}` : resolve(typedPath(given));
  return {
    port,
    demoPort: values["no-demo"] ? null : port + 1,
    host: values.host,
    data: folder(values.data, ".deskbell"),
    kb: folder(values.kb, "kb-content"),
    url: values.url === undefined ? null : origin("--url", values.url),
    trustProxy: values["trust-proxy"],
    origins: values.origin.map((o) => origin("--origin", o)),
    restored: values.restored,
  };
}

function origin(option: string, value: string): string {
  try {
    const url = new URL(value);
    if ((url.protocol === "https:" || url.protocol === "http:") && url.pathname === "/" && !url.search)
      return url.origin;
  } catch {
    // Told below.
  }
  throw new Error(`${option}: an origin such as https://shop.example expected, got ${value}`);
}

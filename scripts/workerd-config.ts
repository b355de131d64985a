/** What raw workerd is told. Texts go through `text()`: capnp's string syntax is C's, which JSON's is a part of. */
export type WorkerdOptions = {
  host: string;
  port: number;
  /** Built worker module, relative to the configuration; folders, absolute. */
  worker: string;
  publicDir: string;
  kbDir: string;
  objectsDir: string;
  /** Text bindings of worker/env.ts. */
  vars: Record<string, string>;
  /** Tests only: the loopback port of whoever is asked at the points of worker/fail-point.ts. */
  chaosPort?: number;
};

/** Must not be later than the workerd release. deleteAll() removes alarms from 2026-02-24 on; node:* from 2026-08-04. */
export const COMPATIBILITY_DATE = "2026-10-20";
const CLASSES = ["Conversation", "Inbox", "Workspace", "Visitor", "Limiter"];

/** The capnp configuration: one public socket, one control socket on a free loopback port. */
export function workerdConfig(options: WorkerdOptions): string {
  const bindings = [
    ...CLASSES.map((c) => `(name = ${text(c.toUpperCase())}, durableObjectNamespace = ${text(c)})`),
    `(name = "ASSETS", service = "public")`,
    `(name = "KB", service = "kb")`,
    ...(options.chaosPort === undefined ? [] : [`(name = "CHAOS", service = "chaos")`]),
    ...Object.entries(options.vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
  ];
  const objects = CLASSES.map(
    (c) => `(className = ${text(c)}, uniqueKey = ${text(`deskbell-${c.toLowerCase()}`)}, enableSql = true)`,
  );
  const chaos =
    options.chaosPort === undefined
      ? ""
      : `\n    (name = "chaos", external = (address = "127.0.0.1:${options.chaosPort}", http = ())),`;
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "public", disk = (path = ${text(options.publicDir)}, writable = false)),
    (name = "kb", disk = (path = ${text(options.kbDir)}, writable = false)),
    (name = "objects", disk = (path = ${text(options.objectsDir)}, writable = true)),${chaos}
  ],
  sockets = [
    (name = "http", address = ${text(`${options.host}:${options.port}`)}, http = (), service = "main"),
    (name = "control", address = "127.0.0.1:0", http = (), service = (name = "main", entrypoint = "Control")),
  ],
);

const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed ${text(options.worker)})],
  compatibilityDate = ${text(COMPATIBILITY_DATE)},
  compatibilityFlags = ["enable_request_signal"],
  bindings = [
    ${bindings.join(",\n    ")},
  ],
  durableObjectNamespaces = [
    ${objects.join(",\n    ")},
  ],
  durableObjectStorage = (localDisk = "objects"),
);
`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { build } from "esbuild";
import { exampleFile } from "./demo-examples.ts";
import { ROOT } from "./paths.ts";

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/**
 * The demo company's site, on its own port, so that CORS, module loading and Origin checks are those of a real site. Files
 * come from demo/; `{{SERVER}}` becomes the support server's origin. Under /examples/ lie the pages of widget/examples/. `csp`: policy by path, for the tests.
 */
export async function startDemo(options: {
  port: number;
  server: string;
  csp?: (path: string) => string | undefined;
}): Promise<Server> {
  const lit = await build({
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    absWorkingDir: ROOT,
    entryPoints: ["demo/lit-host.ts"],
  });
  const script = lit.outputFiles[0]?.text ?? "";
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const name = path === "/" ? "/index.html" : path;
    // The examples name no icon, and browsers ask for this one.
    if (name === "/favicon.ico") return void response.writeHead(204).end();
    const match = /^\/(examples\/)?([a-z-]+\.(html|css|js|svg))$/.exec(name);
    const body =
      name === "/lit-host.js"
        ? script
        : match?.[1]
          ? await exampleFile(match[2] ?? "", options.server)
          : match
            ? await demoFile(name)
            : null;
    if (body === null) {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    const policy = options.csp?.(name);
    response.writeHead(200, {
      "Content-Type": TYPES[match?.[3] ?? "html"],
      "Cache-Control": "no-cache",
      ...(policy ? { "Content-Security-Policy": policy } : {}),
    });
    response.end(body.replaceAll("{{SERVER}}", options.server));
  };
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return server;
}

async function demoFile(name: string): Promise<string | null> {
  return readFile(`${ROOT}demo${name}`, "utf8").catch(() => null);
}

import { createServer, request, type Server } from "node:http";
import { connect } from "node:net";

/** A plain reverse proxy, sockets included, that also serves a few pages of its own. */
export async function startProxy(options: {
  port: number;
  target: string;
  pages: Record<string, { csp: string; html: string }>;
}): Promise<Server> {
  const { hostname, port } = new URL(options.target);
  const server = createServer((incoming, outgoing) => {
    const page = options.pages[incoming.url ?? ""];
    if (page) {
      outgoing.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": page.csp }).end(page.html);
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.on("upgrade", (incoming, socket, head) => {
    const onward = connect(Number(port), hostname, () => {
      const headers = incoming.rawHeaders.reduce((text, part, i) => text + part + (i % 2 ? "\r\n" : ": "), "");
      onward.write(`GET ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.once("error", () => [onward, socket].forEach((s) => void s.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(options.port, "127.0.0.1", resolve));
  return server;
}

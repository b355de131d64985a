import { DurableObject } from "cloudflare:workers";

/*
 * The floor of the load bench: the least that an object can do with a message. `/bare/:name` sends it back to every socket of the
 * object; `/row/:name` writes it down as one row before. No deduplication, no acknowledgement, no roles.
 */

type Env = { ECHO: DurableObjectNamespace<Echo> };

export class Echo extends DurableObject {
  #made = false;

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [new URL(request.url).pathname.split("/")[1] ?? ""]);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, data: string): void {
    if (this.ctx.getTags(socket)[0] === "row") {
      if (!this.#made)
        this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY, body TEXT)");
      this.#made = true;
      this.ctx.storage.sql.exec("INSERT INTO messages (body) VALUES (?)", data);
    }
    for (const each of this.ctx.getWebSockets()) each.send(data);
  }
}

export default {
  fetch: (request, env) => env.ECHO.getByName(new URL(request.url).pathname).fetch(request),
} satisfies ExportedHandler<Env>;

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Answers the server's question at its named points (worker/fail-point.ts): go on. Or it calls `struck` instead and answers
 * nothing: whoever asked is to be dead by then.
 */
export class FailPointService {
  /** How often each point was asked. */
  readonly asked = new Map<string, number>();
  #armed: { point: string; struck: () => void } | null = null;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const point = (request.url ?? "/").slice(1);
      this.asked.set(point, (this.asked.get(point) ?? 0) + 1);
      request.resume();
      if (this.#armed?.point === point) {
        const { struck } = this.#armed;
        this.#armed = null;
        return struck();
      }
      response.writeHead(204).end();
    });
  }

  /** Resolves with the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  arm(point: string, struck: () => void): void {
    this.#armed = { point, struck };
  }

  disarm(): void {
    this.#armed = null;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

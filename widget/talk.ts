import type { ReactiveController } from "lit";
import { safeStorage } from "../client/safe-storage.ts";
import { tools } from "../client/visitor.ts";
import { ConversationController } from "./controller.ts";
import { handed } from "./handed-lit.ts";
import type { placeOf } from "./session.ts";
import { textPieces } from "./text-links.ts";
import type { ViewHost } from "./view-host.ts";

/** Where the tag allows no storage: a conversation that lasts as long as the page. */
let inPage = safeStorage(null);

/** The conversation of whoever the visitor is: made when it is needed, and again for somebody else. */
export class Talk implements ReactiveController {
  conversation: ConversationController | undefined;
  readonly #host: ViewHost;
  readonly #placeOf: typeof placeOf;
  #making: Promise<ConversationController> | undefined;
  /** Other tabs of this site, to hear that somebody has logged out. */
  #others: BroadcastChannel | undefined;
  /** Rises with everyone who comes or goes: what was being made is nobody's then. */
  #turn = 0;

  /** `place`: handed over, as it is part of the panel's file. */
  constructor(host: ViewHost, place: typeof placeOf) {
    this.#host = host;
    this.#placeOf = place;
    host.addController(this);
  }

  /** Connects if there is something to connect to. Rejects if a file that it needs cannot be loaded. */
  make(): Promise<ConversationController> {
    const making = (this.#making ??= this.#make());
    making.catch(() => {
      if (making === this.#making) this.#making = undefined;
    });
    return making;
  }

  hostConnected(): void {
    if (!this.conversation) return;
    const { server, site } = this.#host.settings;
    this.#others?.close();
    try {
      this.#others = new BroadcastChannel(`deskbell:${server}:${site}`);
      this.#others.onmessage = () => void this.#host.logout(true);
    } catch {
      // Site data is blocked: no other tab shares any.
    }
  }

  /** A channel that somebody listens to would keep all of a removed tag in memory. */
  hostDisconnected(): void {
    this.#others?.close();
  }

  drop(): void {
    this.#turn++;
    this.conversation?.dispose();
    this.#others?.close();
    this.conversation = this.#making = undefined;
  }

  /** Nothing of what this page knows of its visitors stays, whoever they are; what the browser keeps is taken away by leave.ts. */
  forget(): void {
    this.conversation?.client.forget();
    this.drop();
    inPage = safeStorage(null);
  }

  async #make(): Promise<ConversationController> {
    const host = this.#host;
    if (host.isMute && !host.settings.kbOnly) host.port.emit("support-error", { code: "identity_required" });
    const turn = this.#turn;
    const [page, key, person] = this.#placeOf(host.settings);
    const { userToken, consent } = host.settings;
    const storage = page ? safeStorage(page) : inPage;
    const signed = userToken && (await import("./signed.ts"));
    const identity = signed ? await signed.identityOf(host, storage, person, tools) : undefined;
    const ask = consent === "ask" && (await import("./agreement.ts"));
    if (turn !== this.#turn) return this.make();
    const conversation = new ConversationController(host, storage, key, identity);
    if (signed) signed.watchToken(host, conversation);
    if (ask) ask.askConsent(host, conversation, handed, textPieces);
    this.conversation = conversation;
    if (host.renderRoot.isConnected) this.hostConnected();
    return conversation;
  }
}

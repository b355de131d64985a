import type { CommandsNow } from "../client/request-commands.ts";
import type { ConversationView } from "../protocol/frames.ts";
import type { RATING_TEXT_MAX } from "../protocol/limits.ts";
import { actionButton, html, linkButton, nothing } from "./handed-lit.ts";
import { requestWords } from "./request-words.ts";
import type { ViewHost } from "./view-host.ts";

const MAX: typeof RATING_TEXT_MAX = 1_000;
const STARS = [1, 2, 3, 4, 5];

/** Of a solved request: what was done, whether it is solved, and how it was. Every step is a choice, none is asked twice. */
export class ClosingCard {
  readonly #host: ViewHost;
  readonly #commands: CommandsNow;
  #failed = false;

  constructor(host: ViewHost, commands: CommandsNow) {
    this.#host = host;
    this.#commands = commands;
  }

  content(view: ConversationView | null): unknown {
    const closing = view?.status === "solved" && view.closing;
    if (!closing) return nothing;
    const words = requestWords(this.#host);
    const { summary, confirmed, rating } = closing;
    return html`<section class="card closing" aria-label=${words.solved}>
      ${summary ? html`<h4>${words.whatWasDone}</h4><p dir="auto">${summary}</p>` : nothing}
      ${
        confirmed
          ? rating
            ? html`<p role="status">${words.thankYou} <span aria-hidden="true">${"★".repeat(rating.stars)}</span></p>`
            : this.#form()
          : html`<h4>${words.isSolved}</h4>
              <div class="actions">${this.#answer(words.sayYes, true)} ${this.#answer(words.sayNo, false)}</div>`
      }
      ${this.#failed ? html`<p class="error" role="alert">${words.notSaved}</p>` : nothing}
      ${confirmed ? linkButton(words.newQuestion, () => this.#begin()) : nothing}
    </section>`;
  }

  #answer(label: string, solved: boolean): unknown {
    const answer = (): void => {
      this.#host.rest();
      void this.#done(this.#commands()?.confirm(solved));
    };
    return actionButton(label, answer);
  }

  #form(): unknown {
    const words = requestWords(this.#host);
    return html`<form @submit=${(event: SubmitEvent) => this.#rate(event)}>
      <fieldset class="stars">
        <legend>${words.howWasHelp}</legend>
        ${STARS.map(
          (star) =>
            html`<label><input type="radio" name="stars" value=${star} required aria-label=${words.starsOf(star)} /></label>`,
        )}
      </fieldset>
      <div class="line">
        <input name="text" maxlength=${MAX} dir="auto" placeholder=${words.commentHint} aria-label=${words.commentHint} />
        <button part="button" class="action">${this.#host.t.sendIt}</button>
      </div>
    </form>`;
  }

  #rate(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const stars = Number(data.get("stars"));
    this.#host.rest();
    void this.#done(this.#commands()?.rate(stars, data.get("text") as string), () =>
      this.#host.port.emit("support-rated", { stars }),
    );
  }

  async #done(command: Promise<{ kind: string }> | undefined, then?: () => void): Promise<void> {
    this.#failed = (await command)?.kind !== "acknowledged";
    if (!this.#failed) then?.();
    this.#host.requestUpdate();
  }

  #begin(): void {
    this.#host.conversation?.client.open(null);
    this.#host.go("chat");
  }
}

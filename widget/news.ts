import type { KeyValueStorage, Snapshot } from "../client/types.ts";
import type { Message } from "../protocol/model.ts";
import { isNews, noticeText, titleWith } from "./news-rules.ts";
import { wantsNotices } from "./notice-choice.ts";
import type { LauncherPort, Settings } from "./port.ts";
import type { Strings } from "./strings/en.ts";
import { readSeen, writeSeen } from "./unread.ts";

/** Time for a tab that shows the conversation to say that it has shown the message. */
const SHOWN_MS = 400;
/** As long as this the tab that tells holds the lock: the others, a little slower, find it taken. */
const HELD_MS = 2_000;
/** Two short notes, quiet: heard by who waits, not by the room. */
const NOTES_HZ = [660, 880];
const NOTE_S = 0.12;
const LOUDNESS = 0.08;

type NewMessage = Pick<Message, "seq" | "author" | "body">;

type Options = {
  storage: KeyValueStorage;
  /** See session.ts; what is told is written down beside. */
  key: string;
  /** The conversation's id. */
  conversation: () => string;
  /** The tag says `sound`. */
  sound: () => boolean;
  /** Its name, in the visitor's language. */
  bot: () => string;
  /** The visitor has pressed the notification. */
  open: () => void;
};

/** Of one panel's conversation. */
export function newsFor(
  talk: { storage: KeyValueStorage; key: string; snapshot: Pick<Snapshot, "conversation"> },
  host: { settings: Pick<Settings, "sound">; t: Pick<Strings, "supportName">; port: Pick<LauncherPort, "host"> },
): News {
  return new News({
    storage: talk.storage,
    key: talk.key,
    conversation: () => talk.snapshot.conversation?.id ?? "",
    sound: () => host.settings.sound,
    bot: () => host.t.supportName,
    open: () => void host.port.host.open("chat"),
  });
}

/** Tells of new messages outside the panel: in the page's title, by a tone, by a notification of the browser if the visitor wants those. */
export class News {
  readonly #options: Options;
  #count = 0;
  #isOver = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The conversation has left the panel: nothing is told of it any more, nor by what waits at this moment. */
  end(): void {
    if (this.#count) this.count(0);
    this.#isOver = true;
  }

  /** In every tab that is not looked at: the number belongs to the tab. */
  count(count: number): void {
    if (this.#isOver) return;
    this.#count = count;
    const hidden = document.visibilityState === "hidden";
    document.title = titleWith(document.title, hidden ? count : 0);
    if (count && hidden) document.addEventListener("visibilitychange", () => this.count(this.#count), { once: true });
  }

  /** In one tab of this browser, once. */
  async tell(message: NewMessage): Promise<void> {
    try {
      await navigator.locks.request(`${this.#options.key}:news`, { ifAvailable: true }, async (lock) => {
        if (lock && (await this.#tellOnce(message))) await pause(HELD_MS);
      });
    } catch {
      // No locks on plain http, nor in a sandboxed frame: then what is written down has to do.
      await this.#tellOnce(message);
    }
  }

  async #tellOnce(message: NewMessage): Promise<boolean> {
    const { storage, key, conversation, sound } = this.#options;
    await pause(SHOWN_MS);
    if (this.#isOver) return false;
    const id = conversation();
    const said = {
      told: readSeen(storage.getItem(`${key}:told`), id),
      seen: readSeen(storage.getItem(`${key}:seen`), id),
    };
    if (!isNews(message.seq, said)) return false;
    storage.setItem(`${key}:told`, writeSeen({ conversation: id, seq: message.seq }));
    if (sound()) tone();
    if (wantsNotices(storage, key)) this.#notify(message);
    return true;
  }

  #notify({ author, body }: NewMessage): void {
    const name = author.kind === "agent" ? author.name : this.#options.bot();
    const text =
      "text" in body ? body.text : "phrase" in body ? body.phrase.text : "article" in body ? body.article.title : "";
    try {
      const notice = new Notification(name, { body: noticeText(text), tag: this.#options.key });
      notice.onclick = () => {
        window.focus();
        notice.close();
        this.#options.open();
      };
    } catch {
      // Phones show none that a page makes by itself.
    }
  }
}

function tone(): void {
  try {
    const audio = new AudioContext();
    const volume = audio.createGain();
    volume.gain.value = LOUDNESS;
    volume.connect(audio.destination);
    NOTES_HZ.forEach((hz, nth) => {
      const note = audio.createOscillator();
      note.frequency.value = hz;
      note.connect(volume);
      note.start(audio.currentTime + nth * NOTE_S);
      // Quoted: the build shortens our own `stop`, and this one is the browser's.
      note["stop"](audio.currentTime + (nth + 1) * NOTE_S);
      if (nth === NOTES_HZ.length - 1) note.onended = () => void audio.close();
    });
    // Nobody has touched the page yet: browsers let it be silent, and so do we.
    if (audio.state === "suspended") void audio.close();
  } catch {
    // No sound here.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

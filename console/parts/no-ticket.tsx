import type { ErrorCode } from "../../protocol/errors.ts";
import type { InboxView } from "../../protocol/frames.ts";
import { t } from "../language.ts";
import { inboxPath } from "../paths.ts";
import { useTitle } from "./use-title.ts";

/** In place of a conversation that the server does not open. */
export function NoTicket({ code, view }: { code: ErrorCode; view: InboxView }) {
  const { ticket, errors } = t.value;
  const text = code === "not_found" ? ticket.notFoundText : errors[code];
  const title = code === "not_found" ? ticket.notFoundTitle : ticket.refusedTitle;
  useTitle(title);
  return (
    <section class="pane nothing-chosen">
      <h1>{title}</h1>
      <p class="muted">{text}</p>
      <p>
        <a href={inboxPath(view)}>{ticket.back}</a>
      </p>
    </section>
  );
}

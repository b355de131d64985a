import type { PendingMessage } from "../../client/types.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { t } from "../language.ts";
import { AttachedFiles } from "./attached-files.tsx";

type Props = {
  id: ConversationId;
  pending: PendingMessage;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
};

/** One's own message that the server has not stored yet, or refused. */
export function PendingItem({ id, pending, onRetry, onDiscard }: Props) {
  const { thread, errors } = t.value;
  return (
    <article class={`message agent ${pending.state}`}>
      {pending.text !== "" && (
        <p class="text" dir="auto">
          {pending.text}
        </p>
      )}
      <AttachedFiles id={id} files={pending.files} />
      {pending.state === "pending" ? (
        <p class="delivery">{thread.pending}</p>
      ) : (
        <div class="delivery" role="alert">
          <p class="error">
            {thread.failed} {pending.code && errors[pending.code]}
          </p>
          <div class="row">
            <button type="button" class="button" onClick={() => onRetry(pending.clientId)}>
              {thread.retry}
            </button>
            <button type="button" class="button" onClick={() => onDiscard(pending.clientId)}>
              {thread.discard}
            </button>
          </div>
        </div>
      )}
    </article>
  );
}

import type { InboxStore } from "../inbox-store.ts";
import { t } from "../language.ts";

export function RetryButton({ inbox }: { inbox: InboxStore }) {
  return (
    <button type="button" class="button" onClick={() => inbox.retry()}>
      {t.value.common.tryAgain}
    </button>
  );
}

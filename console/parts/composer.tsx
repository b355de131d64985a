import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { Trouble } from "../api.ts";
import type { OpenConversation } from "../conversations.ts";
import type { DraftKind } from "../drafts.ts";
import { t } from "../language.ts";
import { drafts } from "../storage.ts";
import type { Verbs } from "../ticket-rules.ts";
import { Tabs } from "./tabs.tsx";
import { TakeOverToReply } from "./take-over-to-reply.tsx";
import type { Actions } from "./use-ticket-actions.ts";
import { WriteField } from "./write-field.tsx";

type Props = {
  open: OpenConversation;
  id: ConversationId;
  verbs: Verbs;
  actions: Actions;
  kind: DraftKind;
  onKind: (kind: DraftKind) => void;
  field: RefObject<HTMLTextAreaElement | null>;
};

/** Where an agent writes: to the visitor, if the ticket is theirs, or to the colleagues. */
export function Composer({ open, id, verbs, actions, kind, onKind, field }: Props) {
  const { composer } = t.value;
  const [text, setText] = useState({ reply: drafts.read(id, "reply"), note: drafts.read(id, "note") });
  const [saving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  function write(which: DraftKind, value: string): void {
    drafts.write(id, which, value);
    // Of a note nobody outside the desk may learn, not even that it is being written.
    if (which === "reply") open.client.setTyping(value.trim() !== "");
    setText((before) => ({ ...before, [which]: value }));
    setTrouble(null);
  }

  // Another conversation, or the ticket is gone: whoever left has stopped.
  useEffect(() => () => open.client.setTyping(false), [open]);

  async function send(): Promise<void> {
    const value = text[kind].trim();
    if (saving) return;
    // With the mouse it stands on the button.
    field.current?.focus();
    if (value === "") return setTrouble("empty");
    if ([...value].length > MESSAGE_MAX_CODE_POINTS) return setTrouble("too_big");
    if (kind === "reply") {
      // Shown as "sending" in the thread from here on.
      open.client.sendMessage(value);
      return write("reply", "");
    }
    setSaving(true);
    const result = await open.run((client) => client.addNote(value));
    setSaving(false);
    if (result.kind === "acknowledged") write("note", "");
    else setTrouble(result.code);
  }

  return (
    <section class={`composer ${kind}`}>
      <Tabs
        label={composer.kind}
        tabs={[
          { id: "reply", label: composer.reply },
          { id: "note", label: composer.note },
        ]}
        chosen={kind}
        onChoose={(next) => {
          open.client.setTyping(false);
          onKind(next);
          setTrouble(null);
        }}
        panel="composer-panel"
      />
      <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${kind}`}>
        {kind === "reply" && !verbs.reply ? (
          <TakeOverToReply verbs={verbs} actions={actions} draft={text.reply !== ""} />
        ) : (
          <WriteField
            key={kind}
            kind={kind}
            text={text[kind]}
            saving={saving}
            trouble={trouble}
            field={field}
            onText={(value) => write(kind, value)}
            onSend={() => void send()}
          />
        )}
      </div>
    </section>
  );
}

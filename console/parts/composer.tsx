import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { FILES_PER_MESSAGE, MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { Trouble } from "../api.ts";
import type { OpenConversation } from "../conversations.ts";
import type { DraftKind } from "../drafts.ts";
import { t } from "../language.ts";
import { drafts } from "../storage.ts";
import type { Verbs } from "../ticket-rules.ts";
import { isUploading, type Uploads } from "../uploads.ts";
import { AttachButton } from "./attach-button.tsx";
import { Tabs } from "./tabs.tsx";
import { TakeOverToReply } from "./take-over-to-reply.tsx";
import { UploadList } from "./upload-list.tsx";
import { useFileDrop } from "./use-file-drop.ts";
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
  uploads: Uploads;
  /** Bytes of one file; null: this site takes none. */
  maxBytes: number | null;
};

/** Where an agent writes: to the visitor, if the ticket is theirs, or to the colleagues. */
export function Composer({ open, id, verbs, actions, kind, onKind, field, uploads, maxBytes }: Props) {
  const { composer, files: words } = t.value;
  const [text, setText] = useState({ reply: drafts.read(id, "reply"), note: drafts.read(id, "note") });
  const [saving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [tooMany, setTooMany] = useState(false);
  const attachButton = useRef<HTMLButtonElement>(null);
  const items = uploads.of(id).value;
  const uploading = isUploading(items);
  const answering = kind === "reply" && verbs.reply;

  const attach = useCallback(
    (files: File[]) => {
      if (maxBytes === null || files.length === 0) return;
      setTooMany(uploads.add(id, files, maxBytes) > 0);
      setTrouble(null);
    },
    [uploads, id, maxBytes],
  );
  const attachable = answering && maxBytes !== null;
  const over = useFileDrop(attachable ? attach : null);

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
    if (saving || (kind === "reply" && uploading)) return;
    // With the mouse it stands on the button.
    field.current?.focus();
    if ([...value].length > MESSAGE_MAX_CODE_POINTS) return setTrouble("too_big");
    if (kind === "reply") {
      const files = uploads.take(id);
      if (value === "" && files.length === 0) return setTrouble("empty");
      // Shown as "sending" in the thread from here on.
      open.client.sendMessage(value, ...(files.length > 0 ? [{ files }] : []));
      setTooMany(false);
      return write("reply", "");
    }
    if (value === "") return setTrouble("empty");
    setSaving(true);
    const result = await open.run((client) => client.addNote(value));
    setSaving(false);
    if (result.kind === "acknowledged") write("note", "");
    else setTrouble(result.code);
  }

  function remove(key: string): void {
    uploads.remove(id, key);
    setTooMany(false);
    // The button that was pressed goes away.
    attachButton.current?.focus();
  }

  return (
    <section class={`composer ${kind}${over ? " drop" : ""}`}>
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
          <TakeOverToReply verbs={verbs} actions={actions} draft={text.reply !== "" || items.length > 0} />
        ) : (
          <WriteField
            key={kind}
            kind={kind}
            text={text[kind]}
            saving={saving}
            trouble={trouble}
            field={field}
            waitFor={answering && uploading ? words.wait : null}
            onText={(value) => write(kind, value)}
            onSend={() => void send()}
            onFiles={attachable ? attach : null}
            attach={attachable && <AttachButton button={attachButton} onFiles={attach} />}
          >
            {answering && (
              <UploadList
                id={id}
                items={items}
                maxBytes={maxBytes ?? 0}
                onRetry={(key) => uploads.retry(id, key)}
                onRemove={remove}
              />
            )}
            {answering && tooMany && (
              <p class="error small" role="alert">
                {words.tooMany(FILES_PER_MESSAGE)}
              </p>
            )}
          </WriteField>
        )}
      </div>
      {over && (
        <p class="drop-here" aria-hidden="true">
          {words.dropHere}
        </p>
      )}
    </section>
  );
}

import type { FileRef } from "../protocol/model.ts";
import { type Answer, refusal } from "./api.ts";
import { declaredType, sendableName } from "./file-check.ts";

/** One file on its way. `done` never rejects; after `cancel` it never settles. */
export type Upload = { done: Promise<Answer<FileRef>>; cancel: () => void };

/**
 * Sends a file to a conversation. XMLHttpRequest, because fetch does not tell how much has left.
 *
 * @param onProgress share that has left this machine, 0 to 1
 */
export function uploadFile(
  conversationId: string,
  file: File,
  onProgress: (share: number) => void,
  request: XMLHttpRequest = new XMLHttpRequest(),
): Upload {
  const done = new Promise<Answer<FileRef>>((resolve) => {
    request.open("POST", `/v1/console/conversations/${encodeURIComponent(conversationId)}/files`);
    request.setRequestHeader("Content-Type", declaredType(file) ?? "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(sendableName(file.name)));
    // As in api.ts: a header that no form of another site can send.
    request.setRequestHeader("X-Deskbell", "1");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = parsed(request.responseText);
      resolve(request.status === 201 ? { kind: "ok", value: body as FileRef } : refusal(body));
    };
    request.onerror = () => resolve({ kind: "refused", code: "unreachable" });
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

/** A proxy may answer with a page of its own. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import type { FileRef } from "../protocol/model.ts";
import type { Verdict } from "./http.ts";
import type { FileAccess } from "./visitor-types.ts";

/*
 * Bytes of attached files, there and back. Loaded with what shows them; all of it imports types only, so that it stays in that file.
 */

/** As FILE_ID of protocol/model.ts. */
const FILE = /^f_[0-9a-z]{26}$/;

/** Longer than the server waits for the last byte. */
const LONGEST_MS = 200_000;

/**
 * Uploads one file, which belongs to no message yet. A number as in http.ts: no network, too much at once, an answer that is not ours;
 * null: called off.
 *
 * @param name as the visitor's system calls it; the server makes a safe one of it
 * @param onProgress share of the bytes that are out, 0 to 1. `fetch` cannot tell that.
 */
export function upload(
  { url, token }: FileAccess,
  file: Blob,
  name: string,
  onProgress: (share: number) => void,
  { signal }: AbortController,
): Promise<FileRef | Verdict | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.timeout = LONGEST_MS;
    request.responseType = "json";
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("X-File-Name", encodeURIComponent(name.toWellFormed()));
    request.upload.onprogress = ({ loaded }) => onProgress(loaded / file.size);
    request.onloadend = () => {
      const { status } = request;
      // Called off, it has none; a captive portal's page is no JSON.
      const answer = Object(request.response) as Partial<FileRef> & {
        error?: { code?: Verdict; retryAfterMs?: number };
      };
      if (signal.aborted) resolve(null);
      else if (status < 300 && FILE.test(`${answer.id}`)) resolve(answer as FileRef);
      else if (status === 429 || status >= 500) resolve(Number(answer.error?.retryAfterMs) || 0);
      else resolve(answer.error?.code ?? 0);
    };
    signal.onabort = () => request.abort();
    request.send(file);
  });
}

/** The bytes of a file of this conversation; null: they could not be had. */
export async function download(access: FileAccess | Verdict, id: string): Promise<Blob | null> {
  if (typeof access !== "object") return null;
  try {
    const response = await fetch(`${access.url}/${id}`, {
      credentials: "omit",
      cache: "no-store",
      headers: { Authorization: `Bearer ${access.token}` },
    });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

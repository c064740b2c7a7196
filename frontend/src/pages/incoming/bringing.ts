import { answerOf, api } from "@/api/client";
import { fingerprintOf, sendOne, uploadsOf } from "@/api/imports";
import { newKey } from "@/api/intent";
import type { SendHeaders } from "@/api/send";
import { sendForm, uploadFile } from "@/api/upload";
import type { LabelImport } from "./types";

interface Bringing {
  readonly projectId: number;
  readonly file: File;
  readonly isInParts: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: SendHeaders;
  /** What was sent whole by which key, kept for as long as the form: see `bring`. */
  readonly parcels: Map<string, number>;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly onWait: (isWaiting: boolean) => void;
}

/**
 * Sends a file of labels. A large one goes in parts, into a parcel of its own, whatever else comes
 * into the dataset meanwhile: a connection that breaks is waited for, and after the page was left or
 * the server refused, the same file goes on where it stood. A changed file is another parcel. A form
 * whose answer was lost goes again with the parcel that it went with, which the server may have
 * taken: it then answers the same, and nothing of the file is sent a second time.
 */
export async function bring(what: Bringing): Promise<LabelImport> {
  const url = `/api/v1/projects/${what.projectId}/label-imports`;
  const { fields, headers } = what;
  if (!what.isInParts) {
    return uploadFile<LabelImport>(url, what.file, {
      fields,
      headers,
      onProgress: what.onProgress,
    });
  }
  const key = headers["Idempotency-Key"];
  const importId = what.parcels.get(key) ?? (await sendAll(what));
  what.parcels.set(key, importId);
  return sendForm<LabelImport>(url, { ...fields, import_id: String(importId) }, { headers });
}

async function sendAll({ projectId, file, onProgress, onWait }: Bringing) {
  const fingerprint = fingerprintOf(file);
  const { id } = await answerOf(
    api.POST("/api/v1/projects/{project_id}/label-parcels", {
      params: { path: { project_id: projectId } },
      body: { fingerprint },
      headers: { "Idempotency-Key": newKey() },
    }),
  );
  const begun = (await uploadsOf(id)).get(fingerprint);
  await sendOne(id, file, begun, {
    onWait,
    onProgress: (bytes) => onProgress(bytes / Math.max(1, file.size)),
  });
  return id;
}

import { fingerprintOf, openImport, sendOne, uploadsOf } from "@/api/imports";
import { sendForm, uploadFile } from "@/api/upload";
import type { LabelImport } from "./types";

interface Bringing {
  readonly projectId: number;
  readonly datasetId: number | undefined;
  readonly file: File;
  readonly isInParts: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Record<string, string>;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly onWait: (isWaiting: boolean) => void;
}

/**
 * Sends a file of labels. A large one goes in parts, into an import of the dataset: a connection
 * that breaks is waited for, and after the page was left, the same file goes on where it stood.
 */
export async function bring(what: Bringing): Promise<LabelImport> {
  const url = `/api/v1/projects/${what.projectId}/label-imports`;
  const { fields, headers } = what;
  if (!what.isInParts || what.datasetId === undefined) {
    return uploadFile<LabelImport>(url, what.file, {
      fields,
      headers,
      onProgress: what.onProgress,
    });
  }
  const importId = await sendAll(what.datasetId, what);
  return sendForm<LabelImport>(url, { ...fields, import_id: String(importId) }, { headers });
}

async function sendAll(datasetId: number, { file, onProgress, onWait }: Bringing) {
  const { id } = await openImport(datasetId);
  const begun = (await uploadsOf(id)).get(fingerprintOf(file));
  await sendOne(id, file, begun, {
    onWait,
    onProgress: (bytes) => onProgress(bytes / Math.max(1, file.size)),
  });
  return id;
}

import { answerOf, api } from "./client";
import { newKey } from "./intent";
import { Problem } from "./problem";
import { type Answered, MOST_ROWS } from "./query";
import { sendInParts } from "./tus";

type Import = Answered<"/api/v1/imports/{import_id}">;
export type Begun = Answered<"/api/v1/imports/{import_id}/uploads">["results"][number];

/** What tells one file of a folder from another, and from itself after a change. */
export function fingerprintOf(file: File): string {
  return `${file.webkitRelativePath || file.name} ${file.size} ${file.lastModified}`;
}

interface SendingOptions {
  readonly signal?: AbortSignal;
  readonly onWait: (isWaiting: boolean) => void;
  readonly onProgress: (bytes: number) => void;
}

/** A file in parts into an import; what the server has of it is not sent again. */
export async function sendOne(
  importId: number,
  file: File,
  begun: Begun | undefined,
  options: SendingOptions,
) {
  if (begun !== undefined && begun.received === begun.byte_count) {
    options.onProgress(file.size);
    return;
  }
  await sendInParts(`/api/v1/imports/${importId}/uploads`, file, {
    metadata: {
      filename: file.name,
      relativePath: file.webkitRelativePath || file.name,
      fingerprint: fingerprintOf(file),
    },
    ...options,
    ...(begun === undefined ? {} : { address: `/api/v1/uploads/${begun.id}` }),
  });
}

/** By fingerprint what an import has of files. */
export async function uploadsOf(importId: number): Promise<ReadonlyMap<string, Begun>> {
  const found = new Map<string, Begun>();
  for (let page = 1; ; page += 1) {
    const path = { import_id: importId };
    const params = { path, query: { page, page_size: MOST_ROWS } };
    const answer = await answerOf(api.GET("/api/v1/imports/{import_id}/uploads", { params }));
    for (const one of answer.results) found.set(one.fingerprint, one);
    if (!answer.next) return found;
  }
}

/** A new import, or the one that still takes files. */
export async function openImport(datasetId: number): Promise<Import> {
  try {
    return await answerOf(
      api.POST("/api/v1/datasets/{dataset_id}/imports", {
        params: { path: { dataset_id: datasetId } },
        headers: { "Idempotency-Key": newKey() },
      }),
    );
  } catch (error) {
    const live = error instanceof Problem ? await liveImport(error) : null;
    if (live === null) throw error;
    return live;
  }
}

/** The import that is in the way, if it still takes files. */
async function liveImport(problem: Problem): Promise<Import | null> {
  const id = Number(problem.fieldMessage("existing_id"));
  if (problem.code !== "import_running" || !(id > 0)) return null;
  const params = { path: { import_id: id } };
  const live = await answerOf(api.GET("/api/v1/imports/{import_id}", { params }));
  return live.is_collecting ? live : null;
}

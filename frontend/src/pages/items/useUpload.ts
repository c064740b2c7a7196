import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { newKey } from "@/api/intent";
import { Problem } from "@/api/problem";
import { type Answered, MOST_ROWS, apiKey } from "@/api/query";
import { sendInParts } from "@/api/tus";
import { uploadFile } from "@/api/upload";
import { makeDataset } from "./first-dataset";

type Project = Answered<"/api/v1/projects/{project_id}">;
type Import = Answered<"/api/v1/imports/{import_id}">;
type Begun = Answered<"/api/v1/imports/{import_id}/uploads">["results"][number];

/** Files that leave at once: small ones spend most of their time waiting for an answer. */
const LANES = 3;

export interface Sending {
  /** Bytes that the server has, of all. */
  readonly done: number;
  readonly total: number;
  readonly files: number;
}

export interface Upload {
  /** Null before the first file and after the last one. */
  readonly sending: Sending | null;
  /** The import that the server works on. */
  readonly importId: number | null;
  readonly problem: Problem | null;
  readonly send: (files: readonly File[]) => Promise<void>;
  /** A list of addresses, which the server fetches. */
  readonly sendList: (list: File) => Promise<void>;
  /** The objects of a bucket under a prefix, which the server lists and fetches. */
  readonly takeBucket: (bucketId: number, prefix: string) => Promise<void>;
  readonly forget: () => void;
}

/**
 * Sends files in parts into an import, then starts it. A project without a dataset gets one of its
 * own name first. An import that was left while it took files is gone on with: what the server has
 * of the same files is not sent again. A failure keeps what has been sent and is said.
 */
export function useUpload(project: Project): Upload {
  const queryClient = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [importId, setImportId] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function open(): Promise<number> {
    const datasetId = project.dataset?.id ?? (await makeDataset(project));
    await queryClient.invalidateQueries({
      queryKey: apiKey("/api/v1/projects/{project_id}", { project_id: project.id }),
    });
    return (await openImport(datasetId)).id;
  }

  async function start(id: number) {
    const path = { import_id: id };
    await answerOf(api.POST("/api/v1/imports/{import_id}/start", { params: { path } }));
    setImportId(id);
  }

  async function sendAll(files: readonly File[]) {
    const id = await open();
    const begun = await uploadsOf(id);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const sent = new Map<File, number>();
    await inLanes(files, async (file) => {
      await sendOne(id, file, begun.get(fingerprintOf(file)), (bytes) => {
        sent.set(file, bytes);
        const done = [...sent.values()].reduce((sum, count) => sum + count, 0);
        setSending({ done, total, files: files.length });
      });
    });
    await start(id);
  }

  async function listed(list: File) {
    const id = await open();
    await uploadFile(`/api/v1/imports/${id}/url-list`, list, {
      headers: { "Idempotency-Key": newKey() },
      onProgress: (share) => setSending({ done: share * list.size, total: list.size, files: 1 }),
    });
    await start(id);
  }

  async function taken(bucketId: number, prefix: string) {
    const id = await open();
    const params = { path: { import_id: id } };
    const body = { bucket_id: bucketId, prefix };
    await answerOf(api.PUT("/api/v1/imports/{import_id}/bucket", { params, body }));
    await start(id);
  }

  async function during(count: number, work: () => Promise<void>) {
    setProblem(null);
    setSending({ done: 0, total: 0, files: count });
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setSending(null);
    }
  }
  return {
    sending,
    importId,
    problem,
    send: (files) => during(files.length, () => sendAll(files)),
    sendList: (list) => during(1, () => listed(list)),
    takeBucket: (bucketId, prefix) => during(0, () => taken(bucketId, prefix)),
    forget: () => setImportId(null),
  };
}

/** What tells one file of a folder from another, and from itself after a change. */
function fingerprintOf(file: File): string {
  return `${file.webkitRelativePath || file.name} ${file.size} ${file.lastModified}`;
}

async function sendOne(
  importId: number,
  file: File,
  begun: Begun | undefined,
  onProgress: (bytes: number) => void,
) {
  if (begun !== undefined && begun.received === begun.byte_count) {
    onProgress(file.size);
    return;
  }
  await sendInParts(`/api/v1/imports/${importId}/uploads`, file, {
    metadata: {
      filename: file.name,
      relativePath: file.webkitRelativePath || file.name,
      fingerprint: fingerprintOf(file),
    },
    onProgress,
    ...(begun === undefined ? {} : { address: `/api/v1/uploads/${begun.id}` }),
  });
}

/** Some of the files at once, each as soon as there is room. */
async function inLanes(files: readonly File[], send: (file: File) => Promise<void>) {
  const rest = files.values();
  const lane = async () => {
    for (const file of rest) await send(file);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** By fingerprint what an import has of files. */
async function uploadsOf(importId: number): Promise<ReadonlyMap<string, Begun>> {
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
async function openImport(datasetId: number): Promise<Import> {
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

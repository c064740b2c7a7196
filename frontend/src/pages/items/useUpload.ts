import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { newKey } from "@/api/intent";
import { fingerprintOf, openImport, sendOne, uploadsOf } from "@/api/imports";
import { Problem } from "@/api/problem";
import { type Answered, apiKey } from "@/api/query";
import { Unreadable } from "@/api/tus";
import { uploadFile } from "@/api/upload";
import { makeDataset, type NameKeys } from "./first-dataset";
import { IMPORTS } from "./imports";

type Project = Answered<"/api/v1/projects/{project_id}">;

/** Files that leave at once: small ones spend most of their time waiting for an answer. */
const LANES = 3;

export interface Sending {
  /** Bytes that the server has, of all. */
  readonly done: number;
  readonly total: number;
  readonly files: number;
  /** The server does not answer and is waited for. */
  readonly isWaiting: boolean;
  /** For which what was sent is kept; null until the server has an import for it. */
  readonly keptDays: number | null;
}

/** One sending, from its first file to the start of its import. */
interface Run {
  readonly ending: AbortController;
  importId: number | null;
}

export interface TooLarge {
  readonly name: string;
  /** The server's sentence. */
  readonly why: string;
}

export interface Upload {
  /** Null before the first file and after the last one. */
  readonly sending: Sending | null;
  /** The import that the server works on. */
  readonly importId: number | null;
  readonly problem: Problem | null;
  /** Names of files that the browser could not read; all others were sent. */
  readonly unreadable: readonly string[];
  /** Files that the server does not take for their size, none of whose bytes was sent. */
  readonly tooLarge: readonly TooLarge[];
  readonly send: (files: readonly File[]) => Promise<void>;
  /** A list of addresses, which the server fetches. */
  readonly sendList: (list: File) => Promise<void>;
  /** The objects of a bucket under a prefix, which the server lists and fetches. */
  readonly takeBucket: (bucketId: number, prefix: string) => Promise<void>;
  /** Ends the sending, and its import: nothing of it comes in. */
  readonly stop: () => void;
  readonly forget: () => void;
}

const NOTHING: Sending = { done: 0, total: 0, files: 0, isWaiting: false, keptDays: null };

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
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const [tooLarge, setTooLarge] = useState<readonly TooLarge[]>([]);
  const [datasetKeys] = useState<NameKeys>(() => new Map());
  const current = useRef<Run | null>(null);
  const told = (some: Partial<Sending>) => setSending((before) => before && { ...before, ...some });

  async function open(run: Run): Promise<number> {
    const datasetId = project.dataset?.id ?? (await makeDataset(project, datasetKeys));
    await queryClient.invalidateQueries({
      queryKey: apiKey("/api/v1/projects/{project_id}", { project_id: project.id }),
    });
    const opened = await openImport(datasetId);
    run.importId = opened.id;
    told({ keptDays: opened.kept_days });
    run.ending.signal.throwIfAborted();
    return run.importId;
  }

  async function start(id: number, run: Run) {
    run.ending.signal.throwIfAborted(); // stopped after the last file was sent
    const path = { import_id: id };
    await answerOf(api.POST("/api/v1/imports/{import_id}/start", { params: { path } }));
    setImportId(id);
  }

  async function sendAll(files: readonly File[], run: Run) {
    const id = await open(run);
    const begun = await uploadsOf(id);
    told({ total: files.reduce((sum, file) => sum + file.size, 0) });
    const sent = new Map<File, number>();
    const unread: string[] = [];
    const large: TooLarge[] = [];
    await inLanes(files, async (file) => {
      try {
        await sendOne(id, file, begun.get(fingerprintOf(file)), {
          signal: run.ending.signal,
          onWait: (isWaiting) => told({ isWaiting }),
          onProgress: (bytes) => {
            sent.set(file, bytes);
            told({ done: [...sent.values()].reduce((sum, count) => sum + count, 0) });
          },
        });
      } catch (error) {
        if (error instanceof Unreadable) unread.push(error.fileName);
        else if (isTooLarge(error))
          large.push({ name: file.name, why: error.detail || error.title });
        else throw error;
      }
    });
    setUnreadable(unread);
    setTooLarge(large);
    if (unread.length + large.length < files.length) await start(id, run);
    else if (begun.size === 0) await giveUp(id);
  }

  async function listed(list: File, run: Run) {
    const id = await open(run);
    await uploadFile(`/api/v1/imports/${id}/url-list`, list, {
      headers: { "Idempotency-Key": newKey() },
      signal: run.ending.signal,
      onProgress: (share) => told({ done: share * list.size, total: list.size }),
    });
    await start(id, run);
  }

  async function taken(bucketId: number, prefix: string, run: Run) {
    const id = await open(run);
    const params = { path: { import_id: id } };
    const body = { bucket_id: bucketId, prefix };
    await answerOf(api.PUT("/api/v1/imports/{import_id}/bucket", { params, body }));
    await start(id, run);
  }

  /** Once one file is refused, or a person has had enough, the others are not sent either. */
  async function during(count: number, work: (run: Run) => Promise<void>) {
    const run: Run = { ending: new AbortController(), importId: null };
    current.current = run;
    setProblem(null);
    setUnreadable([]);
    setTooLarge([]);
    setSending({ ...NOTHING, files: count });
    try {
      await work(run);
    } catch (error) {
      const failure = run.ending.signal.aborted ? await failedToEnd(run.importId) : error;
      if (failure instanceof Problem) setProblem(failure);
      else if (failure !== null) throw failure;
    } finally {
      current.current = null;
      run.ending.abort();
      setSending(null);
      await queryClient.invalidateQueries({ queryKey: apiKey(IMPORTS) });
    }
  }
  return {
    sending,
    importId,
    problem,
    unreadable,
    tooLarge,
    send: (files) => during(files.length, (run) => sendAll(files, run)),
    sendList: (list) => during(1, (run) => listed(list, run)),
    takeBucket: (bucketId, prefix) => during(0, (run) => taken(bucketId, prefix, run)),
    stop: () => current.current?.ending.abort(),
    forget: () => setImportId(null),
  };
}

/** Ends the import of a sending that was stopped; why it could not, or null. */
async function failedToEnd(importId: number | null): Promise<unknown> {
  if (importId === null) return null;
  try {
    await giveUp(importId);
    return null;
  } catch (error) {
    return error;
  }
}

async function giveUp(importId: number) {
  const params = { path: { import_id: importId } };
  await answerOf(api.POST("/api/v1/imports/{import_id}/cancel", { params }));
}

/** Refused when it was announced; the others go on. */
function isTooLarge(error: unknown): error is Problem {
  return error instanceof Problem && error.code === "upload_too_large";
}

/** Some of the files at once, each as soon as there is room. */
async function inLanes(files: readonly File[], send: (file: File) => Promise<void>) {
  const rest = files.values();
  const lane = async () => {
    for (const file of rest) await send(file);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

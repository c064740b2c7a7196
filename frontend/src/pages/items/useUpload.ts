import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { Intent } from "@/api/intent";
import { Problem } from "@/api/problem";
import { type Answered, apiKey } from "@/api/query";
import { uploadFile } from "@/api/upload";

type Project = Answered<"/api/v1/projects/{project_id}">;

export interface Upload {
  /** Null before the first file and after the last one. */
  readonly sending: { readonly done: number; readonly total: number } | null;
  /** The import that the server works on. */
  readonly importId: number | null;
  readonly problem: Problem | null;
  readonly send: (files: readonly File[]) => Promise<void>;
  readonly forget: () => void;
}

/**
 * Sends files one after another into a new import, then starts it. A project without a dataset
 * gets one of its own name first. A failure keeps what has been sent and is said.
 */
export function useUpload(project: Project): Upload {
  const queryClient = useQueryClient();
  const [sending, setSending] = useState<Upload["sending"]>(null);
  const [importId, setImportId] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function sendAll(files: readonly File[]) {
    const datasetId = project.dataset?.id ?? (await makeDataset(project));
    await queryClient.invalidateQueries({
      queryKey: apiKey("/api/v1/projects/{project_id}", { project_id: project.id }),
    });
    const started = await openImport(datasetId);
    for (const [index, file] of files.entries()) {
      await uploadFile(`/api/v1/imports/${started.id}/files`, file, {
        headers: { "Idempotency-Key": crypto.randomUUID() },
        onProgress: (share) => setSending({ done: index + share, total: files.length }),
      });
    }
    const path = { import_id: started.id };
    await answerOf(api.POST("/api/v1/imports/{import_id}/start", { params: { path } }));
    setImportId(started.id);
  }

  async function send(files: readonly File[]) {
    setProblem(null);
    setSending({ done: 0, total: files.length });
    try {
      await sendAll(files);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setSending(null);
    }
  }
  return { sending, importId, problem, send, forget: () => setImportId(null) };
}

async function makeDataset(project: Project): Promise<number> {
  const headers = { "Idempotency-Key": new Intent().keyFor(project.id) };
  const dataset = await answerOf(
    api.POST("/api/v1/organisations/{organisation_id}/datasets", {
      params: { path: { organisation_id: project.organisation_id } },
      body: { name: project.name },
      headers,
    }),
  );
  await answerOf(
    api.PATCH("/api/v1/projects/{project_id}", {
      params: { path: { project_id: project.id } },
      body: { dataset_id: dataset.id },
    }),
  );
  return dataset.id;
}

async function openImport(datasetId: number) {
  return answerOf(
    api.POST("/api/v1/datasets/{dataset_id}/imports", {
      params: { path: { dataset_id: datasetId } },
      headers: { "Idempotency-Key": crypto.randomUUID() },
    }),
  );
}

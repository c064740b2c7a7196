import { useNavigate } from "@tanstack/react-router";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import type { Problem } from "@/api/problem";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import { ADJUDICATION, COUNTS, type Detail, DISPUTES, type Reason } from "./types";
import type { Mark } from "@/panels/workspace";
import type { Hold } from "./use-hold";
import { sourcesOf, type Verdict } from "./verdict";

interface SettleParts {
  detail: Detail;
  projectId: number;
  verdict: Verdict;
  document: AnnotationDocument;
  reason: Reason;
  note: string;
  marks: readonly Mark[];
  hold: Hold;
}

export interface Settle {
  readonly send: () => void;
  readonly isPending: boolean;
  readonly problem: Problem | null;
}

/** What every change here makes stale. */
export const STALE = [
  apiKey(DISPUTES),
  apiKey(COUNTS),
  apiKey("/api/v1/projects/{project_id}/consensus"),
  apiKey("/api/v1/tasks/{task_id}/consensus"),
];

/** Sends the decision, and goes to the task that waits next, or back to the list. */
export function useSettle(parts: SettleParts): Settle {
  const { detail, projectId, verdict, hold } = parts;
  const navigate = useNavigate();
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/adjudicate", {
          params: { path: { task_id: detail.task.task_id } },
          headers,
          body: {
            way: verdict.way,
            reason_code: parts.reason,
            note: parts.note,
            marks: [...parts.marks],
            version: detail.task.result?.version ?? 0,
            document: isWhole(verdict) ? null : (parts.document as never),
            submission_id: verdict.way === "take" ? verdict.takenFrom : null,
            sources: isWhole(verdict) ? {} : sourcesOf(verdict),
          },
        }),
      ),
    stale: [...STALE, apiKey(ADJUDICATION)],
    onSuccess: async ({ next_disputed_id: taskId }) => {
      hold.finish();
      if (taskId === null) {
        await navigate({ to: "/p/$projectId/disputed", params: { projectId } });
        return;
      }
      await navigate({ to: "/p/$projectId/disputed/$taskId", params: { projectId, taskId } });
    },
  });
  return { send: () => send.mutate(), isPending: send.isPending, problem: send.error };
}

/** The consensus or one person's answer, as the server has it. */
function isWhole({ way }: Verdict): boolean {
  return way === "accept" || way === "take";
}

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { Query } from "@/panels/shared";
import { withoutKeys } from "@/pages/items/finding";
import type { Finding } from "./finding";
import { consensusTaskRoute } from "./routes";
import { TaskConsensus } from "./TaskConsensus";

export type TaskDetail = Answered<"/api/v1/tasks/{task_id}/consensus">;
export type Result = NonNullable<TaskDetail["result"]>;

/** Everybody's answers to one item and what they come to, full screen. */
export default function TaskPage() {
  const { projectId, taskId } = consensusTaskRoute.useParams();
  const finding = consensusTaskRoute.useSearch();
  return <OfVersion key={taskId} taskId={taskId} projectId={projectId} finding={finding} />;
}

interface OfVersionProps {
  readonly taskId: number;
  readonly projectId: number;
  readonly finding: Finding;
}

/** The version in force, until another one is chosen from the history. */
function OfVersion({ taskId, projectId, finding }: OfVersionProps) {
  const [version, setVersion] = useState<number | null>(null);
  const query = { ...withoutKeys(finding, ["page"]), ...(version !== null && { version }) };
  const params = { path: { task_id: taskId }, query };
  const task = useQuery({
    ...apiQuery("/api/v1/tasks/{task_id}/consensus", { params }),
    placeholderData: keepPreviousData,
  });
  return (
    <Query of={task}>
      {(data) => (
        <TaskConsensus task={data} projectId={projectId} finding={finding} onVersion={setVersion} />
      )}
    </Query>
  );
}

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { Query } from "@/panels/shared";
import { consensusTaskRoute } from "./routes";
import { TaskConsensus } from "./TaskConsensus";

export type TaskDetail = Answered<"/api/v1/tasks/{task_id}/consensus">;
export type Result = NonNullable<TaskDetail["result"]>;

/** Everybody's answers to one item and what they come to, full screen. */
export default function TaskPage() {
  const { projectId, taskId } = consensusTaskRoute.useParams();
  return <OfVersion key={taskId} taskId={taskId} projectId={projectId} />;
}

/** The version in force, until another one is chosen from the history. */
function OfVersion({ taskId, projectId }: { taskId: number; projectId: number }) {
  const [version, setVersion] = useState<number | null>(null);
  const params = {
    path: { task_id: taskId },
    ...(version !== null && { query: { version } }),
  };
  const task = useQuery({
    ...apiQuery("/api/v1/tasks/{task_id}/consensus", { params }),
    placeholderData: keepPreviousData,
  });
  return (
    <Query of={task}>
      {(data) => <TaskConsensus task={data} projectId={projectId} onVersion={setVersion} />}
    </Query>
  );
}

import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Query } from "@/panels/shared";
import { consensusTaskRoute } from "./routes";
import { TaskConsensus } from "./TaskConsensus";

export type TaskDetail = Answered<"/api/v1/tasks/{task_id}/consensus">;
export type Result = NonNullable<TaskDetail["result"]>;

/** Everybody's answers to one item and what they come to, full screen. */
export default function TaskPage() {
  const { projectId, taskId } = consensusTaskRoute.useParams();
  const task = useQuery(
    apiQuery("/api/v1/tasks/{task_id}/consensus", { params: { path: { task_id: taskId } } }),
  );
  return (
    <Query of={task}>
      {(data) => <TaskConsensus key={data.task_id} task={data} projectId={projectId} />}
    </Query>
  );
}

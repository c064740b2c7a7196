import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Query } from "@/panels/shared";
import { Adjudicate } from "./Adjudicate";
import { adjudicateRoute } from "./routes";
import { ADJUDICATION } from "./types";

/** One disputed task, full screen: everybody's layers, and what a reviewer decides. */
export default function AdjudicatePage() {
  const { projectId, taskId } = adjudicateRoute.useParams();
  const detail = useQuery({
    ...apiQuery(ADJUDICATION, { params: { path: { task_id: taskId } } }),
    // What is being decided about does not change under the reviewer's hands.
    staleTime: Infinity,
    refetchOnMount: "always",
  });
  return (
    <Query of={detail}>
      {(data) => <Adjudicate key={data.task.task_id} detail={data} projectId={projectId} />}
    </Query>
  );
}

import { Button } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";

const VERBS = { close: "deletion.close", activate: "deletion.openAgain" } as const;

interface MoveProjectProps {
  projectId: number;
  move: keyof typeof VERBS;
}

/** The button that closes a project to its people, or opens it again. */
export function MoveProject({ projectId, move }: MoveProjectProps) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(`/api/v1/projects/{project_id}/${move}`, { params: { path: place }, headers }),
      ),
    stale: [
      apiKey("/api/v1/projects/{project_id}", place),
      apiKey("/api/v1/projects/{project_id}/deletion", place),
      apiKey("/api/v1/organisations/{organisation_id}/projects"),
    ],
  });
  return (
    <>
      <Button loading={send.isPending} onClick={() => send.mutate()}>
        {t(VERBS[move])}
      </Button>
      <FormProblem problem={send.error} />
    </>
  );
}

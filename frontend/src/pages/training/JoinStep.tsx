import { Button, Group } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import type { Way } from "./TrainingPage";

/** Joining the project's community: at once where it is open, else what it takes, with its page. */
export function JoinStep({ way: { community, project, steps } }: { way: Way }) {
  const { t } = useI18n();
  const join = useSend({
    send: (community_id: number, headers) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/join", {
          params: { path: { community_id } },
          headers,
        }),
      ),
    stale: [
      apiKey("/api/v1/projects/{project_id}/way", { project_id: project.id }),
      apiKey("/api/v1/feed"),
    ],
  });
  const step = steps.find(({ key }) => key === "join");
  const isTheirs = step?.state === "current";
  const canJoin = isTheirs && community.joining === "open";
  return (
    <Card title={t("training.join")} titleSize="section">
      {!canJoin && <p>{step?.detail}</p>}
      <FormProblem problem={join.error} />
      <Group>
        {canJoin && (
          <Button
            variant="filled"
            loading={join.isPending}
            onClick={() => join.mutate(community.id)}
          >
            {t("training.joinNow", { name: community.name })}
          </Button>
        )}
        <ButtonLink
          variant={isTheirs && !canJoin ? "filled" : "default"}
          to="/communities/$communityId"
          params={{ communityId: community.id }}
        >
          {t("training.seeCommunity")}
        </ButtonLink>
      </Group>
    </Card>
  );
}

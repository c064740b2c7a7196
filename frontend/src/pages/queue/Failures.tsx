import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  ImageThumb,
  Moment,
  PagedQuery,
  ProblemCard,
  Section,
  useI18n,
} from "@/panels/shared";
import { STEP_NAMES } from "./names";
import { REFRESH_MS } from "./refresh";
import classes from "./Queue.module.css";

const PATH = "/api/v1/projects/{project_id}/failures";
type Failure = Answered<typeof PATH>["results"][number];

/** Pictures that get no label, for a worker fails at their answers; nothing where there are none. */
export function Failures({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const failures = useQuery({
    ...apiQuery(PATH, { params: { path: { project_id: projectId }, query: { page } } }),
    refetchInterval: REFRESH_MS,
  });
  if (failures.data?.count === 0) return null;
  return (
    <Section title={t("queue.failed")} note={t("queue.failedNote")}>
      <PagedQuery of={failures} page={page} onPage={setPage}>
        {(rows) => (
          <div className={classes.stuck}>
            {rows.map((one) => (
              <FailureCard
                key={`${one.task_id}:${one.tries}`}
                failure={one}
                projectId={projectId}
              />
            ))}
          </div>
        )}
      </PagedQuery>
    </Section>
  );
}

function FailureCard({ failure, projectId }: { failure: Failure; projectId: number }) {
  const { t } = useI18n();
  const again = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/judge-again", {
          params: { path: { task_id: failure.task_id } },
          headers,
        }),
      ),
    stale: [apiKey(PATH, { project_id: projectId })],
  });
  return (
    <Card>
      <div className={classes.task}>
        <ImageThumb src={failure.item.thumbnail_url} alt="" width={96} height={72} />
        <div className={classes.what}>
          <h3 className={classes.name}>{failure.item.name}</h3>
          <ul className={classes.reasons}>
            <li>
              {t(STEP_NAMES[failure.step])}
              {failure.batch_name !== null && ` · ${failure.batch_name}`}
            </li>
            <li className={classes.error}>
              {failure.error === "" ? t("queue.failedUnknown") : failure.error}
            </li>
            <li>
              {t("queue.failedTries", { n: failure.tries })}
              <span className={classes.when}>
                <Moment iso={failure.since} />
              </span>
            </li>
          </ul>
          <Button
            size="xs"
            variant="default"
            loading={again.isPending}
            disabled={again.isSuccess}
            onClick={() => again.mutate()}
          >
            {t(again.isSuccess ? "queue.failedComing" : "queue.failedAgain")}
          </Button>
          {again.error && <ProblemCard problem={again.error} />}
        </div>
      </div>
    </Card>
  );
}

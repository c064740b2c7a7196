import { Button, Group } from "@mantine/core";
import { IconMessageReport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import {
  AnnotatedPicture,
  AnswerList,
  Card,
  EmptyState,
  FormProblem,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  StatusBadge,
  TextArea,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { DrawDialog } from "@/pages/drawing/DrawDialog";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { colorsOf, edgesOf } from "./colors";
import classes from "./Gold.module.css";

const PATH = "/api/v1/projects/{project_id}/gold-contests";
type Contest = Answered<typeof PATH>["results"][number];

const TONES: Record<Contest["state"], Tone> = {
  open: "caution",
  upheld: "good",
  rejected: "quiet",
  withdrawn: "quiet",
};

const STATES = {
  open: "gold.open",
  upheld: "gold.upheld",
  rejected: "gold.rejected",
  withdrawn: "gold.withdrawn",
} as const satisfies Record<Contest["state"], string>;

/** What people contest, with both answers, and what a manager says to it. */
export default function ContestsPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [page, setPage] = useState(1);
  const place = { project_id: projectId };
  const contests = useQuery(apiQuery(PATH, { params: { path: place, query: { page } } }));
  return (
    <Page>
      <PageHeader
        title={t("gold.contestsTitle")}
        note={t("gold.contestsNote")}
        actions={
          <Link to="/p/$projectId/gold" params={{ projectId }}>
            {t("gold.back")}
          </Link>
        }
      />
      <PagedQuery
        of={contests}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconMessageReport} title={t("gold.contestsEmptyTitle")}>
            {t("gold.contestsEmpty")}
          </EmptyState>
        }
      >
        {(rows) => rows.map((contest) => <ContestCard key={contest.id} contest={contest} />)}
      </PagedQuery>
    </Page>
  );
}

function ContestCard({ contest }: { contest: Contest }) {
  const { t } = useI18n();
  const project = useProject();
  const schema = project.schema_version?.definition as SchemaDefinition | undefined;
  return (
    <Card
      title={contest.item.name}
      note={<Moment iso={contest.contested_at} />}
      action={<StatusBadge tone={TONES[contest.state]}>{t(STATES[contest.state])}</StatusBadge>}
    >
      <div className={classes.contest}>
        <div>
          <AnnotatedPicture
            src={contest.item.image_url}
            alt={t("gold.compared", { name: contest.item.name })}
            widthPx={contest.item.width_px}
            heightPx={contest.item.height_px}
            document={contest.document as AnnotationDocument}
            reference={contest.reference as AnnotationDocument}
            colorOf={colorsOf(schema)}
            edgesOf={edgesOf(schema)}
          />
          <p className={classes.note}>{t("gold.legend")}</p>
          <AnswerList
            title={t("gold.theirs")}
            document={contest.document as AnnotationDocument}
            schema={schema}
          />
          <AnswerList
            title={t("gold.known")}
            document={contest.reference as AnnotationDocument}
            schema={schema}
          />
        </div>
        <div>
          <p className={classes.words}>
            {t("gold.says", { name: contest.pseudonym, reason: contest.reason })}
          </p>
          {contest.answer !== "" && (
            <p className={classes.words}>{t("gold.answered", { answer: contest.answer })}</p>
          )}
          {contest.state === "open" && <Answer contest={contest} schema={schema} />}
        </div>
      </div>
    </Card>
  );
}

interface AnswerProps {
  contest: Contest;
  schema: SchemaDefinition | undefined;
}

function Answer({ contest, schema }: AnswerProps) {
  const { t } = useI18n();
  const [answer, setAnswer] = useState("");
  const [isDrawing, setDrawing] = useState(false);
  const { projectId } = projectLayout.useParams();
  const params = { path: { gold_contest_id: contest.id } };
  const stale = [apiKey(PATH), apiKey("/api/v1/projects/{project_id}/gold-items")];
  const reject = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/gold-contests/{gold_contest_id}/reject", {
          params,
          body: { answer },
          headers,
        }),
      ),
    stale,
  });
  const uphold = useSend({
    send: (reference: AnnotationDocument | null, headers) =>
      answerOf(
        api.POST("/api/v1/gold-contests/{gold_contest_id}/uphold", {
          params,
          body: { answer, reference },
          headers,
        }),
      ),
    stale,
    onSuccess: () => setDrawing(false),
  });
  const isReady = answer.trim() !== "";
  return (
    <>
      <FormProblem problem={reject.error ?? uphold.error} />
      <TextArea
        label={t("gold.answer")}
        description={isReady ? undefined : t("gold.answerFirst")}
        value={answer}
        maxLength={1000}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <Group gap="xs" mt="sm">
        <Button variant="filled" disabled={!isReady} onClick={() => setDrawing(true)}>
          {t("gold.uphold")}
        </Button>
        <Button disabled={!isReady} onClick={() => reject.mutate()}>
          {t("gold.reject")}
        </Button>
        <Button variant="subtle" disabled={!isReady} onClick={() => uphold.mutate(null)}>
          {t("gold.retireIt")}
        </Button>
      </Group>
      {isDrawing && schema !== undefined && (
        <DrawDialog
          projectId={projectId}
          item={contest.item}
          schema={schema}
          title={t("gold.correct")}
          verb={t("gold.correctVerb")}
          keptAs="contest"
          problem={uphold.error}
          document={contest.reference as AnnotationDocument}
          onSave={async (reference) => {
            await uphold.mutateAsync(reference);
          }}
          onClose={() => setDrawing(false)}
        />
      )}
    </>
  );
}

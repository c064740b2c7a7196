import { Button, Group } from "@mantine/core";
import { IconBook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { Guideline } from "@/model/guideline";
import {
  Card,
  EmptyState,
  FormProblem,
  GuidelineReader,
  Page,
  PageHeader,
  Query,
  useI18n,
} from "@/panels/shared";
import { projectLayout } from "@/pages/shell/layouts";
import { DraftEditor } from "./DraftEditor";
import { QuestionsCard } from "./QuestionsCard";
import { TranslationsCard } from "./TranslationsCard";
import { VersionsCard } from "./VersionsCard";

export const LIST_PATH = "/api/v1/projects/{project_id}/guideline-versions";
export type GuidelineVersion = Answered<typeof LIST_PATH>["results"][number];

/** The guideline in force, and its draft to write on. */
export default function GuidelinePage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const place = { project_id: projectId };
  const versions = useQuery(apiQuery(LIST_PATH, { params: { path: place } }));
  const begin = useSend({
    send: (body: { change: "major" | "minor" }, headers) =>
      answerOf(api.POST(LIST_PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(LIST_PATH, place)],
  });
  return (
    <Page>
      <PageHeader title={t("guideline.title")} note={t("guideline.note")} />
      <FormProblem problem={begin.error} />
      <Query
        of={versions}
        empty={({ count }) =>
          count === 0 && (
            <EmptyState
              icon={IconBook}
              title={t("guideline.emptyTitle")}
              action={
                <Button variant="filled" onClick={() => begin.mutate({ change: "major" })}>
                  {t("guideline.begin")}
                </Button>
              }
            >
              {t("guideline.empty")}
            </EmptyState>
          )
        }
      >
        {({ results }) => (
          <>
            <Versions
              rows={results}
              isPending={begin.isPending}
              onBegin={(change) => begin.mutate({ change })}
            />
            <VersionsCard projectId={projectId} rows={results} />
            {results[0] !== undefined && (
              <TranslationsCard key={results[0].id} version={results[0]} projectId={projectId} />
            )}
            <QuestionsCard projectId={projectId} />
          </>
        )}
      </Query>
    </Page>
  );
}

interface VersionsProps {
  rows: readonly GuidelineVersion[];
  isPending: boolean;
  onBegin: (change: "major" | "minor") => void;
}

function Versions({ rows, isPending, onBegin }: VersionsProps) {
  const { t } = useI18n();
  const draft = rows.find(({ state }) => state === "draft");
  const published = rows.find(({ state }) => state === "published");
  if (draft !== undefined) return <DraftEditor key={draft.id} draft={draft} />;
  const shown = published ?? rows[0];
  if (shown === undefined) return null;
  const { number } = shown;
  const isInForce = published !== undefined;
  return (
    <Card
      title={t(isInForce ? "guideline.published" : "guideline.retracted", { number })}
      note={t(isInForce ? "guideline.changeNote" : "guideline.retractedNote")}
      titleSize="section"
      action={
        <Group gap="sm">
          <Button size="xs" loading={isPending} onClick={() => onBegin("minor")}>
            {t("guideline.newMinor")}
          </Button>
          <Button size="xs" loading={isPending} onClick={() => onBegin("major")}>
            {t("guideline.newMajor")}
          </Button>
        </Group>
      }
    >
      <GuidelineReader guideline={shown as unknown as Guideline} />
    </Card>
  );
}

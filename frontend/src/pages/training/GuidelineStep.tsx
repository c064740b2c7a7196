import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { Guideline } from "@/model/guideline";
import { AskAbout } from "@/pages/guideline/AskAbout";
import { languageName } from "@/pages/guideline/languages";
import { useReadingLanguage } from "@/pages/language/LanguageProvider";
import { Card, FormProblem, GuidelineReader, Query, useI18n } from "@/panels/shared";

/** The guideline in force, and the word that one has read it. */
export function GuidelineStep({ projectId }: { projectId: number }) {
  const { t, language: readers } = useI18n();
  const place = { project_id: projectId };
  const own = useReadingLanguage();
  const [chosen, setLanguage] = useState<string | null>(null);
  const language = chosen ?? own;
  const guideline = useQuery(
    apiQuery("/api/v1/projects/{project_id}/guideline", {
      params: { path: place, query: { language } },
    }),
  );
  const read = useSend({
    send: (body: { guideline_version_id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/guideline-reading", {
          params: { path: place },
          body,
          headers,
        }),
      ),
    stale: [apiKey("/api/v1/projects/{project_id}/way", place), apiKey("/api/v1/feed")],
  });
  return (
    <Query of={guideline}>
      {(data) => (
        <Card title={t("training.guideline")} note={data.number} titleSize="section">
          {data.languages.length > 0 && (
            <SegmentedControl
              aria-label={t("guideline.readIn")}
              value={data.language}
              onChange={setLanguage}
              data={["", ...data.languages].map((value) => ({
                value,
                label: value === "" ? t("guideline.asWritten") : languageName(value, readers),
              }))}
            />
          )}
          <AskAbout projectId={projectId}>
            <GuidelineReader guideline={data as unknown as Guideline} />
          </AskAbout>
          <FormProblem problem={read.error} />
          <Button
            variant="filled"
            loading={read.isPending}
            onClick={() => read.mutate({ guideline_version_id: data.id })}
          >
            {t("training.readDone")}
          </Button>
        </Card>
      )}
    </Query>
  );
}

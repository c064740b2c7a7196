import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { apiQuery } from "@/api/query";
import type { Guideline } from "@/model/guideline";
import { AskAbout } from "@/pages/guideline/AskAbout";
import classes from "@/pages/guideline/Guideline.module.css";
import { languageName } from "@/pages/guideline/languages";
import { useProjectLanguage } from "@/pages/guideline/project-language";
import { GuidelineReader, Query, useI18n } from "@/panels/shared";

interface GuidelineTextProps {
  projectId: number;
  /** What stands below, given the version that is shown. */
  children?: (versionId: number) => ReactNode;
}

/** The guideline in force in a language one reads, with one's questions about it. */
export function GuidelineText({ projectId, children }: GuidelineTextProps) {
  const { t, language: readers } = useI18n();
  const [language, setLanguage] = useProjectLanguage(projectId);
  const guideline = useQuery(
    apiQuery("/api/v1/projects/{project_id}/guideline", {
      params: { path: { project_id: projectId }, query: { language } },
    }),
  );
  return (
    <Query of={guideline}>
      {(data) => (
        <>
          <p className={classes.note}>{data.number}</p>
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
          {children?.(data.id)}
        </>
      )}
    </Query>
  );
}

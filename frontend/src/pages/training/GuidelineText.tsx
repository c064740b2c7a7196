import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { apiQuery } from "@/api/query";
import type { Guideline } from "@/model/guideline";
import { AskAbout } from "@/pages/guideline/AskAbout";
import classes from "@/pages/guideline/Guideline.module.css";
import { languageName, nearest } from "@/pages/guideline/languages";
import { useProjectLanguage } from "@/pages/guideline/project-language";
import { GuidelineReader, Query, useI18n } from "@/panels/shared";

interface GuidelineTextProps {
  projectId: number;
  /** Languages that questions and quiz are put into; the guideline need not be. */
  trainedIn: readonly string[];
  /** What stands below, given the version that is shown. */
  children?: (versionId: number) => ReactNode;
}

/** The guideline in force, the switch of the language of guideline and training, and one's questions about it. */
export function GuidelineText({ projectId, trainedIn, children }: GuidelineTextProps) {
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
          <ReadIn
            written={data.languages}
            trainedIn={trainedIn}
            language={language}
            onChoose={setLanguage}
          />
          <AskAbout projectId={projectId} language={data.language}>
            <GuidelineReader guideline={data as unknown as Guideline} />
          </AskAbout>
          {children?.(data.id)}
        </>
      )}
    </Query>
  );
}

interface ReadInProps {
  /** Languages of the guideline. */
  written: readonly string[];
  trainedIn: readonly string[];
  /** The one meant; where nothing is in it, all is as it was written. */
  language: string;
  onChoose: (language: string) => void;
}

/** Chooses among the languages that guideline or training are in; nothing where there are none. */
function ReadIn({ written, trainedIn, language, onChoose }: ReadInProps) {
  const { t, language: readers } = useI18n();
  const offered = [...new Set([...written, ...trainedIn])].sort();
  if (offered.length === 0) return null;
  const shown = nearest(language, offered);
  const isTrained = nearest(language, trainedIn) !== undefined;
  const isWritten = nearest(language, written) !== undefined;
  return (
    <>
      <SegmentedControl
        aria-label={t("guideline.readIn")}
        value={shown ?? ""}
        onChange={onChoose}
        data={["", ...offered].map((value) => ({
          value,
          label: value === "" ? t("guideline.asWritten") : languageName(value, readers),
        }))}
      />
      {shown !== undefined && !(isTrained && isWritten) && (
        <p className={classes.note}>
          {t(isTrained ? "guideline.onlyTraining" : "guideline.onlyGuideline")}
        </p>
      )}
    </>
  );
}

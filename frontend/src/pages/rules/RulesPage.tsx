import { useQuery } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { useState } from "react";
import { apiQuery, MOST_ROWS } from "@/api/query";
import {
  Card,
  EmptyState,
  FormProblem,
  Page,
  PageHeader,
  Query,
  Section,
  useI18n,
} from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { Firings } from "./Firings";
import { RuleCard } from "./RuleCard";
import { RuleEditor } from "./RuleEditor";
import { Trials } from "./Trials";
import { RULES, TRIALS } from "./types";

const LOOK_AGAIN_MS = 1500;

/** The rules of a project as sentences, their dry runs, and what they did. */
export default function RulesPage() {
  const { t } = useI18n();
  const { id: projectId } = useProject();
  const [isAdding, setAdding] = useState(false);
  const rules = useQuery(
    apiQuery(RULES, {
      params: { path: { project_id: projectId }, query: { page_size: MOST_ROWS } },
    }),
  );
  const trials = useQuery({
    ...apiQuery(TRIALS, {
      params: { path: { project_id: projectId }, query: { page_size: MOST_ROWS } },
    }),
    refetchInterval: ({ state }) =>
      state.data?.results.some((one) => one.finished_at === null) ? LOOK_AGAIN_MS : false,
  });
  const tried = trials.data?.results ?? [];
  const unstored = tried.filter((one) => one.rule_id === null);
  const addButton = !isAdding && (
    <Button variant="filled" onClick={() => setAdding(true)}>
      {t("rules.add")}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t("rules.title")} note={t("rules.note")} actions={addButton} />
      {isAdding && <RuleEditor onClose={() => setAdding(false)} />}
      <Query
        of={rules}
        empty={({ count }) =>
          count === 0 &&
          !isAdding && <EmptyState title={t("rules.emptyTitle")}>{t("rules.empty")}</EmptyState>
        }
      >
        {({ results }) =>
          results.map((rule) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              trials={tried.filter((one) => one.rule_id === rule.id)}
            />
          ))
        }
      </Query>
      <FormProblem problem={trials.error} />
      {unstored.length > 0 && (
        <Section title={t("rules.otherTrials")} note={t("rules.otherTrialsNote")}>
          <Card>
            <Trials rows={unstored} rule={null} />
          </Card>
        </Section>
      )}
      <Section title={t("rules.firings")} note={t("rules.firingsNote")}>
        <Firings projectId={projectId} />
      </Section>
    </Page>
  );
}

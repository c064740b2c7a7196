import { Button, SegmentedControl } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import { EmptyState, Page, PageHeader, Pager, Query, TextArea, useI18n } from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { EvaluationsCard } from "@/pages/evaluation/EvaluationsCard";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import type { SchemaDefinition } from "@/model/schema";
import { useProject } from "@/pages/shell/project";
import { FindGold, isState } from "./FindGold";
import { ALL_GOLD, GOLD, type GoldFinding, isAll, queryOf } from "./finding";
import classes from "./Gold.module.css";
import { GoldSummary } from "./GoldSummary";
import { GoldTable } from "./GoldTable";

const PAUSE_MS = 300;

/** The project's gold: is there enough, what is known, how people did on it, and more of it. */
export default function GoldPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  const { state: asked } = useLocation().search as { state?: unknown };
  const [page, setPage] = useState(1);
  const [finding, setFinding] = useState<GoldFinding>({
    ...ALL_GOLD,
    state: isState(asked) ? asked : null,
  });
  const [isAdding, setAdding] = useState(false);
  const place = { project_id: projectId };
  const [text] = useDebouncedValue(finding.text, PAUSE_MS);
  const query = queryOf({ ...finding, text }, page);
  const gold = useQuery({
    ...apiQuery(GOLD, { params: { path: place, query } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page>
      <PageHeader
        title={t("gold.title")}
        note={t("gold.note")}
        actions={
          <>
            <Link to="/p/$projectId/gold/contests" params={{ projectId }}>
              {t("gold.contests")}
            </Link>
            {!isAdding && (
              <Button variant="filled" onClick={() => setAdding(true)}>
                {t("gold.add")}
              </Button>
            )}
          </>
        }
      />
      <GoldSummary
        projectId={projectId}
        onOlder={() => {
          setPage(1);
          setFinding({ ...ALL_GOLD, isOlder: true });
        }}
      />
      {isAdding && <AddGold taken={new Set(gold.data?.results.map(({ item }) => item.id))} />}
      <FindGold
        finding={finding}
        onFind={(change) => {
          setPage(1);
          setFinding({ ...finding, ...change });
        }}
      />
      <Query
        of={gold}
        empty={(data) =>
          data.count === 0 &&
          !isAdding && (
            <EmptyState
              icon={IconStar}
              title={t(isAll(finding) ? "gold.emptyTitle" : "gold.noneTitle")}
            >
              {t(isAll(finding) ? "gold.empty" : "gold.noneFound")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            <GoldTable rows={data.results} />
            <Pager page={page} count={data.count} onPage={setPage} />
          </>
        )}
      </Query>
      <EvaluationsCard
        against={{ kind: "gold", projectId }}
        projectId={projectId}
        schema={project.schema_version?.definition as SchemaDefinition | undefined}
      />
    </Page>
  );
}

/** Draw the right answer of an item: one that checks, or one that teaches with words of its own. */
function AddGold({ taken }: { taken: ReadonlySet<number> }) {
  const { t } = useI18n();
  const project = useProject();
  const [kind, setKind] = useState<"hidden" | "visible">("hidden");
  const [explanation, setExplanation] = useState("");
  const place = { project_id: project.id };
  const add = useSend({
    send: (body: { item_id: number; reference: AnnotationDocument }, headers) =>
      answerOf(
        api.POST(GOLD, {
          params: { path: place },
          body: { ...body, is_hidden: kind === "hidden", explanation },
          headers,
        }),
      ),
    stale: [apiKey(GOLD, place), apiKey("/api/v1/projects/{project_id}/gold-bank", place)],
  });
  return (
    <>
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t("gold.kind")}
          value={kind}
          onChange={(value) => setKind(value === "visible" ? "visible" : "hidden")}
          data={[
            { value: "hidden", label: t("gold.hiddenWhat") },
            { value: "visible", label: t("gold.visibleWhat") },
          ]}
        />
      </div>
      {kind === "visible" && (
        <TextArea
          label={t("gold.explanation")}
          description={t("gold.explanationWhat")}
          value={explanation}
          maxLength={1000}
          onChange={(event) => setExplanation(event.currentTarget.value)}
        />
      )}
      <DrawnItem
        project={project}
        taken={taken}
        title={t("gold.draw")}
        verb={t("gold.save")}
        keptAs="gold"
        problem={add.error}
        onSave={async (item, reference) => {
          await add.mutateAsync({ item_id: item.id, reference });
        }}
      />
    </>
  );
}

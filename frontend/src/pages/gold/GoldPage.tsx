import { Button, SegmentedControl } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import {
  EmptyState,
  Page,
  PageHeader,
  Pager,
  Query,
  SelectField,
  TextArea,
  useI18n,
} from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import classes from "./Gold.module.css";
import { GoldSummary } from "./GoldSummary";
import { GoldTable, STATE_NAMES, type State } from "./GoldTable";

const PATH = "/api/v1/projects/{project_id}/gold-items";
const STATES = Object.keys(STATE_NAMES) as State[];
const isState = (value: unknown): value is State => STATES.includes(value as State);

/** The project's gold: is there enough, what is known, how people did on it, and more of it. */
export default function GoldPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const { state: asked } = useLocation().search as { state?: unknown };
  const [page, setPage] = useState(1);
  const [state, setState] = useState<State | "all">(isState(asked) ? asked : "all");
  const [isAdding, setAdding] = useState(false);
  const place = { project_id: projectId };
  const query = state === "all" ? { page } : { page, state };
  const gold = useQuery(apiQuery(PATH, { params: { path: place, query } }));
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
      <GoldSummary projectId={projectId} />
      {isAdding && <AddGold taken={new Set(gold.data?.results.map(({ item }) => item.id))} />}
      <div className={classes.filters}>
        <SelectField
          label={t("gold.state")}
          value={state}
          data={[
            { value: "all", label: t("gold.all") },
            ...STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) })),
          ]}
          onChange={(value) => {
            setPage(1);
            setState(isState(value) ? value : "all");
          }}
        />
      </div>
      <Query
        of={gold}
        empty={(data) =>
          data.count === 0 &&
          !isAdding && (
            <EmptyState icon={IconStar} title={t("gold.emptyTitle")}>
              {t("gold.empty")}
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
        api.POST(PATH, {
          params: { path: place },
          body: { ...body, is_hidden: kind === "hidden", explanation },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place), apiKey("/api/v1/projects/{project_id}/gold-bank", place)],
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
        problem={add.error}
        onSave={async (item, reference) => {
          await add.mutateAsync({ item_id: item.id, reference });
        }}
      />
    </>
  );
}

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { CursorPager, EmptyState, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import type { SchemaDefinition } from "@/model/schema";
import { choices } from "./labels";
import { ButtonLink } from "@/pages/shell/Link";
import { type Project, useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { type Meant, NewBatch } from "@/pages/batches/NewBatch";
import { FindItems } from "./FindItems";
import {
  canBeBatch,
  type Finding,
  isOfWork,
  itemFilterOf,
  ITEMS,
  PROJECT_ITEMS,
  queryOf,
} from "./finding";
import { ImportProgress } from "./ImportProgress";
import { useLiveImport } from "./imports";
import { ItemActions } from "./ItemActions";
import { ItemDetail } from "./ItemDetail";
import { ItemGrid, type Item } from "./ItemGrid";
import { LeftImport } from "./LeftImport";
import { itemsRoute } from "./routes";
import { UploadBox } from "./UploadBox";
import { type Upload, useUpload } from "./useUpload";
import classes from "./Items.module.css";

/** The images of the project's dataset, and the way to add more. */
export default function ItemsPage() {
  const { t } = useI18n();
  const project = useProject();
  const upload = useUpload(project);
  const canManage = useCan("managers", project.organisation_id);
  const canReview = useCan("reviewers", project.organisation_id);
  const schema = project.schema_version?.definition as SchemaDefinition | undefined;
  const labels = schema === undefined ? [] : choices(schema);
  const finding = itemsRoute.useSearch();
  const navigate = itemsRoute.useNavigate();
  const find = (search: Finding) => void navigate({ search, replace: true });
  return (
    <Page>
      <PageHeader
        title={t("items.title")}
        note={project.dataset?.name}
        actions={
          project.dataset !== null && (
            <>
              <ButtonLink to="/p/$projectId/items/imports" params={{ projectId: project.id }}>
                {t("items.imports")}
              </ButtonLink>
              <ButtonLink to="/p/$projectId/items/profile" params={{ projectId: project.id }}>
                {t("items.understand")}
              </ButtonLink>
            </>
          )
        }
      />
      {canManage && <UploadBox upload={upload} organisationId={project.organisation_id} />}
      <Coming upload={upload} datasetId={project.dataset?.id ?? null} canManage={canManage} />
      {project.dataset === null ? (
        <Nothing />
      ) : (
        <>
          <FindItems finding={finding} onFind={find} labels={canReview ? labels : null} />
          <Items
            key={`${project.dataset.id} ${JSON.stringify(finding)}`}
            datasetId={project.dataset.id}
            project={project}
            finding={finding}
            canManage={canManage}
            canReview={canReview}
          />
        </>
      )}
    </Page>
  );
}

interface ComingProps {
  upload: Upload;
  datasetId: number | null;
  canManage: boolean;
}

/** The import under way: this page's own, or the one that somebody else, or this page before, began. */
function Coming({ upload, datasetId, canManage }: ComingProps) {
  const live = useLiveImport(datasetId);
  const [known, setKnown] = useState<number | null>(null);
  const found = live?.is_collecting === false ? live.id : null;
  const shownId = upload.importId ?? known ?? found;
  if (found !== null && found !== known) setKnown(found); // its end is told too
  if (shownId !== null) {
    const forget = () => {
      upload.forget();
      setKnown(null);
    };
    return <ImportProgress importId={shownId} canManage={canManage} onForget={forget} />;
  }
  if (live === null || upload.sending !== null || !canManage) return null;
  return <LeftImport left={live} />;
}

function Nothing() {
  const { t } = useI18n();
  return <EmptyState title={t("items.emptyTitle")}>{t("items.empty")}</EmptyState>;
}

interface ItemsProps {
  datasetId: number;
  project: Project;
  finding: Finding;
  canManage: boolean;
  canReview: boolean;
}

function Items({ datasetId, project, finding, canManage, canReview }: ItemsProps) {
  const { t } = useI18n();
  const projectId = project.id;
  const navigate = itemsRoute.useNavigate();
  const [meant, setMeant] = useState<Meant | null>(null);
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [opened, setOpened] = useState<Item | null>(null);
  const query = queryOf(finding, cursors[cursors.length - 1] ?? "");
  const ofWork = canReview || isOfWork(finding);
  const ofProject = useQuery({
    ...apiQuery(PROJECT_ITEMS, { params: { path: { project_id: projectId }, query } }),
    enabled: ofWork,
  });
  const ofDataset = useQuery({
    ...apiQuery(ITEMS, { params: { path: { dataset_id: datasetId }, query } }),
    enabled: !ofWork,
  });
  const items = ofWork ? ofProject : ofDataset;
  const isNarrowed = Object.keys(finding).length > 0;
  return (
    <>
      <Query
        of={items}
        empty={(data) =>
          data.count === 0 && (isNarrowed ? <p>{t("items.noneSuch")}</p> : <Nothing />)
        }
      >
        {(data) => (
          <>
            <div className={classes.found}>
              <p className={classes.count}>
                {t(data.is_count_exact ? "items.count" : "items.countMore", { n: data.count })}
              </p>
              {canManage && isNarrowed && canBeBatch(finding) && (
                <Button size="xs" onClick={() => setMeant({ item_filter: itemFilterOf(finding) })}>
                  {t("items.batchOfFound")}
                </Button>
              )}
            </div>
            {meant !== null && (
              <NewBatch
                key={JSON.stringify(meant)}
                project={project}
                meant={meant}
                onClose={() => setMeant(null)}
                onMade={() => void navigate({ to: "/p/$projectId/batches", params: { projectId } })}
              />
            )}
            <ItemActions
              datasetId={datasetId}
              chosen={chosen}
              onDone={() => setChosen(new Set())}
              onBatch={() => setMeant({ item_ids: [...chosen] })}
            />
            <ItemGrid
              items={data.results}
              chosen={chosen}
              {...(canManage ? { onChoose: (id) => setChosen(toggled(chosen, id)) } : {})}
              onOpen={setOpened}
            />
            <CursorPager cursors={cursors} next={data.next_cursor} onTurn={setCursors} />
          </>
        )}
      </Query>
      <ItemDetail item={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function toggled(chosen: ReadonlySet<number>, itemId: number): ReadonlySet<number> {
  const changed = new Set(chosen);
  if (!changed.delete(itemId)) changed.add(itemId);
  return changed;
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { CursorPager, EmptyState, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { FindItems } from "./FindItems";
import { ITEMS, type Finding, queryOf } from "./finding";
import { ImportProgress } from "./ImportProgress";
import { ItemActions } from "./ItemActions";
import { ItemDetail } from "./ItemDetail";
import { ItemGrid, type Item } from "./ItemGrid";

import { itemsRoute } from "./routes";
import { UploadBox } from "./UploadBox";
import { useUpload } from "./useUpload";
import classes from "./Items.module.css";

/** The images of the project's dataset, and the way to add more. */
export default function ItemsPage() {
  const { t } = useI18n();
  const project = useProject();
  const upload = useUpload(project);
  const canManage = useCan("managers", project.organisation_id);
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
            <ButtonLink to="/p/$projectId/items/profile" params={{ projectId: project.id }}>
              {t("items.understand")}
            </ButtonLink>
          )
        }
      />
      {canManage && <UploadBox upload={upload} organisationId={project.organisation_id} />}
      {upload.importId !== null && (
        <ImportProgress importId={upload.importId} onForget={upload.forget} />
      )}
      {project.dataset === null ? (
        <Nothing />
      ) : (
        <>
          <FindItems finding={finding} onFind={find} />
          <Items
            key={`${project.dataset.id} ${JSON.stringify(finding)}`}
            datasetId={project.dataset.id}
            finding={finding}
            canManage={canManage}
          />
        </>
      )}
    </Page>
  );
}

function Nothing() {
  const { t } = useI18n();
  return <EmptyState title={t("items.emptyTitle")}>{t("items.empty")}</EmptyState>;
}

interface ItemsProps {
  datasetId: number;
  finding: Finding;
  canManage: boolean;
}

function Items({ datasetId, finding, canManage }: ItemsProps) {
  const { t } = useI18n();
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [opened, setOpened] = useState<Item | null>(null);
  const items = useQuery(
    apiQuery(ITEMS, {
      params: {
        path: { dataset_id: datasetId },
        query: queryOf(finding, cursors[cursors.length - 1] ?? ""),
      },
    }),
  );
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
            <p className={classes.count}>
              {t(data.is_count_exact ? "items.count" : "items.countMore", { n: data.count })}
            </p>
            <ItemActions
              datasetId={datasetId}
              chosen={chosen}
              onDone={() => setChosen(new Set())}
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

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery, MOST_ROWS } from "@/api/query";
import { Card, DataTable, Figure, Figures, Query, SelectField, useI18n } from "@/panels/shared";
import type { Release } from "./state";

const PATH = "/api/v1/releases/{release_id}/difference/{before_id}";
type Difference = Answered<typeof PATH>;

/** What changed since another release of the project: pictures, labels, and where shapes are. */
export function DifferenceCard({ release }: { release: Release }) {
  const { t } = useI18n();
  const others = useQuery(
    apiQuery("/api/v1/projects/{project_id}/releases", {
      params: { path: { project_id: release.project_id }, query: { page_size: MOST_ROWS } },
    }),
  );
  const earlier = (others.data?.results ?? []).filter(
    (one) => one.id < release.id && one.figures !== null,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const before = chosen ?? String(earlier[0]?.id ?? "");
  if (earlier.length === 0) return null;
  return (
    <Card
      title={t("releases.difference")}
      note={t("releases.differenceNote")}
      action={
        <SelectField
          size="xs"
          aria-label={t("releases.since")}
          value={before}
          data={earlier.map((one) => ({
            value: String(one.id),
            label: t("releases.sinceVersion", { version: one.version }),
          }))}
          onChange={setChosen}
        />
      }
    >
      <Between releaseId={release.id} beforeId={Number(before)} />
    </Card>
  );
}

function Between({ releaseId, beforeId }: { releaseId: number; beforeId: number }) {
  const difference = useQuery(
    apiQuery(PATH, { params: { path: { release_id: releaseId, before_id: beforeId } } }),
  );
  return (
    <Query of={difference}>
      {(found) => (
        <>
          <Counts found={found} />
          <Labels found={found} />
          <Examples found={found} />
        </>
      )}
    </Query>
  );
}

function Counts({ found }: { found: Difference }) {
  const { t, number } = useI18n();
  const moved =
    found.moved_iou_median === null
      ? undefined
      : t("releases.movedNote", { iou: number(found.moved_iou_median, 2) });
  const compared =
    found.items_compared < found.items_changed
      ? t("releases.comparedOf", { n: found.items_compared })
      : t("releases.sameItems", { n: found.items_same });
  return (
    <Figures>
      <Figure label={t("releases.itemsAdded")} value={number(found.items_added)} />
      <Figure label={t("releases.itemsRemoved")} value={number(found.items_removed)} />
      <Figure
        label={t("releases.itemsChanged")}
        value={number(found.items_changed)}
        note={compared}
      />
      <Figure label={t("releases.shapesAdded")} value={number(found.shapes_added)} />
      <Figure label={t("releases.shapesRemoved")} value={number(found.shapes_removed)} />
      <Figure label={t("releases.shapesMoved")} value={number(found.shapes_moved)} note={moved} />
    </Figures>
  );
}

function Labels({ found }: { found: Difference }) {
  const { t, number } = useI18n();
  const names = new Map(found.labels.map((label) => [label.key, label.name]));
  return (
    <>
      {found.labels.length > 0 && (
        <DataTable
          caption={t("releases.labels")}
          rows={found.labels}
          rowKey={(row) => row.key}
          columns={[
            {
              key: "name",
              title: t("releases.label"),
              isRowHeader: true,
              cell: (row) => row.name,
            },
            {
              key: "before",
              title: found.before.version,
              isNumber: true,
              cell: (row) => number(row.before),
            },
            {
              key: "after",
              title: found.after.version,
              isNumber: true,
              cell: (row) => number(row.after),
            },
          ]}
        />
      )}
      {found.relabelled.length > 0 && (
        <ul>
          {found.relabelled.map((one) => (
            <li key={`${one.before} ${one.after}`}>
              {t("releases.relabelled", {
                n: one.shapes,
                before: names.get(one.before) ?? one.before,
                after: names.get(one.after) ?? one.after,
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Examples({ found }: { found: Difference }) {
  const { t, number } = useI18n();
  if (found.examples.length === 0) return null;
  const count = (key: "added" | "removed" | "moved" | "relabelled", title: string) => ({
    key,
    title,
    isNumber: true,
    cell: (row: Difference["examples"][number]) => number(row[key]),
  });
  return (
    <DataTable
      caption={t("releases.mostChanged")}
      rows={found.examples}
      rowKey={(row) => row.item_id}
      columns={[
        {
          key: "name",
          title: t("releases.mostChanged"),
          isRowHeader: true,
          cell: (row) => <bdi>{row.name}</bdi>,
        },
        count("added", t("releases.new")),
        count("removed", t("releases.gone")),
        count("relabelled", t("releases.otherLabel")),
        count("moved", t("releases.movedShort")),
        {
          key: "iou",
          title: t("releases.lowestIou"),
          isNumber: true,
          cell: (row) => (row.lowest_iou === null ? "–" : number(row.lowest_iou, 2)),
        },
      ]}
    />
  );
}

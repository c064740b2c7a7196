import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery, MOST_ROWS } from "@/api/query";
import {
  Card,
  DataTable,
  Figure,
  Figures,
  PictureDialog,
  Query,
  SelectField,
  useI18n,
} from "@/panels/shared";
import { FrozenVersion } from "./FrozenVersion";
import classes from "./Pictures.module.css";
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
    (one) => one.id < release.id && one.figures !== null && one.state !== "discarded",
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
          <Examples found={found} releaseId={releaseId} beforeId={beforeId} />
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
      {found.answers_changed > 0 && (
        <Figure label={t("releases.answersChanged")} value={number(found.answers_changed)} />
      )}
      {found.attributes_changed > 0 && (
        <Figure label={t("releases.attributesChanged")} value={number(found.attributes_changed)} />
      )}
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

type Example = Difference["examples"][number];
/** The others are mostly those that a new fit moved by less than a pixel. */
const FIRST_EXAMPLES = 10;

interface ExamplesProps {
  found: Difference;
  releaseId: number;
  beforeId: number;
}

function Examples({ found, releaseId, beforeId }: ExamplesProps) {
  const { t, number } = useI18n();
  const [looked, setLooked] = useState<Example | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  if (found.examples.length === 0) return null;
  const count = (key: "added" | "removed" | "moved" | "relabelled", title: string) => ({
    key,
    title,
    isNumber: true,
    cell: (row: Example) => number(row[key]),
  });
  const table = (
    <DataTable
      caption={t("releases.mostChanged")}
      rows={showsAll ? found.examples : found.examples.slice(0, FIRST_EXAMPLES)}
      rowKey={(row) => row.item_id}
      columns={[
        {
          key: "name",
          title: t("releases.mostChanged"),
          isRowHeader: true,
          cell: (row) => (
            <button
              type="button"
              className={classes.pick}
              aria-label={t("releases.lookAtBoth", { name: row.name })}
              onClick={() => setLooked(row)}
            >
              <bdi>{row.name}</bdi>
            </button>
          ),
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
  return (
    <>
      {table}
      {!showsAll && found.examples.length > FIRST_EXAMPLES && (
        <Button size="xs" mt="xs" onClick={() => setShowsAll(true)}>
          {t("releases.allExamples", { n: found.examples.length })}
        </Button>
      )}
      <PictureDialog of={looked} onClose={() => setLooked(null)}>
        {({ item_id: itemId }) => (
          <div className={classes.both}>
            <FrozenVersion releaseId={beforeId} itemId={itemId} />
            <FrozenVersion releaseId={releaseId} itemId={itemId} before={found.before} />
          </div>
        )}
      </PictureDialog>
    </>
  );
}

import { UnstyledButton } from "@mantine/core";
import { type Column, DataTable, Moment, useI18n } from "@/panels/shared";
import { told } from "./said";
import type { TrailAnswer } from "./Trail";
import classes from "./Trail.module.css";

type Line = TrailAnswer["results"][number];

interface TrailTableProps {
  lines: readonly Line[];
  hasProjects: boolean;
  onPerson: (person: { id: number; name: string }) => void;
}

/** One sentence a row; who did it narrows the trail to them. */
export function TrailTable({ lines, hasProjects, onPerson }: TrailTableProps) {
  const { t } = useI18n();
  const columns: Column<Line>[] = [
    {
      key: "when",
      title: t("trail.when"),
      cell: (line) => <Moment iso={line.occurred_at} />,
    },
    {
      key: "what",
      title: t("trail.what"),
      isRowHeader: true,
      cell: (line) => <Told line={line} />,
    },
    {
      key: "who",
      title: t("trail.who"),
      cell: ({ actor, actor_id: id }) =>
        actor === null || id === null ? (
          t("trail.service")
        ) : (
          <UnstyledButton
            className={classes.person}
            aria-label={t("trail.onlyOf", { name: actor })}
            onClick={() => onPerson({ id, name: actor })}
          >
            {actor}
          </UnstyledButton>
        ),
    },
  ];
  const project: Column<Line> = {
    key: "where",
    title: t("trail.where"),
    cell: (line) => line.project ?? "–",
  };
  return (
    <DataTable
      isStackable
      caption={t("trail.title")}
      rows={lines}
      rowKey={(line) => line.id}
      columns={hasProjects ? [...columns, project] : columns}
    />
  );
}

function Told({ line }: { line: Line }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <span className={classes.told} title={t("trail.name", { name: line.name })}>
      {told(line, i18n)}
      {line.changes.map(({ field, before, after }) => (
        <small key={field} className={classes.change}>
          {before === null
            ? t("trail.changeTo", { field, after: after ?? "–" })
            : t("trail.change", { field, before, after: after ?? "–" })}
        </small>
      ))}
    </span>
  );
}

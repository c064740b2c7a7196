import { Button, Group } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { IconButton, SelectField, useI18n } from "@/panels/shared";
import { added, changed, removed } from "./lists";
import { NameRows } from "./NameRows";
import type { NamesOfList } from "./names";
import { SkeletonDrawing } from "./SkeletonDrawing";
import { BODY, withPoints, type SkeletonDraft } from "./skeleton";
import classes from "./Schema.module.css";

interface SkeletonEditorProps {
  skeleton: SkeletonDraft;
  /** The name of the label. */
  name: string;
  /** What keys of its points were called in the versions so far. */
  ever: NamesOfList;
  onChange: (skeleton: SkeletonDraft) => void;
}

/** The points of a label of keypoints, in the order they are placed, and the lines between them. */
export function SkeletonEditor({ skeleton, name, ever, onChange }: SkeletonEditorProps) {
  const { t } = useI18n();
  const { points, edges } = skeleton;
  return (
    <div className={classes.skeleton} role="group" aria-label={t("schema.skeleton", { name })}>
      <p className={classes.note}>{t("schema.pointsNote")}</p>
      <NameRows
        of="points"
        name={name}
        rows={points}
        ever={ever}
        onChange={(next) => onChange(withPoints(skeleton, next))}
      />
      {points.length > 1 && (
        <>
          <p className={classes.note}>{t("schema.figureNote")}</p>
          <SkeletonDrawing skeleton={skeleton} name={name} onChange={onChange} />
        </>
      )}
      <div className={classes.edges}>
        {edges.map((edge, index) => (
          <EdgeRow
            // A line is known by its place until it is saved.
            key={index}
            number={index + 1}
            edge={edge}
            points={points}
            onChange={(next) => onChange({ points, edges: changed(edges, index, next) })}
            onRemove={() => onChange({ points, edges: removed(edges, index) })}
          />
        ))}
      </div>
      <Group>
        {points.length > 1 && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            onClick={() => onChange({ points, edges: added(edges, nextEdge(skeleton)) })}
          >
            {t("schema.addEdge")}
          </Button>
        )}
        {points.length === 0 && (
          <Button size="xs" variant="subtle" onClick={() => onChange(BODY)}>
            {t("schema.useBody")}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** On from where the last line ended. */
function nextEdge({ points, edges }: SkeletonDraft): readonly [number, number] {
  const from = edges.at(-1)?.[1] ?? 0;
  return [from, (from + 1) % points.length];
}

interface EdgeRowProps {
  number: number;
  edge: readonly [number, number];
  points: SkeletonDraft["points"];
  onChange: (edge: readonly [number, number]) => void;
  onRemove: () => void;
}

function EdgeRow({ number, edge: [from, to], points, onChange, onRemove }: EdgeRowProps) {
  const { t } = useI18n();
  const data = points.map(({ name }, place) => ({
    value: String(place),
    label: name.trim() || t("schema.unnamed"),
  }));
  return (
    <div className={classes.edge}>
      <SelectField
        size="xs"
        aria-label={t("schema.edgeFrom", { n: number })}
        data={data}
        value={String(from)}
        onChange={(place) => onChange([Number(place), to])}
      />
      <SelectField
        size="xs"
        aria-label={t("schema.edgeTo", { n: number })}
        data={data}
        value={String(to)}
        onChange={(place) => onChange([from, Number(place)])}
      />
      <IconButton
        size={30}
        label={t("schema.removeEdge", { n: number })}
        icon={<IconTrash size={16} stroke={1.6} aria-hidden />}
        onClick={onRemove}
      />
    </div>
  );
}

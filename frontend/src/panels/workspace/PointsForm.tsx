import { Button, Checkbox, NumberInput } from "@mantine/core";
import { IconCircleMinus, IconCirclePlus } from "@tabler/icons-react";
import type { Shape } from "@/model/document";
import { imagePoint } from "@/model/points";
import { labelOf } from "@/model/schema";
import { kindOf } from "@/model/shapes/registry";
import { useI18n } from "@/panels/shared";
import { useBench, useEngine, useRun } from "./engine/context";
import classes from "./Side.module.css";

const ICON = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

/** The points of a shape one by one: which, where, one more, one fewer. */
export function PointsForm({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const { bench } = useEngine();
  const chosen = useBench((state) => state.chosenHandle);
  const schema = useBench((state) => state.schema);
  const skeleton = labelOf(schema, shape.label)?.skeleton;
  const ids = kindOf(shape.kind).points?.idsOf(shape.geometry) ?? [];
  const id = chosen ?? ids[0];
  if (id === undefined) return null;
  const name = skeleton?.points.find(({ key }) => key === id)?.name;
  const act = (action: "point.insert" | "point.visible" | "shape.delete") => {
    run({ type: "choose_handle", handle: id });
    bench.carryOut(action);
  };
  return (
    <div className={classes.numbers}>
      <NumberInput
        size="xs"
        className={classes.wide}
        label={t("workspace.pointOf", { name: name ?? t("workspace.promptPoint"), n: ids.length })}
        value={ids.indexOf(id) + 1}
        min={1}
        max={ids.length}
        allowDecimal={false}
        onChange={(number) => {
          const next = ids[Number(number) - 1];
          if (next !== undefined) run({ type: "choose_handle", handle: next });
        }}
      />
      <PointPlace shape={shape} handleId={id} />
      {shape.kind === "keypoints" ? (
        <Checkbox
          size="xs"
          className={classes.seen}
          label={t("workspace.pointSeen")}
          checked={shape.geometry.points[id]?.is_visible ?? false}
          onChange={() => act("point.visible")}
        />
      ) : (
        <Button
          size="xs"
          leftSection={<IconCirclePlus {...ICON} />}
          onClick={() => act("point.insert")}
        >
          {t("workspace.pointInsert")}
        </Button>
      )}
      <Button
        size="xs"
        leftSection={<IconCircleMinus {...ICON} />}
        onClick={() => act("shape.delete")}
      >
        {t("workspace.pointDelete")}
      </Button>
    </div>
  );
}

function PointPlace({ shape, handleId }: { shape: Shape; handleId: string }) {
  const { t } = useI18n();
  const run = useRun();
  const image = useBench((state) => state.image);
  const kind = kindOf(shape.kind);
  const place = kind.handles(shape.geometry, 0).find(({ id }) => id === handleId)?.point;
  if (place === undefined) return null;
  const { x, y } = place;
  const move = (to: { x: number; y: number }) => {
    const geometry = kind.withHandleAt(shape.geometry, handleId, imagePoint(to.x, to.y), image);
    if (!kind.isTooSmall(geometry)) run({ type: "nudge", shapeId: shape.id, geometry });
  };
  const fields = [
    { key: "x", label: t("workspace.x"), value: x, max: image.width_px },
    { key: "y", label: t("workspace.y"), value: y, max: image.height_px },
  ] as const;
  return fields.map(({ key, label, value, max }) => (
    <NumberInput
      key={key}
      size="xs"
      label={label}
      value={value}
      min={0}
      max={max}
      decimalScale={2}
      clampBehavior="blur"
      onChange={(next) => {
        if (typeof next === "number" && next >= 0 && next <= max && next !== value)
          move({ x, y, [key]: next });
      }}
    />
  ));
}

import { Select } from "@mantine/core";
import type { Shape } from "@/model/document";
import { kindOf } from "@/model/shapes/registry";
import { useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import { NumbersForm } from "./NumbersForm";
import { PointsForm } from "./PointsForm";

/** The chosen shape's label, position and size as a form, for whom the pointer is no way. */
export function ShapeNumbers({ shape }: { shape: Shape }) {
  return (
    <>
      <LabelField shape={shape} />
      <NumbersForm shape={shape} />
      {kindOf(shape.kind).points !== undefined && <PointsForm shape={shape} />}
    </>
  );
}

function LabelField({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const schema = useBench((state) => state.schema);
  const data = schema.labels
    .filter((label) => label.kind === shape.kind)
    .map((label) => ({ value: label.key, label: label.name }));
  return (
    <Select
      size="xs"
      label={t("workspace.label")}
      data={data}
      value={shape.label}
      allowDeselect={false}
      onChange={(label) => {
        if (label !== null) run({ type: "relabel", shapeId: shape.id, label });
      }}
    />
  );
}

import { NumberInput } from "@mantine/core";
import type { Shape, ShapeGeometry } from "@/model/document";
import type { ImageSize } from "@/model/points";
import { useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import classes from "./Side.module.css";

interface NumberField {
  readonly key: string;
  /** The key of its name in the catalogue. */
  readonly text: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** The numbers of a box, a turned box or an ellipse; other kinds are made of points. */
export function NumbersForm({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const image = useBench((state) => state.image);
  const fields = fieldsOf(shape, image);
  if (fields.length === 0) return null;
  return (
    <div className={classes.numbers}>
      {fields.map(({ key, text, value, min, max }) => (
        <NumberInput
          key={key}
          size="xs"
          label={t(text)}
          value={value}
          min={min}
          max={max}
          decimalScale={2}
          clampBehavior="blur"
          onChange={(next) => {
            if (typeof next !== "number" || next < min || next > max || next === value) return;
            const geometry = { ...shape.geometry, [key]: next } as ShapeGeometry; // same keys
            run({ type: "nudge", shapeId: shape.id, geometry });
          }}
        />
      ))}
    </div>
  );
}

/** Bounds keep the shape legal, so that no number typed here is refused later. */
function fieldsOf(shape: Shape, image: ImageSize): readonly NumberField[] {
  const { width_px, height_px } = image;
  const reach = width_px + height_px;
  switch (shape.kind) {
    case "box": {
      const { x, y, width, height } = shape.geometry;
      return [
        { key: "x", text: "workspace.x", value: x, min: 0, max: width_px - width },
        { key: "y", text: "workspace.y", value: y, min: 0, max: height_px - height },
        { key: "width", text: "workspace.width", value: width, min: 1, max: width_px - x },
        { key: "height", text: "workspace.height", value: height, min: 1, max: height_px - y },
      ];
    }
    case "rotated_box": {
      const { width, height } = shape.geometry;
      return [
        ...centreFields(shape.geometry, image),
        { key: "width", text: "workspace.width", value: width, min: 1, max: 2 * reach },
        { key: "height", text: "workspace.height", value: height, min: 1, max: 2 * reach },
        angleField(shape.geometry.angle_deg),
      ];
    }
    case "ellipse": {
      const { radius_x, radius_y } = shape.geometry;
      return [
        ...centreFields(shape.geometry, image),
        { key: "radius_x", text: "workspace.radiusX", value: radius_x, min: 0.5, max: reach },
        { key: "radius_y", text: "workspace.radiusY", value: radius_y, min: 0.5, max: reach },
        angleField(shape.geometry.angle_deg),
      ];
    }
    default:
      return [];
  }
}

function centreFields(
  { center_x, center_y }: { readonly center_x: number; readonly center_y: number },
  { width_px, height_px }: ImageSize,
): readonly NumberField[] {
  return [
    { key: "center_x", text: "workspace.centreX", value: center_x, min: 0, max: width_px },
    { key: "center_y", text: "workspace.centreY", value: center_y, min: 0, max: height_px },
  ];
}

function angleField(value: number): NumberField {
  return { key: "angle_deg", text: "workspace.angle", value, min: -179.99, max: 180 };
}

import { NumberInput } from "@mantine/core";
import type { Shape, ShapeGeometry } from "@/model/document";
import type { ImageSize } from "@/model/points";
import { maskKind, type MaskGeometry } from "@/model/shapes/mask";
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
  /** What the shape is with another number; without, its geometry has the number as it is. */
  readonly changed?: (next: number) => ShapeGeometry;
}

/** The numbers of a box, a turned box, an ellipse or a mask; other kinds are made of points. */
export function NumbersForm({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const image = useBench((state) => state.image);
  const fields = fieldsOf(shape, image);
  if (fields.length === 0) return null;
  return (
    <div className={classes.numbers}>
      {fields.map(({ key, text, value, min, max, changed }) => (
        <NumberInput
          key={key}
          size="xs"
          label={t(text)}
          value={value}
          min={min}
          max={max}
          decimalScale={shape.kind === "mask" ? 0 : 2}
          clampBehavior="blur"
          onChange={(next) => {
            if (typeof next !== "number" || next < min || next > max || next === value) return;
            const replaced = { ...shape.geometry, [key]: next } as ShapeGeometry; // same keys
            const geometry = changed?.(next) ?? replaced;
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
    case "mask":
      return maskFields(shape.geometry, image);
    default:
      return [];
  }
}

/** Where its first pixels are: another number moves all of it. */
function maskFields(geometry: MaskGeometry, image: ImageSize): readonly NumberField[] {
  const { minX, minY, maxX, maxY } = maskKind.bounds(geometry);
  const [wide, high] = [maxX - minX, maxY - minY];
  return [
    {
      key: "x",
      text: "workspace.x",
      value: minX,
      min: 0,
      max: image.width_px - wide,
      changed: (next) => maskKind.movedBy(geometry, next - minX, 0, image),
    },
    {
      key: "y",
      text: "workspace.y",
      value: minY,
      min: 0,
      max: image.height_px - high,
      changed: (next) => maskKind.movedBy(geometry, 0, next - minY, image),
    },
  ];
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

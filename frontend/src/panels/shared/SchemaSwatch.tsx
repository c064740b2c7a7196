import { labelLook } from "@/render/palette";
import classes from "./SchemaSwatch.module.css";

interface SchemaSwatchProps {
  /** The label's place in the schema, or its own colour. */
  color: number | string;
  size?: number;
}

/** A label's colour beside its name. Decoration: the name says which label it is. */
export function SchemaSwatch({ color, size = 12 }: SchemaSwatchProps) {
  const look = typeof color === "number" ? labelLook(color) : { hex: color, isDashed: false };
  return (
    <span
      className={classes.swatch}
      data-dashed={look.isDashed || undefined}
      style={{ inlineSize: size, blockSize: size, background: look.hex }}
    />
  );
}

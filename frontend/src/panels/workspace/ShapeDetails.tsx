import { useState } from "react";
import type { Shape } from "@/model/document";
import { askedAttributes, isAnswered, labelOf } from "@/model/schema";
import { late, useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import { FieldInput } from "./FieldInput";
import classes from "./Side.module.css";

const ShapeNumbers = late(() => import("./ShapeNumbers").then((script) => script.ShapeNumbers));

/** Where a jump to an unanswered attribute lands. */
export const attributeElementId = (shapeId: string, key: string) => `attribute-${shapeId}-${key}`;

/** The chosen shape's attributes, and its label, position and size as a form. */
export function ShapeDetails({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const schema = useBench((state) => state.schema);
  const canEdit = useBench((state) => state.canEdit);
  const isLocked = useBench((state) => state.lockedIds.has(shape.id));
  const [isOpen, setOpen] = useState(false);
  const label = labelOf(schema, shape.label);
  const asked = label === undefined ? [] : askedAttributes(label, shape.attributes);
  return (
    <div className={classes.details}>
      <fieldset disabled={!canEdit || isLocked} style={{ display: "contents" }}>
        {asked.map((attribute) => {
          const value = shape.attributes[attribute.key];
          return (
            <div
              key={attribute.key}
              id={attributeElementId(shape.id, attribute.key)}
              className={classes.field}
              data-wide={attribute.type === "choices" || undefined}
              data-missing={(attribute.required && !isAnswered(value)) || undefined}
            >
              <span className={classes.fieldName}>{attribute.name}</span>
              <FieldInput
                field={attribute}
                label={attribute.name}
                value={value}
                onChange={(next) =>
                  run({
                    type: "answer_attribute",
                    shapeId: shape.id,
                    attribute: attribute.key,
                    value: next,
                  })
                }
              />
            </div>
          );
        })}
      </fieldset>
      {canEdit && !isLocked && (
        <details
          className={classes.more}
          open={isOpen}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>{t("workspace.positionAndSize")}</summary>
          {isOpen && <ShapeNumbers shape={shape} />}
        </details>
      )}
    </div>
  );
}

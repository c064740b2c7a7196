import { byQuestion } from "./by-question";
import { FieldsReport } from "./FieldsReport";
import { OptionsSection } from "./OptionsSection";
import { PartSection } from "./PartSection";
import { ShapesReport } from "./ShapesReport";
import type { Report } from "./types";

/** What one fit found out of each part of the labels, of shapes, numbers and attributes. */
export function FitSections({
  fit,
}: {
  fit: Pick<Report, "parts" | "shapes" | "numbers" | "attributes">;
}) {
  return (
    <>
      {byQuestion(fit.parts).map((parts) =>
        parts.length > 1 ? (
          <OptionsSection key={parts[0].key} parts={parts} />
        ) : (
          <PartSection key={parts[0].key} part={parts[0]} />
        ),
      )}
      {fit.shapes !== null && <ShapesReport shapes={fit.shapes} />}
      <FieldsReport numbers={fit.numbers} attributes={fit.attributes} />
    </>
  );
}

import type { Answered } from "@/api/query";
import { useI18n } from "@/panels/shared";
import classes from "./Guideline.module.css";
import { readableLine } from "./readable-line";

export type Difference = Answered<"/api/v1/guideline-versions/{guideline_version_id}/difference">;

interface DifferenceViewProps {
  difference: Pick<Difference, "lines" | "examples_added" | "examples_removed">;
}

/** What changed between two versions: words that went struck out, words that came underlined. */
export function DifferenceView({ difference }: DifferenceViewProps) {
  const { t } = useI18n();
  const { lines, examples_added: added, examples_removed: removed } = difference;
  return (
    <div className={classes.difference}>
      {lines.length + added.length + removed.length === 0 && <p>{t("guideline.noDifference")}</p>}
      {lines.map((line, index) => (
        // Lines of one answer never change their order.
        <Line key={index} line={line} />
      ))}
      {added.length > 0 && <p>{t("guideline.examplesAdded", { names: added.join("; ") })}</p>}
      {removed.length > 0 && <p>{t("guideline.examplesRemoved", { names: removed.join("; ") })}</p>}
    </div>
  );
}

function Line({ line }: { line: Difference["lines"][number] }) {
  if (line.kind === "gap") return <p data-kind={line.kind}>…</p>;
  const { form, pieces } = readableLine(line.pieces);
  if (pieces.length === 0) return null;
  return (
    <p data-kind={line.kind} data-form={form}>
      {pieces.map((piece, place) => {
        if (piece.kind === "added") return <ins key={place}>{piece.text}</ins>;
        if (piece.kind === "removed") return <del key={place}>{piece.text}</del>;
        return <span key={place}>{piece.text}</span>;
      })}
    </p>
  );
}

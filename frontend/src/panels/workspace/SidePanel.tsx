import type { ReactNode } from "react";
import { asksForMasks, asksForShapes } from "@/model/schema";
import { late, useI18n } from "@/panels/shared";
import { useBench } from "./engine/context";
import type { Guideline } from "@/model/guideline";
import type { AroundText } from "./GuidelineBox";
import { LabelList } from "./LabelList";
import { MaskPanel } from "./masks/MaskPanel";
import { QuestionList } from "./QuestionList";
import { ShapeList } from "./ShapeList";
import classes from "./Side.module.css";

// The guideline itself is fetched while the picture is shown.
const GuidelineBox = late(() => import("./GuidelineBox").then((script) => script.GuidelineBox));

interface SidePanelProps {
  guideline: Guideline | null;
  withQuestions: AroundText | undefined;
  aside: ReactNode;
}

/** Beside the stage: labels, questions, shapes and the guideline. */
export function SidePanel({ guideline, withQuestions, aside }: SidePanelProps) {
  const { t } = useI18n();
  const schema = useBench((state) => state.schema);
  return (
    <aside className={classes.side} aria-label={t("workspace.side")}>
      {aside != null && <section className={classes.section}>{aside}</section>}
      {asksForShapes(schema) && (
        <section className={classes.section}>
          <h2 className={classes.head}>
            {t("workspace.labels")} <small>{t("workspace.pressDigit")}</small>
          </h2>
          <LabelList />
        </section>
      )}
      {asksForMasks(schema) && (
        <section className={classes.section}>
          <h2 className={classes.head}>{t("workspace.masks")}</h2>
          <MaskPanel />
        </section>
      )}
      {schema.questions.length > 0 && (
        <section className={classes.section}>
          <QuestionList />
        </section>
      )}
      {asksForShapes(schema) && (
        <section className={classes.section}>
          <ShapeList />
        </section>
      )}
      {guideline !== null && (
        <section className={classes.section}>
          <GuidelineBox guideline={guideline} withQuestions={withQuestions} />
        </section>
      )}
    </aside>
  );
}

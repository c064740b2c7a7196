import { Button } from "@mantine/core";
import { useState } from "react";
import type { AnnotationDocument } from "@/model/document";
import { type LabelSchema, readSchema, type SchemaDefinition } from "@/model/schema";
import { boundsOfShape } from "@/model/shapes/registry";
import { Figure, Figures, StatusBadge, useI18n } from "@/panels/shared";
import { labelLook } from "@/render/palette";
import { ComparedPicture } from "./ComparedPicture";
import { ContestForm } from "./ContestForm";
import { DifferenceList } from "./DifferenceList";
import { Magnified, type Wanted } from "./Magnified";
import { differencesOf, wrongAnswersOf } from "./differences";
import classes from "./Feedback.module.css";
import type { Taught } from "./types";

interface FeedbackViewProps {
  taught: Taught;
  /** On to the next task. */
  onNext: () => void;
}

/** After visible gold: one's own answer over the known one, what differs, why, and a way to object. */
export function FeedbackView({ taught, onNext }: FeedbackViewProps) {
  const { t } = useI18n();
  const [schema] = useState(() =>
    readSchema(taught.schema_version.definition as unknown as SchemaDefinition),
  );
  const [isContesting, setContesting] = useState(false);
  const [isSent, setSent] = useState(false);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const differences = differencesOf(taught);
  const { item } = taught;
  const colorOf = (key: string) => labelOf(schema, key)?.color ?? labelLook(0).hex;
  return (
    <div className={classes.page}>
      <div className={classes.stage}>
        <div
          className={classes.stageInner}
          style={{ "--picture-ratio": item.width_px / item.height_px } as React.CSSProperties}
        >
          <Magnified size={item} wanted={wanted}>
            <ComparedPicture
              src={item.image_url}
              alt={t("feedback.picture", { name: item.name })}
              widthPx={item.width_px}
              heightPx={item.height_px}
              document={taught.document as AnnotationDocument}
              reference={taught.reference as AnnotationDocument}
              differences={differences}
              colorOf={colorOf}
              edgesOf={(key) => labelOf(schema, key)?.skeleton?.edges}
            />
          </Magnified>
        </div>
      </div>
      <section className={classes.side} aria-label={t("feedback.title")}>
        <div>
          <h1 className={classes.title}>{t("feedback.title")}</h1>
          <StatusBadge tone={taught.is_right ? "good" : "caution"}>
            {t(taught.is_right ? "feedback.right" : "feedback.wrong")}
          </StatusBadge>
        </div>
        {schema.labels.length > 0 && <Measures taught={taught} />}
        <DifferenceList
          differences={differences}
          answers={wrongAnswersOf(taught, schema)}
          schema={schema}
          onShow={({ shape }) =>
            setWanted((before) => ({
              bounds: boundsOfShape(shape),
              asked: (before?.asked ?? 0) + 1,
            }))
          }
        />
        {taught.explanation !== "" && (
          <div>
            <h2 className={classes.title}>{t("feedback.why")}</h2>
            <p className={classes.words}>{taught.explanation}</p>
          </div>
        )}
        <p className={classes.note}>{t("feedback.note")}</p>
        {isContesting && (
          <ContestForm
            assignmentId={taught.assignment_id}
            onClose={() => setContesting(false)}
            onSent={() => {
              setContesting(false);
              setSent(true);
            }}
          />
        )}
        {isSent && (
          <p role="status" className={classes.note}>
            {t("feedback.contested")}
          </p>
        )}
        {!isContesting && (
          <div className={classes.actions}>
            <Button variant="filled" onClick={onNext}>
              {t("feedback.next")}
            </Button>
            {taught.can_contest && !isSent && (
              <Button onClick={() => setContesting(true)}>{t("feedback.contest")}</Button>
            )}
          </div>
        )}
      </section>
    </div>
  );
}

function Measures({ taught }: { taught: Taught }) {
  const { t, number } = useI18n();
  const found = taught.matched.length;
  return (
    <>
      <Figures>
        <Figure
          label={t("feedback.found")}
          value={t("feedback.foundOf", { found, total: found + taught.missed.length })}
        />
        <Figure
          label={t("feedback.iou")}
          value={taught.mean_iou === null ? t("feedback.nothing") : number(taught.mean_iou, 2)}
          note={t("feedback.iouWhat")}
        />
      </Figures>
      <p className={classes.note}>{t("feedback.legend")}</p>
    </>
  );
}

function labelOf(schema: LabelSchema, key: string) {
  return schema.labels.find((label) => label.key === key);
}

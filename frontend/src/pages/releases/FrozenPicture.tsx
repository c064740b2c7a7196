import {
  AnnotatedPicture,
  Callout,
  DataTable,
  PictureDialog,
  SchemaSwatch,
  useAnswerWord,
  useI18n,
} from "@/panels/shared";
import { answerSureOf, documentOf, sureOf, useFrozenLooks } from "./frozen";
import classes from "./Pictures.module.css";
import type { FrozenItem, Release } from "./state";

interface FrozenPictureProps {
  /** None while none is looked at. */
  item: FrozenItem | null;
  release: Release | undefined;
  onClose: () => void;
}

/** One picture of a release, large, with every label and how sure it is. */
export function FrozenPicture({ item, release, onClose }: FrozenPictureProps) {
  return (
    <PictureDialog of={item} onClose={onClose}>
      {(looked) => <Whole item={looked} release={release} />}
    </PictureDialog>
  );
}

function Whole({ item, release }: { item: FrozenItem; release: Release | undefined }) {
  const { t, number } = useI18n();
  const looks = useFrozenLooks(release);
  const word = useAnswerWord();
  const document = documentOf(item);
  const words = (value: number | null) => (value === null ? "–" : number(value, 2));
  const answers = Object.entries(document.answers);
  return (
    <div className={classes.whole}>
      {item.image_url === null ? (
        <Callout tone="caution">{t("releases.takenBack")}</Callout>
      ) : (
        <AnnotatedPicture
          src={item.image_url}
          alt={t("releases.pictureOf", { name: item.name, n: document.shapes.length })}
          widthPx={item.width_px}
          heightPx={item.height_px}
          document={document}
          colorOf={looks.colorOf}
          edgesOf={looks.edgesOf}
        />
      )}
      {document.shapes.length > 0 && (
        <DataTable
          caption={t("releases.labels")}
          rows={document.shapes}
          rowKey={(shape) => shape.id}
          columns={[
            {
              key: "label",
              title: t("releases.label"),
              isRowHeader: true,
              cell: (shape) => (
                <>
                  <SchemaSwatch color={looks.colorOf(shape.label)} /> {looks.nameOf(shape.label)}
                </>
              ),
            },
            {
              key: "sure",
              title: t("releases.sure"),
              isNumber: true,
              cell: (shape) => words(sureOf(item, shape.id)?.sure ?? null),
            },
            {
              key: "iou",
              title: t("releases.expectedIou"),
              isNumber: true,
              cell: (shape) => words(sureOf(item, shape.id)?.iou ?? null),
            },
          ]}
        />
      )}
      {document.is_nothing_here && <p>{t("releases.nothingOnIt")}</p>}
      {answers.length > 0 && (
        <ul className={classes.answers}>
          {answers.map(([question, value]) => (
            <li key={question}>
              {t("releases.answerOf", {
                question: looks.questionOf(question)?.text ?? question,
                answer: word(looks.questionOf(question), value),
                sure: words(answerSureOf(item, question)),
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

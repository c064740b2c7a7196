import type { Guideline, GuidelineExample, Verdict } from "@/model/guideline";
import { labelLook } from "@/render/palette";
import { AnnotatedPicture } from "./AnnotatedPicture";
import { AnswerList } from "./AnswerList";
import classes from "./GuidelineReader.module.css";
import { useI18n } from "./I18n";
import { Prose } from "./Prose";
import { StatusBadge, type Tone } from "./StatusBadge";

export const VERDICT_NAMES = {
  right: "shared.right",
  wrong: "shared.wrong",
  borderline: "shared.borderline",
} as const satisfies Record<Verdict, string>;

const VERDICT_TONES: Record<Verdict, Tone> = {
  right: "good",
  wrong: "problem",
  borderline: "caution",
};

interface GuidelineReaderProps {
  guideline: Pick<
    Guideline,
    "body_html" | "examples" | "label_colors" | "label_edges" | "questions"
  >;
}

/** A guideline to read: its text, then its examples with what is drawn on them and answered. */
export function GuidelineReader({ guideline }: GuidelineReaderProps) {
  return (
    <>
      <Prose html={guideline.body_html} />
      <ul className={classes.examples}>
        {guideline.examples.map((example) => (
          <li key={example.id}>
            <Example example={example} guideline={guideline} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The label's colour; that of a first label where the schema in force has it no more. */
export function colorOfLabel(
  { label_colors: colors }: Pick<Guideline, "label_colors">,
  key: string,
) {
  return colors[key] ?? labelLook(0).hex;
}

interface ExampleProps {
  example: GuidelineExample;
  guideline: GuidelineReaderProps["guideline"];
}

function Example({ example, guideline }: ExampleProps) {
  const { t } = useI18n();
  const verdict = t(VERDICT_NAMES[example.verdict]);
  return (
    <figure className={classes.example}>
      <AnnotatedPicture
        src={example.item.image_url}
        alt={`${verdict}: ${example.caption}`}
        widthPx={example.item.width_px}
        heightPx={example.item.height_px}
        document={example.document}
        colorOf={(label) => colorOfLabel(guideline, label)}
        edgesOf={(label) => guideline.label_edges[label]}
      />
      <figcaption>
        <StatusBadge tone={VERDICT_TONES[example.verdict]}>{verdict}</StatusBadge> {example.caption}
        <AnswerList
          title={t("shared.exampleAnswers")}
          document={example.document}
          schema={guideline}
        />
      </figcaption>
    </figure>
  );
}

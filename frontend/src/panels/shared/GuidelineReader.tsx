import type { Guideline, GuidelineExample, Verdict } from "@/model/guideline";
import { labelLook } from "@/render/palette";
import { AnnotatedPicture } from "./AnnotatedPicture";
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
  guideline: Pick<Guideline, "body_html" | "examples">;
}

/** A guideline to read: its text, then its examples with what is drawn on them. */
export function GuidelineReader({
  guideline: { body_html: html, examples },
}: GuidelineReaderProps) {
  return (
    <>
      <Prose html={html} />
      <ul className={classes.examples}>
        {examples.map((example) => (
          <li key={example.id}>
            <Example example={example} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Example({ example }: { example: GuidelineExample }) {
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
        colorOf={() => labelLook(0).hex}
      />
      <figcaption>
        <StatusBadge tone={VERDICT_TONES[example.verdict]}>{verdict}</StatusBadge> {example.caption}
      </figcaption>
    </figure>
  );
}

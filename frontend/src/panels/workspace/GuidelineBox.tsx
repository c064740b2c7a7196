import { Anchor, Modal } from "@mantine/core";
import { IconCheck, IconScale, IconX } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import { type Answers, labelOf } from "@/model/schema";
import { AnswerList, Prose, useI18n } from "@/panels/shared";
import { ExampleThumb } from "./ExampleThumb";
import { useBench } from "./engine/context";
import type { Guideline, GuidelineExample, Verdict } from "@/model/guideline";
import { sectionOf } from "./guideline-section";
import { labelInUse } from "./LabelList";
import classes from "./Side.module.css";

const ICONS = { right: IconCheck, wrong: IconX, borderline: IconScale } as const;
const WORDS = {
  right: "workspace.verdictRight",
  wrong: "workspace.verdictWrong",
  borderline: "workspace.verdictBorderline",
} as const;
const ORDER: readonly Verdict[] = ["right", "wrong", "borderline"];

/** What stands round a text that may be asked about: the text, a form, one's own questions. */
export type AroundText = (text: ReactNode) => ReactNode;

interface GuidelineBoxProps {
  guideline: Guideline;
  withQuestions: AroundText | undefined;
}

/**
 * The guideline of the label in use, or of the answers chosen: one example of each verdict, its own
 * before one for all, and the words under its name. Where it has none of its own, that of the whole project.
 */
export function GuidelineBox({ guideline, withQuestions }: GuidelineBoxProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const inUse = useBench(labelInUse);
  const schema = useBench((state) => state.schema);
  const name = inUse === null ? undefined : labelOf(schema, inUse)?.name;
  const answers = useBench((state) => state.document.answers);
  const subjects = inUse === null ? chosenIn(answers) : [inUse];
  const shown = ORDER.flatMap((verdict) => exampleOf(guideline.examples, verdict, subjects) ?? []);
  const section = useMemo(
    () =>
      name === undefined ? null : sectionOf(guideline.body_html, name, guideline.original_headings),
    [guideline.body_html, guideline.original_headings, name],
  );
  const isOfLabel = section !== null || shown.some(({ label_key }) => label_key === inUse);
  const text = (
    <>
      <Prose html={guideline.body_html} />
      <Examples examples={guideline.examples} />
    </>
  );
  return (
    <>
      <h2 className={classes.head}>
        {name === undefined || !isOfLabel
          ? t("workspace.guidelineTitle")
          : t("workspace.guidelineOf", { label: name })}
        <Anchor component="button" type="button" size="sm" onClick={() => setOpen(true)}>
          {t("workspace.guidelineOpenAll")}
        </Anchor>
      </h2>
      {shown.length > 0 && <Examples examples={shown} />}
      <div className={classes.body}>
        <Prose html={section ?? guideline.body_html} />
        {withQuestions !== undefined && (
          <Anchor component="button" type="button" size="sm" onClick={() => setOpen(true)}>
            {t("workspace.guidelineAsk")}
          </Anchor>
        )}
      </div>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="lg"
        title={t("workspace.guidelineVersion", { number: guideline.number })}
        closeButtonProps={{ "aria-label": t("workspace.close") }}
      >
        {withQuestions === undefined ? text : withQuestions(text)}
      </Modal>
    </>
  );
}

function exampleOf(
  examples: readonly GuidelineExample[],
  verdict: Verdict,
  subjects: readonly string[],
): GuidelineExample | undefined {
  const ofVerdict = examples.filter((example) => example.verdict === verdict);
  if (subjects.length === 0) return ofVerdict[0];
  const of = (keys: readonly string[]) =>
    ofVerdict.find(({ label_key }) => keys.includes(label_key));
  return of(subjects) ?? of([""]);
}

/** The options that are chosen, as examples name them. */
function chosenIn(answers: Answers): string[] {
  return Object.entries(answers).flatMap(([question, value]) =>
    [value].flat().map((option) => `${question}/${String(option)}`),
  );
}

function Examples({ examples }: { examples: readonly GuidelineExample[] }) {
  const { t } = useI18n();
  const schema = useBench((state) => state.schema);
  return (
    <div className={classes.examples}>
      {examples.map((example) => {
        const Icon = ICONS[example.verdict];
        return (
          <figure key={example.id} className={classes.example} data-verdict={example.verdict}>
            <ExampleThumb example={example} />
            <figcaption>
              <span className={classes.verdict}>
                <Icon size={14} stroke={2} aria-hidden />
                {t(WORDS[example.verdict])}
              </span>
              <span className={classes.caption}>{example.caption}</span>
              <AnswerList
                title={t("shared.exampleAnswers")}
                document={example.document}
                schema={schema}
              />
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

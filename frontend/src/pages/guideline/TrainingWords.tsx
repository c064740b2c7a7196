import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { unsaid, useSend } from "@/api/send";
import { isSameJson } from "@/model/same-json";
import {
  CheckField,
  FormProblem,
  Query,
  SavedMeanwhile,
  StatusBadge,
  TextArea,
  useI18n,
} from "@/panels/shared";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { type Captions, toldOf } from "./CaptionFields";
import { joinedWords } from "./joined-words";
import classes from "./Guideline.module.css";

const PATH = "/api/v1/projects/{project_id}/training-translations/{language}";
const SAVED_MEANWHILE = "guideline_translation_changed";
/** More at once make the page slow to type in. */
const AT_ONCE = 20;
type Training = Answered<typeof PATH>;
type Wording = Training["wordings"][number];

const KIND_NAMES = {
  comprehension: "guideline.comprehensionWords",
  practice: "guideline.practiceWords",
  quiz: "guideline.quizWords",
} as const satisfies Record<Wording["kind"], string>;

interface TrainingWordsProps {
  projectId: number;
  language: string;
}

/** What training asks and explains, each sentence beside what it says in another language. */
export function TrainingWords({ projectId, language }: TrainingWordsProps) {
  const { t } = useI18n();
  const place = { project_id: projectId, language };
  const training = useQuery(apiQuery(PATH, { params: { path: place } }));
  return (
    <section className={classes.training}>
      <h3 className={classes.side}>{t("guideline.training")}</h3>
      <p className={classes.note}>{t("guideline.trainingNote")}</p>
      <Query
        of={training}
        empty={({ wordings }) => wordings.length === 0 && <p>{t("guideline.trainingNone")}</p>}
      >
        {(data) => <SideBySide place={place} training={data} />}
      </Query>
    </section>
  );
}

interface SideBySideProps {
  place: { project_id: number; language: string };
  training: Training;
}

function SideBySide({ place, training }: SideBySideProps) {
  const { t } = useI18n();
  const me = useMe();
  const words = useUnsaved<Captions>(
    tabKey(me.id, `training-${place.project_id}-${place.language}`),
    training.words,
  );
  const [isOnlyLacking, setOnlyLacking] = useState(false);
  const save = useSend({
    send: (body: { words: Captions; revision: string }) =>
      answerOf(api.PUT(PATH, { params: { path: place }, body })),
    stale: [apiKey(PATH, place)],
    overtakenCode: SAVED_MEANWHILE,
    onSuccess: (saved, sent) => {
      words.rebase(saved.words);
      // What training says nowhere any more is not kept.
      words.set((now) => (isSameJson(now, sent.words) ? saved.words : now));
    },
  });
  const refusal = unsaid(save.error, SAVED_MEANWHILE, words.isOvertaken);
  const lacking = new Set(training.lacking);
  const numbered = numberedOf(training.wordings);
  const joined = joinedWords(words.value, words.base, training.words);
  const shown =
    isOnlyLacking && lacking.size > 0
      ? numbered.filter(({ wording }) => wording.words.some((word) => lacking.has(word)))
      : numbered;
  return (
    <>
      {training.lacking.length > 0 && (
        <>
          <StatusBadge tone="caution">
            {t("guideline.trainingLacking", { n: training.lacking.length })}
          </StatusBadge>
          <CheckField
            mt="sm"
            label={t("guideline.onlyLacking")}
            checked={isOnlyLacking}
            onChange={(event) => setOnlyLacking(event.currentTarget.checked)}
          />
        </>
      )}
      <Wordings
        shown={shown}
        language={place.language}
        lacking={lacking}
        words={words.value}
        onChange={(original, text) => words.set((before) => ({ ...before, [original]: text }))}
      />
      <FormProblem problem={refusal} />
      {words.isOvertaken && (
        <SavedMeanwhile
          note={t("guideline.joinedNote", { n: joined.clashes })}
          onTakeTheirs={words.takeSaved}
          onKeepMine={() => {
            words.set(joined.words);
            words.rebase(training.words);
          }}
          onChosen={save.reset}
        />
      )}
      <Button
        mt="sm"
        loading={save.isPending}
        disabled={words.isOvertaken}
        onClick={() => {
          const told = toldOf(words.value);
          words.set(told);
          save.mutate({ words: told, revision: training.revision });
        }}
      >
        {t("guideline.saveTraining")}
      </Button>{" "}
      {save.isSuccess && isSameJson(words.value, save.data.words) && (
        <StatusBadge tone="good">{t("guideline.saved")}</StatusBadge>
      )}
    </>
  );
}

interface Numbered {
  readonly wording: Wording;
  /** Its place among those of its kind, from 1. */
  readonly place: number;
}

interface WordingsProps {
  shown: readonly Numbered[];
  language: string;
  lacking: ReadonlySet<string>;
  words: Captions;
  onChange: (original: string, text: string) => void;
}

function Wordings({ shown, language, lacking, words, onChange }: WordingsProps) {
  const { t } = useI18n();
  const [most, setMost] = useState(AT_ONCE);
  const left = shown.length - most;
  return (
    <>
      {shown.slice(0, most).map(({ wording: { kind, id, words: originals }, place }) => (
        <fieldset key={`${kind} ${id}`} className={classes.captions}>
          <legend>{t(KIND_NAMES[kind], { n: place })}</legend>
          {originals.map((original) => (
            <div key={original} className={classes.wording}>
              <p data-lacking={lacking.has(original) || undefined}>{original}</p>
              <TextArea
                aria-label={original}
                minRows={1}
                lang={language}
                dir="auto"
                maxLength={1200}
                value={words[original] ?? ""}
                onChange={(event) => onChange(original, event.currentTarget.value)}
              />
            </div>
          ))}
        </fieldset>
      ))}
      {left > 0 && (
        <Button mt="sm" me="sm" variant="subtle" onClick={() => setMost(most + AT_ONCE)}>
          {t("guideline.moreWords", { n: left })}
        </Button>
      )}
    </>
  );
}

function numberedOf(wordings: readonly Wording[]): Numbered[] {
  const counted: Partial<Record<Wording["kind"], number>> = {};
  return wordings.map((wording) => {
    const place = (counted[wording.kind] ?? 0) + 1;
    counted[wording.kind] = place;
    return { wording, place };
  });
}

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { unsaid, useSend } from "@/api/send";
import {
  Callout,
  Card,
  CardGrid,
  FormProblem,
  Prose,
  Query,
  SelectField,
  StatusBadge,
  TextArea,
  useI18n,
} from "@/panels/shared";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { CaptionFields, type Captions, toldOf } from "./CaptionFields";
import { DifferenceView } from "./DifferenceView";
import type { GuidelineVersion } from "./GuidelinePage";
import classes from "./Guideline.module.css";
import { TrainingWords } from "./TrainingWords";
import { languageName, LANGUAGES } from "./languages";

const PATH = "/api/v1/guideline-versions/{guideline_version_id}/translations";
const SAVED_MEANWHILE = "guideline_translation_changed";
type Translation = Answered<typeof PATH>["translations"][number];

interface TranslationsCardProps {
  version: GuidelineVersion;
  projectId: number;
}

/** A version in other languages, beside the original, with what changed there since. */
export function TranslationsCard({ version, projectId }: TranslationsCardProps) {
  const { t, language: readers } = useI18n();
  const place = { guideline_version_id: version.id };
  const [language, setLanguage] = useState<string | null>(null);
  const found = useQuery(apiQuery(PATH, { params: { path: place } }));
  const has = (code: string) => found.data?.translations.some((one) => one.language === code);
  return (
    <Card
      title={t("guideline.translations", { number: version.number })}
      note={t("guideline.translationsNote")}
      titleSize="section"
    >
      <SelectField
        w={320}
        maw="100%"
        label={t("guideline.language")}
        value={language}
        onChange={setLanguage}
        searchable
        data={LANGUAGES.map((code) => ({
          value: code,
          label: languageName(code, readers) + (has(code) ? " ✓" : ""),
        }))}
      />
      {language !== null && (
        <Query of={found}>
          {({ translations }) => (
            <SideBySide
              key={language}
              version={version}
              language={language}
              translation={translations.find((one) => one.language === language)}
            />
          )}
        </Query>
      )}
      {language !== null && (
        <TrainingWords key={language} projectId={projectId} language={language} />
      )}
    </Card>
  );
}

interface SideBySideProps {
  version: GuidelineVersion;
  language: string;
  translation: Translation | undefined;
}

interface Saved {
  body_markdown: string;
  captions: Captions;
  /** Of the original. */
  source_revision: string;
  /** Of the translation that is on the page: the server refuses to replace another. */
  revision: string;
}

function SideBySide({ version, language, translation }: SideBySideProps) {
  const { t, language: readers } = useI18n();
  const me = useMe();
  const {
    value: text,
    set: setText,
    isOvertaken: isTextOvertaken,
    rebase,
    takeSaved,
  } = useUnsaved(
    tabKey(me.id, `translation-${version.id}-${language}`),
    translation?.body_markdown ?? "",
  );
  const captions = useUnsaved<Captions>(
    tabKey(me.id, `captions-${version.id}-${language}`),
    translation?.captions ?? {},
  );
  const place = { guideline_version_id: version.id };
  const save = useSend({
    send: (body: Saved) =>
      answerOf(
        api.PUT("/api/v1/guideline-versions/{guideline_version_id}/translations/{language}", {
          params: { path: { ...place, language } },
          body,
        }),
      ),
    stale: [apiKey(PATH, place)],
    overtakenCode: SAVED_MEANWHILE,
    onSuccess: (saved) => {
      rebase(saved.body_markdown);
      captions.rebase(saved.captions);
    },
  });
  const changed = translation?.changed ?? [];
  const isOvertaken = isTextOvertaken || captions.isOvertaken;
  const refusal = unsaid(save.error, SAVED_MEANWHILE, isOvertaken);
  return (
    <>
      {changed.length > 0 && (
        <>
          <StatusBadge tone="caution">{t("guideline.outOfDate")}</StatusBadge>
          <DifferenceView
            difference={{ lines: changed, examples_added: [], examples_removed: [] }}
          />
        </>
      )}
      <CardGrid columns="1fr 1fr">
        <div>
          <h3 className={classes.side}>{t("guideline.original")}</h3>
          <Prose html={version.body_html} />
        </div>
        <div>
          <TextArea
            label={languageName(language, readers)}
            lang={language}
            dir="auto"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            minRows={14}
            problem={save.error}
            path="body_markdown"
          />
          {text === "" && (
            <Button mt="sm" me="sm" variant="subtle" onClick={() => setText(version.body_markdown)}>
              {t("guideline.beginWithOriginal")}
            </Button>
          )}
          <CaptionFields
            version={version}
            language={language}
            captions={captions.value}
            lacking={translation?.lacking ?? []}
            onChange={captions.set}
          />
          <FormProblem problem={refusal} shownPaths={["body_markdown"]} />
          {isOvertaken && translation !== undefined && (
            <Overtaken
              by={translation}
              onTake={() => {
                takeSaved();
                captions.takeSaved();
                save.reset();
              }}
            />
          )}
          <Button
            mt="sm"
            loading={save.isPending}
            onClick={() => {
              const told = toldOf(captions.value);
              captions.set(told);
              save.mutate({
                body_markdown: text,
                captions: told,
                source_revision: version.revision,
                revision: translation?.revision ?? "",
              });
            }}
          >
            {t("guideline.saveTranslation")}
          </Button>{" "}
          {save.isSuccess &&
            text === save.variables.body_markdown &&
            captions.value === save.variables.captions && (
              <StatusBadge tone="good">{t("guideline.saved")}</StatusBadge>
            )}
        </div>
      </CardGrid>
    </>
  );
}

interface OvertakenProps {
  by: Translation;
  onTake: () => void;
}

/** What somebody else saved meanwhile, beside what is written here: nothing goes by itself. */
function Overtaken({ by, onTake }: OvertakenProps) {
  const { t } = useI18n();
  return (
    <div className={classes.overtaken}>
      <Callout tone="caution" title={t("guideline.overtakenTitle")}>
        <p>{t("guideline.overtaken")}</p>
        <details>
          <summary>{t("guideline.theirs")}</summary>
          <pre lang={by.language} dir="auto" className={classes.theirs}>
            {by.body_markdown}
          </pre>
        </details>
        <Button mt="sm" onClick={onTake}>
          {t("guideline.takeTheirs")}
        </Button>
      </Callout>
    </div>
  );
}

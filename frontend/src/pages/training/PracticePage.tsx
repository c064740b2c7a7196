import { useQuery } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { Logo, Page, PageHeader, Query, SuccessCard, useI18n } from "@/panels/shared";
import { inLanguage, useProjectLanguage } from "@/pages/guideline/project-language";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { PracticeItem } from "./PracticeItem";
import { useFocusOnChange } from "./use-focus-on-change";
import classes from "./Quiz.module.css";
import { practiceRoute } from "./routes";

export const PRACTICE_PATH = "/api/v1/projects/{project_id}/practice";
export type Practice = Answered<typeof PRACTICE_PATH>;

/** Real items in the real workspace, each told at once; what was tried is there again. */
export default function PracticePage() {
  const { projectId } = practiceRoute.useParams();
  const [language] = useProjectLanguage(projectId);
  const practice = useQuery(
    apiQuery(PRACTICE_PATH, {
      params: { path: { project_id: projectId }, query: inLanguage(language) },
    }),
  );
  return <Query of={practice}>{(data) => <Items practice={data} />}</Query>;
}

function Items({ practice }: { practice: Practice }) {
  const { t } = useI18n();
  const { items } = practice;
  const firstOpen = items.findIndex(({ is_finished: isFinished }) => !isFinished);
  const [index, setIndex] = useState(firstOpen);
  const main = useFocusOnChange(index);
  const [schema] = useState(() =>
    readSchema(practice.schema_version.definition as SchemaDefinition),
  );
  const item = items[index];
  if (item === undefined) return <AllDone main={main} projectId={practice.project_id} />;
  function goOn() {
    const next = items.findIndex((one) => one.id !== item?.id && !one.is_finished);
    setIndex(next);
  }
  return (
    <div className={classes.sitting}>
      <header className={classes.bar}>
        <span className={classes.logo}>
          <Link
            to="/training/$projectId"
            params={{ projectId: practice.project_id }}
            aria-label={t("training.leavePractice")}
          >
            <Logo />
          </Link>
        </span>
        <h1 className={classes.title}>{t("training.practiceStep")}</h1>
        <nav className={classes.questions} aria-label={t("training.practiceItems")}>
          {items.map((one, place) => (
            <button
              key={one.id}
              type="button"
              className={classes.place}
              aria-current={place === index ? "step" : undefined}
              data-answered={one.is_finished || undefined}
              aria-label={t(one.is_finished ? "training.placeDone" : "training.placeOpen", {
                n: place + 1,
                total: items.length,
              })}
              onClick={() => setIndex(place)}
            >
              {place + 1}
            </button>
          ))}
        </nav>
      </header>
      <PracticeItem
        key={item.id}
        main={main}
        practice={practice}
        stand={item}
        name={t("training.place", { n: index + 1, total: items.length })}
        schema={schema}
        onNext={goOn}
      />
    </div>
  );
}

interface AllDoneProps {
  /** Takes the focus: the button that led here is gone. */
  main: RefObject<HTMLElement | null>;
  projectId: number;
}

function AllDone({ main, projectId }: AllDoneProps) {
  const { t } = useI18n();
  return (
    <main id="main" ref={main} tabIndex={-1}>
      <Page>
        <PageHeader title={t("training.practiceStep")} />
        <SuccessCard
          title={t("training.practiceDone")}
          action={
            <ButtonLink variant="filled" to="/training/$projectId" params={{ projectId }}>
              {t("training.toQuiz")}
            </ButtonLink>
          }
        >
          {t("training.practiceDoneNote")}
        </SuccessCard>
      </Page>
    </main>
  );
}

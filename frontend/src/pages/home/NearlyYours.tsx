import { serverDate } from "@/api/server-clock";
import { Card, ImageThumb, Row, Rows, Section, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import type { NearProject } from "./feed";
import classes from "./Home.module.css";

const STEP_VERBS = {
  criteria: "home.answer",
  join: "home.join",
  guideline: "home.read",
  comprehension: "home.questions",
  practice: "home.practice",
  quiz: "home.quiz",
  wait: "home.look",
} as const satisfies Record<NearProject["step"], string>;

/** What comes after the first step, in the middle of a sentence. */
const LATER_STEPS: Readonly<Record<string, string>> = {
  join: "home.thenJoin",
  guideline: "home.thenRead",
  comprehension: "home.thenQuestions",
  practice: "home.thenPractice",
  quiz: "home.thenQuiz",
};

/** Projects somebody is on the way into: what is missing, and the step to take. */
export function NearlyYours({ projects }: { projects: readonly NearProject[] }) {
  const { t } = useI18n();
  return (
    <Section title={t("home.nearly")} note={t("home.nearlyNote")}>
      <Card isFlush>
        <Rows>
          {togetherOpened(projects).map((some) => (
            <NearRow key={some[0].project_id} projects={some} />
          ))}
        </Rows>
      </Card>
    </Section>
  );
}

type Some = readonly [NearProject, ...NearProject[]];

/** An answer about oneself that several ask for is asked for once. */
function togetherOpened(projects: readonly NearProject[]): readonly Some[] {
  const found = new Map<string | number, [NearProject, ...NearProject[]]>();
  for (const project of projects) {
    const key = project.step === "criteria" ? project.need : project.project_id;
    const some = found.get(key);
    if (some === undefined) found.set(key, [project]);
    else some.push(project);
  }
  return [...found.values()];
}

function NearRow({ projects }: { projects: Some }) {
  const { t, list, relative } = useI18n();
  const [project] = projects;
  const { project_id: projectId, available_at: availableAt } = project;
  const name = list(projects.map((one) => one.name));
  const verb = t(STEP_VERBS[project.step]);
  // Where several begin alike, each has its own way after it.
  const later = projects.length > 1 ? [] : project.missing.slice(1);
  const steps = later.flatMap(({ step }) => LATER_STEPS[step] ?? []);
  return (
    <Row>
      <div className={classes.near}>
        <ImageThumb src={project.thumbnail_url} alt="" width={44} />
        <div className={classes.what}>
          <h3 className={classes.name}>{name}</h3>
          {projects.length > 1 && (
            <p className={classes.note}>{t("home.opensSeveral", { n: projects.length })}</p>
          )}
          <p className={classes.need}>{project.need}</p>
          {steps.length > 0 && (
            <p className={classes.note}>
              {t("home.then", { steps: list(steps.map((step) => t(step))) })}
            </p>
          )}
          {availableAt !== null && (
            <p className={classes.note}>
              {t("home.wait", { when: relative(availableAt, serverDate()) })}
            </p>
          )}
        </div>
        <ButtonLink
          size="xs"
          to="/training/$projectId"
          params={{ projectId }}
          aria-label={t("home.of", { what: verb, name })}
          className={classes.act}
        >
          {verb}
        </ButtonLink>
      </div>
    </Row>
  );
}

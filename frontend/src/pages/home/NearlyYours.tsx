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

/** Projects somebody is on the way into, each with all that is missing, in order. */
export function NearlyYours({ projects }: { projects: readonly NearProject[] }) {
  const { t } = useI18n();
  return (
    <Section title={t("home.nearly")} note={t("home.nearlyNote")}>
      <Card isFlush>
        <Rows>
          {projects.map((project) => (
            <NearRow key={project.project_id} project={project} />
          ))}
        </Rows>
      </Card>
    </Section>
  );
}

function NearRow({ project }: { project: NearProject }) {
  const { t, relative } = useI18n();
  const { name, project_id: projectId, available_at: availableAt } = project;
  const verb = t(STEP_VERBS[project.step]);
  return (
    <Row>
      <div className={classes.near}>
        <ImageThumb src={project.thumbnail_url} alt="" width={44} />
        <div className={classes.what}>
          <h3 className={classes.name}>{name}</h3>
          {project.missing.length > 1 ? (
            <ol className={classes.missing} aria-label={t("home.missing", { name })}>
              {project.missing.map(({ step, need }) => (
                <li key={step}>{need}</li>
              ))}
            </ol>
          ) : (
            <p className={classes.note}>{project.need}</p>
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

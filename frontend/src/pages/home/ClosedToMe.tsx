import { serverDate } from "@/api/server-clock";
import { useI18n } from "@/panels/shared";
import type { ClosedProject } from "./feed";
import classes from "./Home.module.css";

interface ClosedToMeProps {
  count: number;
  projects: readonly ClosedProject[];
  /** Why is said at once: there is nothing else to do. */
  isOpen: boolean;
}

/** How many projects have nothing for this person, and of each why. */
export function ClosedToMe({ count, projects, isOpen }: ClosedToMeProps) {
  const { t, relative } = useI18n();
  return (
    <details className={classes.closed} open={isOpen}>
      <summary>
        {t("home.closed", { n: count })} <span className={classes.why}>{t("home.why")}</span>
      </summary>
      <ul aria-label={t("home.whyTitle")}>
        {projects.map(({ project_id: id, name, reason, asked, opens_at: opensAt }) => (
          <li key={id}>
            <strong>{name}</strong>: {reason}{" "}
            {asked.length > 0 && `${t("home.asked", { what: asked.join("; ") })} `}
            {opensAt !== null && t("home.opens", { when: relative(opensAt, serverDate()) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

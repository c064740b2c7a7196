import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconCertificate, IconScale, IconSchool, type TablerIcon } from "@tabler/icons-react";
import { apiQuery } from "@/api/query";
import { meQuery } from "@/api/session";
import { Page, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink } from "@/pages/shell/Link";
import { homeOf } from "@/pages/shell/session";
import { DemoAccounts } from "./DemoAccounts";
import classes from "./LandingPage.module.css";
import { Scene } from "./Scene";

/** What Guildmark is; in a demo, what one can try. */
export default function LandingPage() {
  const { t } = useI18n();
  const me = useQuery(meQuery).data ?? null;
  const site = useQuery(apiQuery("/api/v1/site")).data;
  const isDemo = site?.is_demo === true && site.demo_accounts.length > 0;
  return (
    <BarePage
      end={me === null && <ButtonLink to="/account/login">{t("landing.login")}</ButtonLink>}
    >
      <Page>
        <section className={classes.hero}>
          <div>
            <h1 className={classes.title}>{t("landing.heading")}</h1>
            <p className={classes.lead}>{t("landing.lead")}</p>
            <Group gap="md">
              {me === null ? (
                <ButtonLink to="/account/signup" variant={isDemo ? "default" : "filled"}>
                  {t("landing.signup")}
                </ButtonLink>
              ) : (
                <ButtonLink to={homeOf(me) as "/"} variant="filled">
                  {t("landing.goOn")}
                </ButtonLink>
              )}
            </Group>
          </div>
          <Scene />
        </section>
        {isDemo && <DemoAccounts accounts={site.demo_accounts} />}
        <section className={classes.points} aria-label={t("landing.how")}>
          <Point icon={IconSchool} title={t("landing.peopleTitle")} words={t("landing.people")} />
          <Point icon={IconScale} title={t("landing.answersTitle")} words={t("landing.answers")} />
          <Point
            icon={IconCertificate}
            title={t("landing.releaseTitle")}
            words={t("landing.release")}
          />
        </section>
      </Page>
    </BarePage>
  );
}

function Point({ icon: Mark, title, words }: { icon: TablerIcon; title: string; words: string }) {
  return (
    <div className={classes.point}>
      <Mark className={classes.icon} size={20} stroke={1.6} aria-hidden />
      <h2 className={classes.pointTitle}>{title}</h2>
      <p className={classes.words}>{words}</p>
    </div>
  );
}

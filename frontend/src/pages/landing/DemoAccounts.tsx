import { Button } from "@mantine/core";
import { type Credentials, signIn, signOut } from "@/api/auth";
import type { Answered } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, Code, ProblemCard, Row, Rows, Section, useI18n } from "@/panels/shared";
import { useEnter } from "@/pages/account/useEnter";
import { forgetTab } from "@/pages/shell/kept-in-tab";
import classes from "./LandingPage.module.css";

const ROLES: Readonly<Record<string, string>> = {
  annotator: "landing.annotator",
  newcomer: "landing.newcomer",
  manager: "landing.manager",
  client: "landing.client",
};

type DemoAccount = Answered<"/api/v1/site">["demo_accounts"][number];

/** What a visitor of the demo can try, each with a press that signs them in. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccount[] }) {
  const { t } = useI18n();
  return (
    <Section title={t("landing.tryTitle")} note={t("landing.tryNote")}>
      <Card isFlush>
        <Rows>
          {accounts.map((account, index) => (
            <AccountRow key={account.email} account={account} isFirst={index === 0} />
          ))}
        </Rows>
      </Card>
    </Section>
  );
}

function AccountRow({ account, isFirst }: { account: DemoAccount; isFirst: boolean }) {
  const { t } = useI18n();
  const enter = useEnter(undefined);
  const start = useSend({ send: switchTo, onSuccess: enter });
  const { email, password } = account;
  const roleWord = ROLES[account.role];
  const role = roleWord === undefined ? account.role : t(roleWord);
  return (
    <Row isChosen={isFirst}>
      <div className={classes.account}>
        <div className={classes.role}>{role}</div>
        <div className={classes.what}>{account.what}</div>
        {start.error && <ProblemCard problem={start.error} />}
      </div>
      <div className={classes.keys}>
        <Code>{email}</Code>
        <Code>{password}</Code>
      </div>
      <Button
        className={classes.enter}
        variant={isFirst ? "filled" : "default"}
        loading={start.isPending}
        aria-label={t("landing.enterAs", { role })}
        onClick={() => start.mutate({ email, password })}
      >
        {t("landing.enter")}
      </Button>
    </Row>
  );
}

/** Signs in as somebody else, whoever was before. */
async function switchTo(credentials: Credentials) {
  await signOut();
  forgetTab();
  return signIn(credentials);
}

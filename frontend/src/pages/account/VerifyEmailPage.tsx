import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { verifyEmail } from "@/api/auth";
import { addressKey } from "@/api/own-account";
import { useSend } from "@/api/send";
import { meQuery } from "@/api/session";
import { Card, Page, PageHeader, ProblemCard, SuccessCard, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink } from "@/pages/shell/Link";
import { accountProblem } from "./accountProblem";

const route = getRouteApi("/account/verify-email/$key");

/** The link of the mail. It asks for a press: programs that look at mails open links too. */
export default function VerifyEmailPage() {
  const { t } = useI18n();
  const { key } = route.useParams();
  const verify = useSend({ send: () => verifyEmail(key), stale: [meQuery.queryKey, addressKey] });
  const problem = accountProblem(verify.error, t);
  return (
    <BarePage>
      <Page isNarrow>
        <PageHeader title={t("account.verify")} />
        {verify.isSuccess ? (
          <SuccessCard
            title={t("account.verified")}
            action={<ButtonLink to="/">{t("shell.toStart")}</ButtonLink>}
          />
        ) : (
          <Card>
            <Button variant="filled" loading={verify.isPending} onClick={() => verify.mutate()}>
              {t("account.verifyVerb")}
            </Button>
          </Card>
        )}
        {problem && <ProblemCard problem={problem} />}
      </Page>
    </BarePage>
  );
}

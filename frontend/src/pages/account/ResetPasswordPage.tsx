import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { resetPassword } from "@/api/auth";
import { useSend } from "@/api/send";
import { Page, PasswordField, SuccessCard, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { AccountForm } from "./AccountForm";
import { accountProblem } from "./accountProblem";

const route = getRouteApi("/account/password/reset/key/$key");

export default function ResetPasswordPage() {
  const { t } = useI18n();
  const { key } = route.useParams();
  const [password, setPassword] = useState("");
  const reset = useSend({ send: (chosen: string) => resetPassword(key, chosen) });
  const problem = accountProblem(reset.error, t);
  if (reset.isSuccess) return <PasswordSet />;
  return (
    <AccountForm
      title={t("account.reset")}
      verb={t("account.resetVerb")}
      isPending={reset.isPending}
      problem={problem}
      fields={["password"]}
      onSubmit={() => reset.mutate(password)}
      foot={<Link to="/account/password/reset">{t("account.newLink")}</Link>}
    >
      <PasswordField
        label={t("account.newPassword")}
        description={t("account.passwordRule")}
        name="password"
        autoComplete="new-password"
        required
        minLength={10}
        problem={problem}
        path="password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </AccountForm>
  );
}

function PasswordSet() {
  const { t } = useI18n();
  return (
    <BarePage>
      <Page isNarrow>
        <SuccessCard
          title={t("account.resetDone")}
          action={
            <ButtonLink to="/account/login" variant="filled">
              {t("account.loginVerb")}
            </ButtonLink>
          }
        />
      </Page>
    </BarePage>
  );
}

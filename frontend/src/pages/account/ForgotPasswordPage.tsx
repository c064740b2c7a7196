import { useState } from "react";
import { requestPasswordReset } from "@/api/auth";
import { useSend } from "@/api/send";
import { Page, SuccessCard, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { AccountForm } from "./AccountForm";
import { accountProblem } from "./accountProblem";
import { EmailField } from "./EmailField";

export default function ForgotPasswordPage() {
  const { t } = useI18n();
  const [email, setEmail] = useState("");
  const ask = useSend({ send: (address: string) => requestPasswordReset(address) });
  const problem = accountProblem(ask.error, t);
  if (ask.isSuccess) return <MailSent email={email} />;
  return (
    <AccountForm
      title={t("account.forgot")}
      note={t("account.forgotNote")}
      verb={t("account.forgotVerb")}
      isPending={ask.isPending}
      problem={problem}
      fields={["email"]}
      onSubmit={() => ask.mutate(email)}
      foot={<Link to="/account/login">{t("account.backToLogin")}</Link>}
    >
      <EmailField value={email} onChange={setEmail} problem={problem} />
    </AccountForm>
  );
}

function MailSent({ email }: { email: string }) {
  const { t } = useI18n();
  return (
    <BarePage>
      <Page isNarrow>
        <SuccessCard
          title={t("account.mailSentTitle")}
          action={<ButtonLink to="/account/login">{t("account.backToLogin")}</ButtonLink>}
        >
          {t("account.mailSent", { email })}
        </SuccessCard>
      </Page>
    </BarePage>
  );
}

import { getRouteApi } from "@tanstack/react-router";
import { signIn } from "@/api/auth";
import { Rich, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { CodeStep } from "./CodeStep";
import { EntryForm } from "./EntryForm";

const route = getRouteApi("/account/login");

export default function LoginPage() {
  const { next, step } = route.useSearch();
  return step === "code" ? <CodeStep next={next} /> : <PasswordStep next={next} />;
}

function PasswordStep({ next }: { next: string | undefined }) {
  const { t } = useI18n();
  const signup = (words: string) => (
    <Link to="/account/signup" search={{ next }}>
      {words}
    </Link>
  );
  return (
    <EntryForm
      title={t("account.login")}
      verb={t("account.loginVerb")}
      next={next}
      send={signIn}
      password={{ autoComplete: "current-password" }}
      foot={
        <>
          <Rich text="account.noAccount" parts={{ link: signup }} />
          <br />
          <Link to="/account/password/reset">{t("account.forgotLink")}</Link>
        </>
      }
    />
  );
}

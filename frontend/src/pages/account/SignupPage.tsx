import { getRouteApi } from "@tanstack/react-router";
import { signUp } from "@/api/auth";
import { Rich, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { EntryForm } from "./EntryForm";

const route = getRouteApi("/account/signup");

export default function SignupPage() {
  const { t } = useI18n();
  const { next } = route.useSearch();
  const login = (words: string) => (
    <Link to="/account/login" search={{ next }}>
      {words}
    </Link>
  );
  return (
    <EntryForm
      title={t("account.signup")}
      note={t("account.signupNote")}
      verb={t("account.signupVerb")}
      next={next}
      send={signUp}
      password={{
        autoComplete: "new-password",
        description: t("account.passwordRule"),
        minLength: 10,
      }}
      foot={<Rich text="account.hasAccount" parts={{ link: login }} />}
    />
  );
}

import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { signIn } from "@/api/auth";
import { useSend } from "@/api/send";
import { PasswordField, Rich, TextField, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { AccountForm } from "./AccountForm";
import { accountProblem } from "./accountProblem";
import { useEnter } from "./useEnter";

const route = getRouteApi("/account/login");

export default function LoginPage() {
  const { t } = useI18n();
  const { next } = route.useSearch();
  const enter = useEnter(next);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const login = useSend({ send: signIn, onSuccess: enter });
  const problem = accountProblem(login.error, t);
  return (
    <AccountForm
      title={t("account.login")}
      verb={t("account.loginVerb")}
      isPending={login.isPending}
      problem={problem}
      fields={["email", "password"]}
      onSubmit={() => login.mutate({ email, password })}
      foot={
        <>
          <Rich
            text="account.noAccount"
            parts={{
              link: (words) => (
                <Link to="/account/signup" search={{ next }}>
                  {words}
                </Link>
              ),
            }}
          />
          <br />
          <Link to="/account/password/reset">{t("account.forgotLink")}</Link>
        </>
      }
    >
      <TextField
        label={t("account.email")}
        type="email"
        name="email"
        autoComplete="username"
        required
        problem={problem}
        path="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordField
        label={t("account.password")}
        name="password"
        autoComplete="current-password"
        required
        problem={problem}
        path="password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </AccountForm>
  );
}

import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { signUp } from "@/api/auth";
import { useSend } from "@/api/send";
import { PasswordField, Rich, TextField, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { AccountForm } from "./AccountForm";
import { accountProblem } from "./accountProblem";
import { useEnter } from "./useEnter";

const route = getRouteApi("/account/signup");

export default function SignupPage() {
  const { t } = useI18n();
  const { next } = route.useSearch();
  const enter = useEnter(next);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signup = useSend({ send: signUp, onSuccess: enter });
  const problem = accountProblem(signup.error, t);
  return (
    <AccountForm
      title={t("account.signup")}
      note={t("account.signupNote")}
      verb={t("account.signupVerb")}
      isPending={signup.isPending}
      problem={problem}
      fields={["email", "password"]}
      onSubmit={() => signup.mutate({ email, password })}
      foot={
        <Rich
          text="account.hasAccount"
          parts={{
            link: (words) => (
              <Link to="/account/login" search={{ next }}>
                {words}
              </Link>
            ),
          }}
        />
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

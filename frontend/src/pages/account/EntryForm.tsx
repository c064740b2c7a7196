import { type ReactNode, useState } from "react";
import type { SignIn } from "@/api/auth";
import { useSend } from "@/api/send";
import { PasswordField, useI18n } from "@/panels/shared";
import { AccountForm } from "./AccountForm";
import { accountProblem } from "./accountProblem";
import { EmailField } from "./EmailField";
import { useEnter } from "./useEnter";

interface EntryFormProps {
  title: string;
  note?: string;
  verb: string;
  /** Where they wanted to go. */
  next: string | undefined;
  send: (entry: { email: string; password: string }) => Promise<SignIn>;
  /** What tells a new password from one that is known. */
  password: { autoComplete: string; description?: string; minLength?: number };
  foot: ReactNode;
}

/** Address and password of somebody who comes in, for the first time or again. */
export function EntryForm({ next, send, password: asked, ...words }: EntryFormProps) {
  const { t } = useI18n();
  const enter = useEnter(next);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const entry = useSend({ send, onSuccess: enter });
  const problem = accountProblem(entry.error, t);
  return (
    <AccountForm
      {...words}
      isPending={entry.isPending}
      problem={problem}
      fields={["email", "password"]}
      onSubmit={() => entry.mutate({ email, password })}
    >
      <EmailField value={email} onChange={setEmail} problem={problem} />
      <PasswordField
        {...asked}
        label={t("account.password")}
        name="password"
        required
        problem={problem}
        path="password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </AccountForm>
  );
}

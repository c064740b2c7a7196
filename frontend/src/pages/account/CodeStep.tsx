import { Anchor } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { confirmSignIn, signOut } from "@/api/auth";
import { useSend } from "@/api/send";
import { TextField, useI18n } from "@/panels/shared";
import { AccountForm } from "./AccountForm";
import { accountProblem } from "./accountProblem";
import { useEnter } from "./useEnter";

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export function CodeStep({ next }: { next: string | undefined }) {
  const { t } = useI18n();
  const router = useRouter();
  const enter = useEnter(next);
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const confirm = useSend({
    send: confirmSignIn,
    onSuccess: () => enter({ outcome: "signed_in" }),
    onRefused: () => field.current?.select(),
  });
  const back = useSend({
    send: signOut,
    onSuccess: () => router.navigate({ to: "/account/login", search: { next } }),
  });
  useEffect(() => field.current?.focus(), []);
  const problem = accountProblem(confirm.error ?? back.error, t);
  return (
    <AccountForm
      title={t("account.codeTitle")}
      note={t("account.codeNote")}
      verb={t("account.codeVerb")}
      isPending={confirm.isPending}
      problem={problem}
      fields={["code"]}
      onSubmit={() => confirm.mutate(code)}
      foot={
        <Anchor component="button" type="button" inherit onClick={() => back.mutate()}>
          {t("account.codeBack")}
        </Anchor>
      }
    >
      <TextField
        ref={field}
        label={t("account.code")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        problem={problem}
        path="code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </AccountForm>
  );
}

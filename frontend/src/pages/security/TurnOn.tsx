import { Button } from "@mantine/core";
import { useState } from "react";
import { type AppKey, turnOn } from "@/api/second-factor";
import { useSend } from "@/api/send";
import { accountProblem } from "@/pages/account/accountProblem";
import { CopyBox, Form, FormProblem, TextField, useI18n } from "@/panels/shared";
import { FormEnd } from "./FormEnd";
import { OwnPassword } from "./PasswordDialog";
import classes from "./Security.module.css";
import { FACTOR_KEY } from "./factor";

interface TurnOnProps {
  appKey: AppKey;
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
}

/** The key for the app, then a code of the app that shows that it has it. */
export function TurnOn({ appKey, onCodes, onCancel }: TurnOnProps) {
  const { t } = useI18n();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const turn = useSend({ send: turnOn, stale: [FACTOR_KEY], onSuccess: onCodes });
  const problem = accountProblem(turn.error, t);
  return (
    <Form onSubmit={() => turn.mutate({ code, password })}>
      <ol className={classes.steps}>
        <li>{t("security.stepApp")}</li>
        <li>
          {t("security.stepKey")}
          <CopyBox label={t("security.key")} text={inFours(appKey.secret)} />
          <Button component="a" href={appKey.link} size="xs" mt="xs">
            {t("security.openApp")}
          </Button>
        </li>
        <li>{t("security.stepCode")}</li>
      </ol>
      <TextField
        label={t("security.code")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        problem={problem}
        path="code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <OwnPassword value={password} onChange={setPassword} problem={problem} />
      <FormProblem problem={problem} shownPaths={["code", "password"]} />
      <FormEnd verb={t("security.turnOn")} isPending={turn.isPending} onCancel={onCancel} />
    </Form>
  );
}

/** Easier to type from a screen; apps do not mind the spaces. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}

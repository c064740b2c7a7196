import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { changingPassword } from "@/api/own-account";
import { useSend } from "@/api/send";
import { accountProblem } from "@/pages/account/accountProblem";
import { useEnter } from "@/pages/account/useEnter";
import { useMe } from "@/pages/shell/session";
import { Card, Form, FormProblem, PasswordField, StatusBadge, useI18n } from "@/panels/shared";
import { FormEnd } from "./FormEnd";
import { OwnPassword } from "./PasswordDialog";

/** The password is never shown; another one takes its place. */
export function PasswordCard() {
  const { t } = useI18n();
  const [isChanging, setChanging] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const done = () => {
    setChanging(false);
    setChanged(true);
  };
  return (
    <Card title={t("security.passwordTitle")} titleSize="section">
      <p>{t("security.passwordNote")}</p>
      {isChanging && <NewPassword onDone={done} onCancel={() => setChanging(false)} />}
      {!isChanging && (
        <Group>
          <Button onClick={() => setChanging(true)}>{t("security.changePassword")}</Button>
          <span role="status">
            {isChanged && <StatusBadge tone="good">{t("security.passwordChanged")}</StatusBadge>}
          </span>
        </Group>
      )}
    </Card>
  );
}

interface NewPasswordProps {
  onDone: () => void;
  onCancel: () => void;
}

/** Another password, by the present one. */
function NewPassword({ onDone, onCancel }: NewPasswordProps) {
  const { t } = useI18n();
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const { email } = useMe();
  const [send] = useState(() => changingPassword(email));
  const enter = useEnter("/me/account");
  const change = useSend({
    send,
    onSuccess: (came) => (came.outcome === "pending" ? enter(came) : onDone()),
  });
  const problem = accountProblem(change.error, t);
  return (
    <Form onSubmit={() => change.mutate({ present, next })}>
      <OwnPassword
        value={present}
        onChange={setPresent}
        problem={problem}
        path="current_password"
      />
      <PasswordField
        label={t("account.newPassword")}
        description={t("account.passwordRule")}
        name="new_password"
        autoComplete="new-password"
        required
        minLength={10}
        problem={problem}
        path="new_password"
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <FormProblem problem={problem} shownPaths={["current_password", "new_password"]} />
      <FormEnd
        verb={t("security.changePassword")}
        isPending={change.isPending}
        onCancel={onCancel}
      />
    </Form>
  );
}

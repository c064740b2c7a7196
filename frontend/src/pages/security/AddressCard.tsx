import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { addressKey, addressQuery, changeAddress, sendConfirmation } from "@/api/own-account";
import { useSend } from "@/api/send";
import { ConfirmFirst } from "@/pages/account/ConfirmFirst";
import { accountProblem } from "@/pages/account/accountProblem";
import { useMe } from "@/pages/shell/session";
import { Callout, Card, Form, FormProblem, TextField, useI18n } from "@/panels/shared";
import { FormEnd } from "./FormEnd";
import { OwnPassword } from "./PasswordDialog";

/** The address somebody signs in with, and another one in its place. */
export function AddressCard() {
  const { t } = useI18n();
  const { email: present } = useMe();
  const waiting = useQuery(addressQuery).data?.next ?? null;
  const [isChanging, setChanging] = useState(false);
  const close = () => setChanging(false);
  return (
    <Card title={t("security.address")} titleSize="section">
      <p>{t("security.addressNow", { email: present })}</p>
      <ConfirmFirst />
      {waiting !== null && <Waiting email={waiting} present={present} />}
      {isChanging && <NewAddress onDone={close} onCancel={close} />}
      {!isChanging && (
        <Group mt="md">
          <Button onClick={() => setChanging(true)}>{t("security.changeAddress")}</Button>
        </Group>
      )}
    </Card>
  );
}

interface NewAddressProps {
  onDone: () => void;
  onCancel: () => void;
}

/** Another address, by the password: it has to answer first. */
function NewAddress({ onDone, onCancel }: NewAddressProps) {
  const { t } = useI18n();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const change = useSend({ send: changeAddress, stale: [addressKey], onSuccess: onDone });
  const problem = accountProblem(change.error, t);
  return (
    <Form onSubmit={() => change.mutate({ email, password })}>
      <TextField
        label={t("security.newAddress")}
        description={t("security.newAddressNote")}
        type="email"
        name="email"
        autoComplete="email"
        required
        problem={problem}
        path="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <OwnPassword value={password} onChange={setPassword} problem={problem} />
      <FormProblem problem={problem} shownPaths={["email", "password"]} />
      <FormEnd verb={t("security.sendLink")} isPending={change.isPending} onCancel={onCancel} />
    </Form>
  );
}

/** A new address that has not answered yet. */
function Waiting({ email, present }: { email: string; present: string }) {
  const { t } = useI18n();
  const again = useSend({ send: () => sendConfirmation(email) });
  const problem = accountProblem(again.error, t);
  return (
    <Callout title={t("security.waiting", { email })}>
      <p role="status">
        {again.isSuccess
          ? t("account.confirmSent", { email })
          : t("security.waitingWhy", { email: present })}
      </p>
      <FormProblem problem={problem} />
      {!again.isSuccess && (
        <Button size="xs" loading={again.isPending} onClick={() => again.mutate()}>
          {t("account.confirmSend")}
        </Button>
      )}
    </Callout>
  );
}

import { Button, Group, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { accountProblem } from "@/pages/account/accountProblem";
import { Form, FormProblem, PasswordField, useFocusBack, useI18n } from "@/panels/shared";

interface PasswordDialogProps {
  /** The question: "Turn the second factor off?" */
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb on the button. */
  verb: string;
  isDangerous?: boolean;
  isPending: boolean;
  problem: Error | null;
  onConfirm: (password: string) => void;
  onClose: () => void;
}

/** Asks before a change of the account, and for the password anew. It is drawn while it is open. */
export function PasswordDialog(props: PasswordDialogProps) {
  const { t } = useI18n();
  useFocusBack(true);
  const [password, setPassword] = useState("");
  const problem = accountProblem(props.problem, t);
  const submit = () => props.onConfirm(password);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("shared.close") }}
    >
      <Form onSubmit={submit}>
        <Stack gap="md">
          <div>{props.children}</div>
          <OwnPassword value={password} onChange={setPassword} problem={problem} />
          <FormProblem problem={problem} shownPaths={["password"]} />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={props.onClose}>
              {t("shared.cancel")}
            </Button>
            <Button
              type="submit"
              variant={props.isDangerous === true ? "danger" : "filled"}
              loading={props.isPending}
            >
              {props.verb}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Modal>
  );
}

interface OwnPasswordProps {
  value: string;
  onChange: (password: string) => void;
  problem: Error | null;
  /** Where the service looks for it. */
  path?: string;
}

/** The password somebody has now. */
export function OwnPassword({ value, onChange, problem, path = "password" }: OwnPasswordProps) {
  const { t } = useI18n();
  return (
    <PasswordField
      label={t("security.password")}
      name={path}
      autoComplete="current-password"
      required
      problem={problem}
      path={path}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { closingAccount } from "@/api/own-account";
import { useSend } from "@/api/send";
import { forgetTab } from "@/pages/shell/kept-in-tab";
import { forgetOnDevice } from "@/pages/shell/kept-on-device";
import { useMe } from "@/pages/shell/session";
import { Card, Code, Rich, useI18n } from "@/panels/shared";
import { PasswordDialog } from "./PasswordDialog";

/** What is held of the person as a file, and the end of the account. */
export function OwnDataCard() {
  const { t } = useI18n();
  const { pseudonym } = useMe();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title={t("security.data")} titleSize="section">
      <p>{t("security.dataNote")}</p>
      <p>
        <Rich text="security.closeNote" parts={{ name: () => <Code>{pseudonym}</Code> }} />
      </p>
      <Group>
        <Button component="a" href="/api/v1/me/copy" download="guildmark-account.json">
          {t("security.copy")}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {t("security.close")}
        </Button>
      </Group>
      {isAsking && <Close onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { id } = useMe();
  const [send] = useState(closingAccount);
  const close = useSend({
    send,
    async onSuccess() {
      queryClient.clear();
      forgetTab();
      await forgetOnDevice(id);
      await router.navigate({ to: "/" });
    },
  });
  return (
    <PasswordDialog
      title={t("security.closeTitle")}
      verb={t("security.close")}
      isDangerous
      isPending={close.isPending}
      problem={close.error}
      onConfirm={close.mutate}
      onClose={onClose}
    >
      {t("security.closeWords")}
    </PasswordDialog>
  );
}

import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, ConfirmDialog, useI18n } from "@/panels/shared";
import { OF_WHO_I_AM } from "./stale";

const PATH = "/api/v1/me/traits";

/** Who sees what of a profile; all of it as a file, and all of it erased. */
export function PrivacyCard() {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const held = useQuery(apiQuery(PATH));
  const erase = useSend({
    send: () => answerOf(api.DELETE(PATH)),
    stale: OF_WHO_I_AM,
    onSuccess: () => setAsking(false),
  });
  if (held.data === undefined || held.data.length === 0) return null;
  const file = `data:application/json,${encodeURIComponent(JSON.stringify(held.data, null, 2))}`;
  return (
    <Card title={t("me.privacy")} titleSize="section">
      <p>{t("me.whoSees")}</p>
      <Group>
        <Button component="a" href={file} download="guildmark-profile.json">
          {t("me.export")}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {t("me.erase")}
        </Button>
      </Group>
      <ConfirmDialog
        opened={isAsking}
        title={t("me.eraseTitle")}
        verb={t("me.erase")}
        isDangerous
        isPending={erase.isPending}
        problem={erase.error}
        onConfirm={() => erase.mutate()}
        onClose={() => setAsking(false)}
      >
        {t("me.eraseWords")}
      </ConfirmDialog>
    </Card>
  );
}

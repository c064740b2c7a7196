import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { addressQuery, sendConfirmation } from "@/api/own-account";
import { useSend } from "@/api/send";
import { Callout, FormProblem, useI18n } from "@/panels/shared";
import { useMe } from "@/pages/shell/session";
import { accountProblem } from "./accountProblem";

/** Where somebody has not shown that their address is theirs: what that stops, and the link anew. */
export function ConfirmFirst() {
  const { t } = useI18n();
  const { email } = useMe();
  const isConfirmed = useQuery(addressQuery).data?.isConfirmed ?? true;
  const again = useSend({ send: () => sendConfirmation(email) });
  const problem = accountProblem(again.error, t);
  if (isConfirmed) return null;
  return (
    <Callout tone="caution" title={t("account.unconfirmed", { email })}>
      <p>{t("account.unconfirmedWhy")}</p>
      {again.isSuccess ? (
        <p role="status">{t("account.confirmSent", { email })}</p>
      ) : (
        <Button size="xs" loading={again.isPending} onClick={() => again.mutate()}>
          {t("account.confirmSend")}
        </Button>
      )}
      <FormProblem problem={problem} />
    </Callout>
  );
}

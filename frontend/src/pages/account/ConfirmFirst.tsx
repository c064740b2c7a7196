import { Button } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { isAddressConfirmed, sendConfirmation } from "@/api/auth";
import { useSend } from "@/api/send";
import { Callout, FormProblem, useI18n } from "@/panels/shared";
import { useMe } from "@/pages/shell/session";
import { accountProblem } from "./accountProblem";

const addressQuery = queryOptions({
  queryKey: ["/_allauth/browser/v1/account/email", {}, {}],
  queryFn: isAddressConfirmed,
});

/** Where somebody has not shown that their address is theirs: what that stops, and the link anew. */
export function ConfirmFirst() {
  const { t } = useI18n();
  const { email } = useMe();
  const isConfirmed = useQuery(addressQuery).data ?? true;
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

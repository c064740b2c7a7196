import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type SecondFactor, newAppKey } from "@/api/second-factor";
import { useSend } from "@/api/send";
import { accountProblem } from "@/pages/account/accountProblem";
import { Card, FormProblem, Query, StatusBadge, useI18n } from "@/panels/shared";
import { NewCodes, TurnOff } from "./SecondFactorDialogs";
import { RecoveryCodes } from "./RecoveryCodes";
import { TurnOn } from "./TurnOn";
import { FACTOR_KEY, factorQuery } from "./factor";

/** Whether a code is asked for beside the password, and what a person does about it. */
export function SecondFactorCard() {
  const { t } = useI18n();
  const factor = useQuery(factorQuery);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Card title={t("security.factor")} titleSize="section">
      <p>{t("security.factorNote")}</p>
      {codes !== null && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {codes === null && (
        <Query of={factor}>
          {(now) =>
            now.isOn ? <IsOn factor={now} onCodes={setCodes} /> : <IsOff onCodes={setCodes} />
          }
        </Query>
      )}
    </Card>
  );
}

interface WithCodes {
  onCodes: (codes: readonly string[]) => void;
}

function IsOff({ onCodes }: WithCodes) {
  const { t } = useI18n();
  const begin = useSend({ send: newAppKey, stale: [FACTOR_KEY] });
  const problem = accountProblem(begin.error, t);
  if (begin.data) {
    return <TurnOn appKey={begin.data} onCodes={onCodes} onCancel={() => begin.reset()} />;
  }
  return (
    <>
      <FormProblem problem={problem} />
      <Group>
        <StatusBadge tone="plain">{t("security.off")}</StatusBadge>
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          {t("security.turnOn")}
        </Button>
      </Group>
    </>
  );
}

function IsOn({ factor, onCodes }: WithCodes & { factor: SecondFactor }) {
  const { t } = useI18n();
  const [asked, ask] = useState<"codes" | "off" | null>(null);
  const close = () => ask(null);
  return (
    <>
      <Group>
        <StatusBadge tone="good">{t("security.on")}</StatusBadge>
        <span>{t("security.codesLeft", { n: factor.codesLeft })}</span>
      </Group>
      <Group mt="md">
        <Button onClick={() => ask("codes")}>{t("security.newCodes")}</Button>
        <Button variant="subtle" onClick={() => ask("off")}>
          {t("security.turnOff")}
        </Button>
      </Group>
      {asked === "codes" && <NewCodes onCodes={onCodes} onClose={close} />}
      {asked === "off" && <TurnOff onClose={close} />}
    </>
  );
}

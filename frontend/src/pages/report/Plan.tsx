import type { ReactNode } from "react";
import { Code, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";
import type { Report } from "./types";
import { CALIBRATIONS, METHODS } from "./words";

type Parameters = NonNullable<Report["run"]>["parameters"];

interface PlanProps {
  parameters: Parameters;
  /** Of the answers it was made of. */
  inputsSha256: string;
}

/** What a fit or a label was made by, and of: with these the same comes out again. */
export function Plan({ parameters, inputsSha256 }: PlanProps) {
  const { t, number } = useI18n();
  const { method, calibration_method: calibration } = parameters;
  const shares = [
    ["report.planTarget", parameters.target_confidence],
    ["report.planKeptFrom", parameters.shape_kept_from],
    ["report.planDisputed", parameters.disputed_below],
    ["report.planGoldIou", parameters.gold_iou],
  ] as const;
  return (
    <dl className={classes.plan}>
      {method !== undefined && <Row name={t("report.method")} value={word(method)} />}
      {calibration !== undefined && (
        <Row name={t("report.calibration")} value={word(calibration)} />
      )}
      {shares.map(
        ([key, share]) =>
          share !== undefined && <Row key={key} name={t(key)} value={number(share, 2)} />,
      )}
      {inputsSha256 !== "" && (
        <Row name={t("report.inputs")} value={<Code>{inputsSha256.slice(0, 16)}</Code>} />
      )}
    </dl>
  );

  function word(name: string) {
    const key = METHODS[name] ?? CALIBRATIONS[name];
    return key === undefined ? name : t(key);
  }
}

function Row({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

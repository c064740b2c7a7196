import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { I18n } from "@/model/i18n";
import { Card, type Column, DataTable, Section, useI18n } from "@/panels/shared";
import { PartCards } from "./PartSection";
import classes from "./Report.module.css";
import type { Part } from "./types";
import { CANDIDATES } from "./words";

/** Of a question of several choices: a line for each of them, and the cards of the chosen one. */
export function OptionsSection({ parts }: { parts: readonly [Part, ...Part[]] }) {
  const { t, number } = useI18n();
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const chosen = parts.find(({ key }) => key === chosenKey);
  const columns: readonly Column<Part>[] = [
    {
      key: "option",
      title: t("report.option"),
      cell: ({ key, option, name }) => (
        <UnstyledButton
          className={classes.option}
          aria-pressed={key === chosenKey}
          onClick={() => setChosenKey(key === chosenKey ? null : key)}
        >
          {option ?? name}
        </UnstyledButton>
      ),
    },
    {
      key: "method",
      title: t("report.method"),
      cell: ({ method }) => t(CANDIDATES[method] ?? "report.methodOther", { method }),
    },
    {
      key: "known",
      title: t("report.knownAnswers"),
      isNumber: true,
      cell: ({ calibration }) => number(calibration.gold_count),
    },
    {
      key: "said",
      title: t("report.saidWhereTrue"),
      isNumber: true,
      cell: (part) => rightOf(part, "true", number),
    },
    {
      key: "unsaid",
      title: t("report.unsaidWhereNot"),
      isNumber: true,
      cell: (part) => rightOf(part, "false", number),
    },
  ];
  return (
    <Section title={parts[0].question ?? parts[0].name}>
      <Card title={t("report.options")} note={t("report.optionsWhat")}>
        <DataTable
          caption={t("report.options")}
          columns={columns}
          rows={parts}
          rowKey={({ key }) => key}
          isChosen={({ key }) => key === chosenKey}
        />
      </Card>
      {chosen !== undefined && <PartCards key={chosen.key} part={chosen} />}
    </Section>
  );
}

/** How frequently the class is given where it is true. */
function rightOf({ classes: of, confusion }: Part, key: "true" | "false", number: I18n["number"]) {
  const at = of.findIndex((one) => one.key === key);
  const rate = confusion.rates?.[at]?.[at];
  return rate === undefined ? "–" : number(rate, 2);
}

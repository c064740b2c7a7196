import { SimpleGrid } from "@mantine/core";
import type { ReactNode } from "react";
import type { I18n } from "@/model/i18n";
import { useI18n } from "../I18n";
import { NumberField } from "./NumberField";

/** One number of a plan: what it is called, what it does, in which unit a person reads it. */
export interface PlanNumber<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** In one sentence. */
  readonly note: string;
  /** After the number: " min". */
  readonly unit?: string;
  /** What one unit is of what is kept: 60 for minutes of what is kept in seconds. */
  readonly one?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Nothing written means no limit, and is kept as such. */
  readonly mayBeEmpty?: boolean;
}

type Numbers<Key extends string> = Readonly<Record<Key, number | null | undefined>>;

interface NumberFieldsProps<Key extends string> {
  numbers: readonly PlanNumber<Key>[];
  values: Numbers<Key>;
  onChange: (part: Partial<Record<Key, number | null>>) => void;
  problem: Error | null;
  /** What stands beside the last. */
  children?: ReactNode;
}

/** Numbers in two columns, each with its unit and a sentence. */
export function NumberFields<Key extends string>(props: NumberFieldsProps<Key>) {
  const { numbers, values, onChange, problem } = props;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {numbers.map((one) => (
        <NumberField
          key={one.key}
          label={one.label}
          description={one.note}
          inputWrapperOrder={["label", "input", "description", "error"]}
          suffix={one.unit}
          value={shown(one, values[one.key]) ?? ""}
          onChange={(value) =>
            onChange({ [one.key]: kept(one, value) } as Partial<Record<Key, number | null>>)
          }
          min={one.min}
          max={one.max}
          step={one.step}
          problem={problem}
          path={one.key}
        />
      ))}
      {props.children}
    </SimpleGrid>
  );
}

/** What is not as usual, in words: "Pass mark: 0.6". */
export function useDiffering() {
  const i18n = useI18n();
  return <Key extends string>(
    numbers: readonly PlanNumber<Key>[],
    values: Numbers<Key>,
    usual: Partial<Numbers<Key>>,
  ): readonly string[] =>
    numbers
      .filter(({ key }) => values[key] !== usual[key])
      .map((one) =>
        i18n.t("shared.valueOf", { name: one.label, value: words(one, values[one.key], i18n) }),
      );
}

function words<Key extends string>(
  one: PlanNumber<Key>,
  value: number | null | undefined,
  i18n: I18n,
) {
  const said = shown(one, value);
  return said === null
    ? i18n.t("shared.noLimit")
    : `${i18n.number(said, decimalsOf(said))}${one.unit ?? ""}`;
}

function decimalsOf(value: number): number {
  return String(value).split(".")[1]?.length ?? 0;
}

/** Digits that a number is known to have kept: none of them is changed, those behind are noise. */
const SAFE_DIGITS = 15;

/** Without the digits that a hundred times a share brings along: 0.07 is 7. */
function shown<Key extends string>({ one = 1 }: PlanNumber<Key>, value: number | null | undefined) {
  return value === null || value === undefined
    ? null
    : Number((value / one).toPrecision(SAFE_DIGITS));
}

function kept<Key extends string>(number: PlanNumber<Key>, value: number | string): number | null {
  if (value === "" && number.mayBeEmpty === true) return null;
  const { one = 1 } = number;
  const found = Number(value) * one;
  return one > 1 ? Math.round(found) : Number(found.toPrecision(SAFE_DIGITS));
}

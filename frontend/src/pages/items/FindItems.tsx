import { Button } from "@mantine/core";
import { ChoiceField, OfferField, SelectField, TextField, useI18n } from "@/panels/shared";
import {
  COLOUR_NAMES,
  type Finding,
  findingOf,
  MEASURE_NAMES,
  SORT_NAMES,
  SORTS,
  STATE_NAMES,
  STATES,
  SUSPICION_NAMES,
  SUSPICIONS,
} from "./finding";
import { useMetadataKeys } from "./metadata";
import classes from "./Items.module.css";

/** From these on the least sure part of a label is shown. */
const BOUNDS = [0.5, 0.7, 0.9] as const;

interface FindItemsProps {
  finding: Finding;
  onFind: (finding: Finding) => void;
  /** Of the project's schema; null for people who may not ask what became of items. */
  labels: readonly { readonly key: string; readonly name: string }[] | null;
}

/** Which items are shown, and in which order. */
export function FindItems({ finding, onFind, labels }: FindItemsProps) {
  const { t } = useI18n();
  function change(name: keyof Finding, value: string | null) {
    const isAny = value === null || value === "";
    onFind(findingOf({ ...finding, [name]: isAny ? undefined : value }));
  }
  return (
    <div className={classes.filters} role="search">
      <ChoiceField
        label={t("items.use")}
        any={t("items.all")}
        value={finding.use}
        choices={[
          { value: "used", label: t("items.used") },
          { value: "excluded", label: t("items.excluded") },
        ]}
        onChoose={(value) => change("use", value)}
      />
      <ChoiceField
        label={t("items.suspicion")}
        any={t("items.anyPicture")}
        value={finding.suspicion}
        choices={SUSPICIONS.map((value) => ({ value, label: t(SUSPICION_NAMES[value]) }))}
        onChoose={(value) => change("suspicion", value)}
      />
      {labels !== null && <FindByWork finding={finding} labels={labels} onChoose={change} />}
      <SelectField
        label={t("items.sort")}
        value={finding.sort ?? "id"}
        data={SORTS.map((value) => ({ value, label: t(SORT_NAMES[value]) }))}
        onChange={(value) => change("sort", value === "id" ? null : value)}
      />
      <TextField
        label={t("items.name")}
        value={finding.name ?? ""}
        onChange={(event) => change("name", event.currentTarget.value)}
      />
      <FindByMetadata finding={finding} onChange={change} />
      <Narrowed finding={finding} onFind={onFind} />
    </div>
  );
}

interface FindByMetadataProps {
  finding: Finding;
  onChange: (name: keyof Finding, value: string | null) => void;
}

/** By what their bringers said of images; what was said of many is offered. */
function FindByMetadata({ finding, onChange }: FindByMetadataProps) {
  const { t } = useI18n();
  const keys = useMetadataKeys();
  const values = keys.find(({ key }) => key === finding.key)?.values ?? [];
  return (
    <>
      <OfferField
        label={t("items.metadataKey")}
        value={finding.key ?? ""}
        offers={keys.map(({ key, item_count: n }) => ({ value: key, n }))}
        onChange={(value) => onChange("key", value)}
      />
      <OfferField
        label={t("items.metadataValue")}
        value={finding.value ?? ""}
        offers={values.map(({ value, count: n }) => ({ value, n }))}
        disabled={finding.key === undefined}
        onChange={(value) => onChange("value", value)}
      />
    </>
  );
}

interface FindByWorkProps {
  finding: Finding;
  labels: NonNullable<FindItemsProps["labels"]>;
  onChoose: (name: keyof Finding, value: string | null) => void;
}

/** By how far people are with an item, and by what its label is. */
function FindByWork({ finding, labels, onChoose }: FindByWorkProps) {
  const { t, share } = useI18n();
  return (
    <>
      <ChoiceField
        label={t("items.state")}
        any={t("items.anyState")}
        value={finding.state}
        choices={STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
        onChoose={(value) => onChoose("state", value)}
      />
      {labels.length > 0 && (
        <ChoiceField
          label={t("items.label")}
          any={t("items.anyLabel")}
          value={finding.label}
          choices={labels.map(({ key, name }) => ({ value: key, label: name }))}
          onChoose={(value) => onChoose("label", value)}
        />
      )}
      <ChoiceField
        label={t("items.sure")}
        any={t("items.anySure")}
        value={finding.sure_below?.toString()}
        choices={BOUNDS.map((value) => ({
          value: String(value),
          label: t("items.sureBelow", { share: share(value * 100, 100) }),
        }))}
        onChoose={(value) => onChoose("sure_below", value)}
      />
    </>
  );
}

/** What a link from the profile narrowed, in words, with the way out of it. */
function Narrowed({ finding, onFind }: Omit<FindItemsProps, "labels">) {
  const { t, number } = useI18n();
  const {
    measure,
    at_least: low,
    below: high,
    twins_of: twins,
    has_twins: has,
    ...others
  } = finding;
  const { width_px: width, height_px: height, ...unsized } = others;
  const { original_format: format, bit_depth: bits, colour, ...rest } = unsized;
  const said = [
    (twins !== undefined || has !== undefined) && t("items.onlyTwins"),
    measure !== undefined &&
      t("items.between", {
        measure: t(MEASURE_NAMES[measure]),
        low: low === undefined ? "–" : number(low, 2),
        high: high === undefined ? "–" : number(high, 2),
      }),
    width !== undefined && height !== undefined && t("items.size", { width, height }),
    format,
    bits !== undefined && t("items.bits", { n: bits }),
    colour !== undefined && t(COLOUR_NAMES[colour]),
  ].filter(Boolean);
  if (said.length === 0) return null;
  return (
    <p className={classes.narrowed}>
      {said.join(" ")}
      <Button size="xs" onClick={() => onFind(rest)}>
        {t("items.showAll")}
      </Button>
    </p>
  );
}

import { TextInput, type TextInputProps } from "@mantine/core";
import { useId } from "react";
import { useI18n } from "../I18n";
import { useFault } from "./faults";

interface OfferFieldProps extends Omit<TextInputProps, "onChange"> {
  /** What can be picked, and how often it is there; anything else can be written too. */
  offers: readonly { readonly value: string; readonly n: number }[];
  onChange: (value: string) => void;
}

/** A line of text with known values to pick from. */
export function OfferField({ offers, onChange, ...props }: OfferFieldProps) {
  const { number } = useI18n();
  const list = useId();
  const fault = useFault(props);
  return (
    <>
      <TextInput
        list={list}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        {...props}
        {...fault}
      />
      <datalist id={list}>
        {offers.map(({ value, n }) => (
          <option key={value} value={value} label={`${value} (${number(n)})`} />
        ))}
      </datalist>
    </>
  );
}

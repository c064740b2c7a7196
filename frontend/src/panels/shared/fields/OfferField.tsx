import { TextInput, type TextInputProps } from "@mantine/core";
import { useId } from "react";
import { useI18n } from "../I18n";

interface OfferFieldProps extends Omit<TextInputProps, "onChange"> {
  /** What can be picked, and how often it is there; anything else can be written too. */
  offers: readonly { readonly value: string; readonly n: number }[];
  onChange: (value: string) => void;
}

/** A line of text with known values to pick from. */
export function OfferField({ offers, onChange, ...props }: OfferFieldProps) {
  const { number } = useI18n();
  const id = useId();
  return (
    <>
      <TextInput
        list={id}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        {...props}
      />
      <datalist id={id}>
        {offers.map(({ value, n }) => (
          <option key={value} value={value} label={`${value} (${number(n)})`} />
        ))}
      </datalist>
    </>
  );
}

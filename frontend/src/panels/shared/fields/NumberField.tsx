import { NumberInput, type NumberInputProps } from "@mantine/core";
import { type Refusable, messageOf } from "./refusable";

export function NumberField({ problem = null, path, ...props }: NumberInputProps & Refusable) {
  const error = messageOf({ problem, path: path ?? "" });
  return <NumberInput allowNegative={false} error={error} {...props} />;
}

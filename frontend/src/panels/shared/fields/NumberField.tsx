import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useFault } from "./faults";
import type { Refusable } from "./refusable";

export function NumberField({ problem = null, path, ...props }: NumberInputProps & Refusable) {
  const fault = useFault({ ...props, problem, path });
  return <NumberInput allowNegative={false} {...props} {...fault} />;
}

import { Checkbox, type CheckboxProps } from "@mantine/core";
import { useFault } from "./faults";
import type { Refusable } from "./refusable";

export function CheckField({ problem = null, path, ...props }: CheckboxProps & Refusable) {
  const fault = useFault({ ...props, problem, path });
  return <Checkbox {...props} {...fault} />;
}

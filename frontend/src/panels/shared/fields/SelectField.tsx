import { Select, type SelectProps } from "@mantine/core";
import { useFault } from "./faults";
import type { Refusable } from "./refusable";

export function SelectField({ problem = null, path, ...props }: SelectProps & Refusable) {
  // What is chosen is in the field a moment later than in `value`.
  const isAnswered = props.value != null && props.value !== "";
  const fault = useFault({ ...props, problem, path, isAnswered });
  return <Select allowDeselect={false} checkIconPosition="right" {...props} {...fault} />;
}

import { TextInput, type TextInputProps } from "@mantine/core";
import { useFault } from "./faults";
import type { Refusable } from "./refusable";

export function TextField({ problem = null, path, ...props }: TextInputProps & Refusable) {
  const fault = useFault({ ...props, problem, path });
  return <TextInput {...props} {...fault} />;
}

import { Textarea, type TextareaProps } from "@mantine/core";
import { useFault } from "./faults";
import type { Refusable } from "./refusable";

export function TextArea({ problem = null, path, ...props }: TextareaProps & Refusable) {
  const fault = useFault({ ...props, problem, path });
  return <Textarea autosize minRows={3} {...props} {...fault} />;
}

import { Textarea, type TextareaProps } from "@mantine/core";
import { type Refusable, messageOf } from "./refusable";

export function TextArea({ problem = null, path, ...props }: TextareaProps & Refusable) {
  const error = messageOf({ problem, path: path ?? "" });
  return <Textarea autosize minRows={3} error={error} {...props} />;
}

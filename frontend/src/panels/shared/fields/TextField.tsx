import { TextInput, type TextInputProps } from "@mantine/core";
import { type Refusable, messageOf } from "./refusable";

export function TextField({ problem = null, path, ...props }: TextInputProps & Refusable) {
  return <TextInput error={messageOf({ problem, path: path ?? "" })} {...props} />;
}

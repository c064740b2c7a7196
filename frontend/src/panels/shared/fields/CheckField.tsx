import { Checkbox, type CheckboxProps } from "@mantine/core";
import { type Refusable, messageOf } from "./refusable";

export function CheckField({ problem = null, path, ...props }: CheckboxProps & Refusable) {
  return <Checkbox error={messageOf({ problem, path: path ?? "" })} {...props} />;
}

import { Select, type SelectProps } from "@mantine/core";
import { type Refusable, messageOf } from "./refusable";

export function SelectField({ problem = null, path, ...props }: SelectProps & Refusable) {
  const error = messageOf({ problem, path: path ?? "" });
  return <Select allowDeselect={false} checkIconPosition="right" error={error} {...props} />;
}

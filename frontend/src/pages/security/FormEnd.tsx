import { Button, Group } from "@mantine/core";
import { useI18n } from "@/panels/shared";

interface FormEndProps {
  verb: string;
  isPending: boolean;
  onCancel: () => void;
}

/** What ends a form that opened in a card: do it, or leave all as it is. */
export function FormEnd({ verb, isPending, onCancel }: FormEndProps) {
  const { t } = useI18n();
  return (
    <Group>
      <Button type="submit" variant="filled" loading={isPending}>
        {verb}
      </Button>
      <Button variant="subtle" onClick={onCancel}>
        {t("security.cancel")}
      </Button>
    </Group>
  );
}

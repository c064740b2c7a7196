import { newRecoveryCodes, turnOff } from "@/api/second-factor";
import { useSend } from "@/api/send";
import { useI18n } from "@/panels/shared";
import { PasswordDialog } from "./PasswordDialog";
import { FACTOR_KEY } from "./factor";

interface NewCodesProps {
  onCodes: (codes: readonly string[]) => void;
  onClose: () => void;
}

/** Recovery codes anew, for who has used or lost theirs. */
export function NewCodes({ onCodes, onClose }: NewCodesProps) {
  const { t } = useI18n();
  const make = useSend({ send: newRecoveryCodes, stale: [FACTOR_KEY], onSuccess: onCodes });
  return (
    <PasswordDialog
      title={t("security.newCodesTitle")}
      verb={t("security.newCodes")}
      isPending={make.isPending}
      problem={make.error}
      onConfirm={make.mutate}
      onClose={onClose}
    >
      {t("security.newCodesWords")}
    </PasswordDialog>
  );
}

/** The password alone again. */
export function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const end = useSend({ send: turnOff, stale: [FACTOR_KEY], onSuccess: onClose });
  return (
    <PasswordDialog
      title={t("security.turnOffTitle")}
      verb={t("security.turnOff")}
      isDangerous
      isPending={end.isPending}
      problem={end.error}
      onConfirm={end.mutate}
      onClose={onClose}
    >
      {t("security.turnOffWords")}
    </PasswordDialog>
  );
}

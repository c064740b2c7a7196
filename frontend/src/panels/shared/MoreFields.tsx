import { type ReactNode, useState } from "react";
import { Problem } from "@/api/problem";
import { Disclosure } from "./Disclosure";
import { useI18n } from "./I18n";

interface MoreFieldsProps {
  title: string;
  /** What in it is not as usual: "Pass mark: 0.6". */
  differing: readonly string[];
  /** The places of its fields in what is sent: what is refused there opens it. */
  paths: readonly string[];
  problem: Error | null;
  children: ReactNode;
}

/** Fields that few need, closed at first; what in them is not as usual stands beside their title. */
export function MoreFields({ title, differing, paths, problem, children }: MoreFieldsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<Error | null>(null);
  if (said !== problem) {
    setSaid(problem);
    if (isRefusedAt(problem, paths)) setOpen(true);
  }
  const summary = differing.length === 0 ? t("shared.asUsual") : differing.join(" · ");
  return (
    <Disclosure title={title} summary={summary} isOpen={isOpen} onOpen={setOpen}>
      {children}
    </Disclosure>
  );
}

function isRefusedAt(problem: Error | null, paths: readonly string[]): boolean {
  return problem instanceof Problem && problem.errors.some(({ path }) => paths.includes(path));
}

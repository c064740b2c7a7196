import type { Guideline } from "@/model/guideline";
import { late } from "@/panels/shared";
import type { AroundText } from "@/panels/workspace/GuidelineBox";

/** The guideline is there to be read before it can be asked about. */
const AskAbout = late(
  () => import("./AskAbout").then((script) => script.AskAbout),
  ({ children }) => <>{children}</>,
);

/** What stands round a guideline beside a picture: how to ask about it, and one's own questions. */
export function askingAbout(
  projectId: number,
  guideline: Guideline | null | undefined,
): AroundText {
  return function Around(text) {
    return (
      <AskAbout projectId={projectId} language={guideline?.language ?? ""}>
        {text}
      </AskAbout>
    );
  };
}

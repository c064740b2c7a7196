import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Problem } from "@/api/problem";
import { Page, ProblemCard } from "@/panels/shared";
import { Alone } from "./DeadEnd";
import { NoRightPage, NotFoundPage } from "./NotFoundPage";

/** What a page shows when it could not be made. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof Problem && error.status === 403) return <NoRightPage />;
  if (error instanceof Problem && error.status === 404) return <NotFoundPage />;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Alone>
      <Page isNarrow>
        <ProblemCard problem={error as Error} onRetry={retry} />
      </Page>
    </Alone>
  );
}

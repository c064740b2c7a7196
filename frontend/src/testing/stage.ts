/** What a page with a stage shows. */

import { screen } from "@testing-library/react";

/** The words of the picture that is worked on; null while there is none. */
export const pictureOnStage = () =>
  screen.queryByRole("application")?.getAttribute("aria-label") ?? null;

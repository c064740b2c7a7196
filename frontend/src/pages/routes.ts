import { accountRoutes } from "./account/routes";
import { landingRoute } from "./landing/routes";
import { profileRoute } from "./me/routes";
import { partsRoutes } from "./parts/routes";
import {
  organisationLayout,
  projectLayout,
  rootRoute,
  signedInLayout,
  workLayout,
} from "./shell/layouts";

/** Every page of the application. A page module adds its routes to the layout it lives in. */
export const routeTree = rootRoute.addChildren([
  landingRoute,
  ...accountRoutes,
  ...partsRoutes,
  signedInLayout.addChildren([
    workLayout.addChildren([profileRoute]),
    organisationLayout.addChildren([]),
    projectLayout.addChildren([]),
  ]),
]);

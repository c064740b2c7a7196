import { accountRoutes } from "./account/routes";
import { appealsRoute } from "./appeals/routes";
import { adjudicateRoute, disputesRoute } from "./adjudication/routes";
import { consensusRoute, consensusTaskRoute } from "./consensus/routes";
import { collectedReviewRoute, collectingRoute } from "./collecting/routes";
import { collectionRoute } from "./collection/routes";
import { communityRoute } from "./community/routes";
import {
  careRoute,
  communitySeenRoute,
  directoryRoute,
  offerRoute,
  shownRoute,
} from "./directory/routes";
import { evaluationRoute } from "./evaluation/routes";
import { earningsRoute } from "./earnings/routes";
import { myContestsRoute } from "./feedback/routes";
import { goldContestsRoute, goldItemRoute, goldRoute } from "./gold/routes";
import { guidelineRoute } from "./guideline/routes";
import { homeRoute } from "./home/routes";
import { inboxRoute } from "./inbox/routes";
import { labelImportRoute, labelImportsRoute } from "./incoming/routes";
import { invitationRoute } from "./invitation/routes";
import { ownSkillRoute, qualityRoute } from "./quality/routes";
import { practiceRoute, quizRoute, trainingPlanRoute, trainingRoute } from "./training/routes";
import { batchesRoute } from "./batches/routes";
import {
  importRoute,
  importsRoute,
  itemsRoute,
  profileRoute as itemProfileRoute,
} from "./items/routes";
import { newOrganisationRoute, organisationRoutes } from "./organisation/routes";
import { overviewRoute } from "./overview/routes";
import { paymentsRoute } from "./payments/routes";
import { peopleRoute, personRoute } from "./people/routes";
import { qualificationsRoute } from "./qualifications/routes";
import { queueRoute } from "./queue/routes";
import { frozenReportRoute, picturesRoute, releaseRoute, releasesRoute } from "./releases/routes";
import { reportRoute } from "./report/routes";
import { rulesRoute } from "./rules/routes";
import { securityRoute } from "./security/routes";
import { schemaRoute } from "./schema/routes";
import { settingsRoute } from "./settings/routes";
import { trailRoute } from "./trail/routes";
import { landingRoute } from "./landing/routes";
import { profileRoute } from "./me/routes";
import { partsRoutes } from "./parts/routes";
import { harnessRoutes, workRoute } from "./work/routes";
import { projectIndexRoute } from "./shell/indexRoutes";
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
  invitationRoute,
  offerRoute,
  shownRoute,
  ...partsRoutes,
  ...harnessRoutes,
  signedInLayout.addChildren([
    adjudicateRoute,
    consensusTaskRoute,
    practiceRoute,
    quizRoute,
    workRoute,
    workLayout.addChildren([
      homeRoute,
      careRoute,
      directoryRoute,
      communitySeenRoute,
      trainingRoute,
      collectingRoute,
      collectedReviewRoute,
      earningsRoute,
      qualityRoute,
      myContestsRoute,
      inboxRoute,
      ownSkillRoute,
      newOrganisationRoute,
      profileRoute,
      securityRoute,
    ]),
    organisationLayout.addChildren([...organisationRoutes, paymentsRoute, communityRoute]),
    projectLayout.addChildren([
      projectIndexRoute,
      overviewRoute,
      labelImportRoute,
      labelImportsRoute,
      itemsRoute,
      importsRoute,
      importRoute,
      itemProfileRoute,
      batchesRoute,
      collectionRoute,
      queueRoute,
      peopleRoute,
      personRoute,
      qualificationsRoute,
      appealsRoute,
      consensusRoute,
      disputesRoute,
      reportRoute,
      releasesRoute,
      releaseRoute,
      picturesRoute,
      frozenReportRoute,
      evaluationRoute,
      schemaRoute,
      guidelineRoute,
      trainingPlanRoute,
      goldRoute,
      goldContestsRoute,
      goldItemRoute,
      rulesRoute,
      settingsRoute,
      trailRoute,
    ]),
  ]),
]);

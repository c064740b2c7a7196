import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/pages/shell/layouts";

interface Next {
  /** Where to go after signing in. */
  next?: string;
}

interface SigningIn extends Next {
  /** The second step of a sign-in, after the password. */
  step?: "code";
}

const validateSearch = (search: Record<string, unknown>): Next =>
  typeof search["next"] === "string" ? { next: search["next"] } : {};

const validateSigningIn = (search: Record<string, unknown>): SigningIn => ({
  ...validateSearch(search),
  ...(search["step"] === "code" ? { step: "code" } : {}),
});

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "account/login",
  validateSearch: validateSigningIn,
  staticData: { title: "account.login" },
  component: lazyRouteComponent(() => import("./LoginPage")),
});

const signupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "account/signup",
  validateSearch,
  staticData: { title: "account.signup" },
  component: lazyRouteComponent(() => import("./SignupPage")),
});

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "account/password/reset",
  staticData: { title: "account.forgot" },
  component: lazyRouteComponent(() => import("./ForgotPasswordPage")),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "account/password/reset/key/$key",
  staticData: { title: "account.reset" },
  component: lazyRouteComponent(() => import("./ResetPasswordPage")),
});

const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "account/verify-email/$key",
  staticData: { title: "account.verify" },
  component: lazyRouteComponent(() => import("./VerifyEmailPage")),
});

export const accountRoutes = [
  loginRoute,
  signupRoute,
  forgotRoute,
  resetRoute,
  verifyRoute,
] as const;

/** The screens that `desk/app/routes.tsx` hangs up: the ways in. */
export { OneTimeLinkScreen } from "./OneTimeLinkScreen.tsx";
export { SetUpScreen } from "./SetUpScreen.tsx";
export { SignInScreen } from "./SignInScreen.tsx";

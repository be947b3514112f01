/** The screens that `desk/app/routes.tsx` hangs up: the ways in, and one's own profile. */
export { OneTimeLinkScreen } from "./OneTimeLinkScreen.tsx";
export { ProfileScreen } from "./ProfileScreen.tsx";
export { SetUpScreen } from "./SetUpScreen.tsx";
export { SignInScreen } from "./SignInScreen.tsx";

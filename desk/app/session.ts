import type { QueryClient } from "@tanstack/react-query";
import { type Me, signOut } from "../../contract/accounts.ts";
import { forgetPerson } from "../web-app/words-kept-here.ts";
import { call, isProblem } from "./call.ts";
import { meQuery } from "./me.ts";
import type { Router } from "./routes.tsx";

/** After signing in, setting up or using a link: remembers who it is and goes where they wanted to go. */
export async function enter(queryClient: QueryClient, router: Router, me: Me, back = "/") {
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, me);
  router.history.push(back);
}

/** Signs out here. Nothing of the person stays in this browser's memory. */
export async function leave(queryClient: QueryClient, router: Router) {
  await call(signOut);
  forgetPerson();
  await router.navigate({ to: "/sign-in" });
  forget(queryClient);
}

/**
 * Goes to the sign-in when the server no longer knows the session, and comes back to the same place afterwards.
 * The screen is left before the person is forgotten, because it cannot be drawn without one.
 */
export async function sessionEnded(queryClient: QueryClient, router: Router, thrown: unknown) {
  if (!isProblem(thrown, "not_signed_in") || router.state.location.pathname === "/sign-in") return;
  await router.navigate({ to: "/sign-in", search: { back: router.state.location.href } });
  forget(queryClient);
}

function forget(queryClient: QueryClient) {
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, null);
}

import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { Suspense, useEffect, useLayoutEffect } from "react";
import { RouterProvider as AriaRouter } from "react-aria-components";
import { TextsProvider } from "../texts/Texts.tsx";
import { ToastRegion } from "../ui/ToastRegion.tsx";
import { rememberPerson } from "../web-app/words-kept-here.ts";
import { rememberLocale, showAppearance, useBrowserLocale } from "./appearance.ts";
import { meQuery } from "./me.ts";

/** Around every screen: whose language, whose time zone, light or dark. */
export function Root() {
  const { data: me } = useQuery(meQuery);
  const browserLocale = useBrowserLocale();
  const router = useRouter();

  useLayoutEffect(() => {
    if (me) showAppearance(me.appearance);
  }, [me]);
  useEffect(() => {
    if (!me) return;
    rememberLocale(me.agent.locale);
    rememberPerson(me.agent.id);
  }, [me]);

  return (
    <Suspense>
      <TextsProvider locale={me?.agent.locale ?? browserLocale} timeZone={me?.timeZone}>
        <AriaRouter navigate={(href) => router.history.push(href)}>
          <Outlet />
          <ToastRegion />
        </AriaRouter>
      </TextsProvider>
    </Suspense>
  );
}

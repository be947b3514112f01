import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isProblem } from "./app/call.ts";
import { openRouter } from "./app/routes.tsx";
import { sessionEnded } from "./app/session.ts";
import "./ui/base.css";
import { registerWebApp } from "./web-app/registering.ts";

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (thrown) => sessionEnded(queryClient, router, thrown) }),
  mutationCache: new MutationCache({ onError: (thrown) => sessionEnded(queryClient, router, thrown) }),
  defaultOptions: {
    queries: {
      // The live stream says when something has changed; asking again is for when it was cut off.
      staleTime: 60_000,
      // What the server understood and refused it will refuse again.
      retry: (failures, thrown) =>
        navigator.onLine && failures < 2 && !(isProblem(thrown) && thrown.problem.status < 500),
    },
  },
});
const router = openRouter(queryClient);

registerWebApp((place) => router.history.push(place));

createRoot(document.getElementById("desk")!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

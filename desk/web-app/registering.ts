/** A newer version of the desk that waits to be let in. */
let waiting: ServiceWorker | null = null;
const watchers = new Set<() => void>();
let isReloading = false;

const lookEveryMs = 30 * 60_000;

/** Lets the browser keep the desk, and goes where a push leads. Only what was built: a desk in the making changes. */
export function registerWebApp(goTo: (place: string) => void): void {
  const { serviceWorker } = navigator;
  if (!import.meta.env.PROD || !serviceWorker) return;
  serviceWorker.addEventListener("message", ({ data }: MessageEvent) => {
    if (typeof data?.goTo === "string" && data.goTo.startsWith("/")) goTo(data.goTo);
  });
  serviceWorker.addEventListener("controllerchange", () => {
    if (isReloading) location.reload();
    else void keepLoaded();
  });
  serviceWorker.register("/sw.js").then(watch, notKept);
}

/** A browser that refuses, in private windows as a rule, has a desk that needs a connection. */
function notKept(thrown: unknown) {
  console.info("The desk is not kept for when there is no connection.", thrown);
}

function watch(registration: ServiceWorkerRegistration | undefined) {
  // Some that block it say so by giving nothing.
  if (!registration) return;
  const look = () => {
    // Without a former one this is the first, and nothing is old.
    waiting = navigator.serviceWorker.controller ? registration.waiting : null;
    for (const watcher of watchers) watcher();
  };
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", look),
  );
  look();
  const update = () => void registration.update().catch(() => undefined);
  setInterval(update, lookEveryMs);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") update();
  });
  void keepLoaded();
}

/** What this page loaded before there was anybody to keep it. */
async function keepLoaded(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const keep = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ keep });
}

export const newVersion = {
  isThere: () => waiting !== null,
  watch(changed: () => void) {
    watchers.add(changed);
    return () => watchers.delete(changed);
  },
  /** Lets it in and loads the page anew. What is being written is kept as the page goes. */
  take() {
    isReloading = true;
    waiting?.postMessage("take over");
  },
};

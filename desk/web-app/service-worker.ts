/**
 * What runs beside the desk in the browser: shows pushes, and holds the desk's built files so that it opens without a
 * connection. Nothing of the API is ever kept here. It is built into `sw.js` without any other file, and `web-app.ts`
 * writes before it which files there are.
 */
interface Worker {
  __built: { version: string; shell: string[] };
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(of: { type: "window"; includeUncontrolled: boolean }): Promise<Tab[]>;
    openWindow(url: string): Promise<Tab | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Happenings>(kind: K, act: (event: Happenings[K]) => void): void;
}
interface Tab {
  url: string;
  focus(): Promise<Tab>;
  postMessage(message: unknown): void;
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Happenings {
  install: Lasting;
  activate: Lasting;
  fetch: Lasting & { request: Request; respondWith(answer: Promise<Response>): void };
  message: Lasting & { data: unknown };
  push: Lasting & { data: { json(): Pushed } | null };
  notificationclick: Lasting & { action: string; notification: Notification };
}

/** As `server/telling/push.ts` writes it. */
interface Pushed {
  id: string;
  tag: string;
  title: string;
  body: string;
  place: string;
  lang: string;
  dir: "ltr" | "rtl";
  again: boolean;
  open: string;
  done: string;
}

const worker = self as unknown as Worker;
const { version, shell } = worker.__built;
const mine = `desk-${version}`;
const page = "/";

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(mine).then(async (cache) => {
      await cache.addAll(shell);
      // The page itself has a nonce of its own in every answer; kept with its headers it fits itself.
      const answer = await fetch(page, { cache: "no-store" });
      if (answer.ok) await cache.put(page, answer);
    }),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith("desk-") && name !== mine)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  // Built files are named by what is in them, and never change.
  if (url.pathname.startsWith("/assets/")) event.respondWith(built(request));
  // A place of the desk, when nobody answers.
  else if (request.mode === "navigate" && !url.pathname.startsWith("/api/"))
    event.respondWith(
      fetch(request).catch(async (error) => {
        const kept = await caches.match(page, { cacheName: mine });
        if (kept) return kept;
        throw error;
      }),
    );
});

async function built(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(mine);
    await cache.put(request, answer.clone());
  }
  return answer;
}

worker.addEventListener("message", (event) => {
  const { data } = event;
  if (data === "take over") event.waitUntil(worker.skipWaiting());
  // What the first page had loaded before this ran.
  if (isKeep(data)) event.waitUntil(keep(data.keep));
});

const isKeep = (data: unknown): data is { keep: string[] } =>
  typeof data === "object" && data !== null && "keep" in data && Array.isArray(data.keep);

async function keep(urls: string[]): Promise<void> {
  const cache = await caches.open(mine);
  for (const url of urls) {
    const { origin, pathname } = new URL(url);
    if (origin === worker.location.origin && pathname.startsWith("/assets/") && !(await cache.match(url)))
      await cache.add(url);
  }
}

worker.addEventListener("push", (event) => {
  const pushed = event.data?.json();
  if (pushed) event.waitUntil(show(pushed));
});

async function show({ id, tag, title, body, place, lang, dir, again, open, done }: Pushed): Promise<void> {
  const options: NotificationOptions & {
    renotify: boolean;
    actions: { action: string; title: string }[];
  } = {
    body,
    tag,
    lang,
    dir,
    // More of the same takes the place of what was there, without another ring.
    renotify: !again,
    silent: again,
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    data: { id, place },
    actions: [
      { action: "open", title: open },
      { action: "done", title: done },
    ],
  };
  await worker.registration.showNotification(title, options);
}

worker.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  const { id, place } = notification.data as { id: string; place: string };
  notification.close();
  event.waitUntil(action === "done" ? say("done", id) : Promise.all([say("seen", id), goTo(place)]));
});

/** Told here, it is neither new in the desk nor mailed. Cut off, it stays new. */
const say = (what: "done" | "seen", id: string) =>
  fetch(`/api/v1/me/notices/${what}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ids: [id] }),
    credentials: "same-origin",
  }).catch(() => undefined);

/** In a tab that has the desk open already, which loses nothing by it, else in a new one. */
async function goTo(place: string): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const desk = tabs.find(({ url }) => !new URL(url).pathname.startsWith("/api/"));
  if (!desk) {
    await worker.clients.openWindow(place);
    return;
  }
  desk.postMessage({ goTo: place });
  await desk.focus();
}

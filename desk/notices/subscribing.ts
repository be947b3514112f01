import { postPushDevice } from "../../contract/notices.ts";
import { call } from "../app/call.ts";

/** Whether this browser can be told by push; if not, why. On an iPhone only what stands on the home screen can. */
export function canSubscribe(): "yes" | "refused" | "iphone" | "insecure" | "unsupported" {
  if (!window.isSecureContext) return "insecure";
  if (!("PushManager" in window) || !("serviceWorker" in navigator))
    return /iPhone|iPad|Macintosh.*Mobile/.test(navigator.userAgent) ? "iphone" : "unsupported";
  return window.Notification?.permission === "denied" ? "refused" : "yes";
}

/** Asks the person, then the browser, then tells the server. Only after a press: browsers ask at no other time. */
export async function subscribe(key: string): Promise<"on" | "refused"> {
  if ((await Notification.requestPermission()) !== "granted") return "refused";
  const registration = await navigator.serviceWorker.ready;
  // One for another server's key cannot be used.
  const former = await registration.pushManager.getSubscription();
  if (former && !isFor(former, key)) await former.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await call(postPushDevice, {
    body: { endpoint: endpoint!, keys: { p256dh: keys!.p256dh!, auth: keys!.auth! } },
  });
  return "on";
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

function isFor({ options }: PushSubscription, key: string): boolean {
  const own = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const written = btoa(String.fromCharCode(...own))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return written.replace(/=+$/, "") === key.replace(/=+$/, "");
}

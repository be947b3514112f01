/**
 * What happens, as it happens. Events are recorded with what they tell of, get their number in the workspace's
 * stream after commit, and are shown on every screen that looks: in order, none twice, none lost.
 */
export { BrowserSocket, type SocketRules } from "./browser-socket.ts";
export { type Bus, localBus, type Whisper } from "./bus.ts";
export { type NotifyBus, notifyBus } from "./notify-bus.ts";
export type { SequencedEvent } from "./sequenced-event.ts";
export { startSequencer } from "./sequencer.ts";
export { liveSockets } from "./sockets.ts";
export { takeSockets } from "./upgrades.ts";

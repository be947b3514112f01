import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ChatRoom } from "./chat.ts";
import type { State } from "./state.ts";

export const Room = createContext<{ room: ChatRoom; state: State } | null>(null);

/** The chat and how it stands. */
export const useRoom = () => useContext(Room)!;

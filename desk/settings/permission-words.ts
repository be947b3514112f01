import type { Permission } from "../../contract/permissions.ts";
import { dashed } from "../texts/dashed.ts";
import type { TextKey } from "../texts/messages.ts";
import type { Texts } from "../texts/Texts.tsx";

/** A right in words. */
export const permissionWords = (permission: Permission, t: Texts["t"]): string =>
  t(`permission.${dashed(permission)}` satisfies TextKey);

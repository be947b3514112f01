import type { Permission } from "../../contract/permissions.ts";
import type { TextKey } from "../texts/messages.ts";
import type { Texts } from "../texts/Texts.tsx";

type Dashed<Name> = Name extends `${infer Area}.${infer Right}` ? `${Area}-${Right}` : never;

/** A right in words. A dot parts the name of a text from its place, so there `customers.read` is `customers-read`. */
export function permissionWords(permission: Permission, t: Texts["t"]): string {
  return t(`permission.${permission.replace(".", "-") as Dashed<Permission>}` satisfies TextKey);
}

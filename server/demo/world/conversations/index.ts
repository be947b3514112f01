import type { DemoConversation } from "../types.ts";
import { koloAr } from "./kolo-ar.ts";
import { koloEn } from "./kolo-en.ts";
import { koloRu } from "./kolo-ru.ts";
import { koloUk } from "./kolo-uk.ts";
import { koloZh } from "./kolo-zh.ts";
import { lumenAr } from "./lumen-ar.ts";
import { lumenEn } from "./lumen-en.ts";
import { lumenRu } from "./lumen-ru.ts";
import { lumenUk } from "./lumen-uk.ts";
import { lumenZh } from "./lumen-zh.ts";
import { safraAr } from "./safra-ar.ts";
import { safraEn } from "./safra-en.ts";
import { safraRu } from "./safra-ru.ts";
import { safraUk } from "./safra-uk.ts";
import { safraZh } from "./safra-zh.ts";

export const conversations: DemoConversation[] = [
  ...koloAr,
  ...koloEn,
  ...koloRu,
  ...koloUk,
  ...koloZh,
  ...lumenAr,
  ...lumenEn,
  ...lumenRu,
  ...lumenUk,
  ...lumenZh,
  ...safraAr,
  ...safraEn,
  ...safraRu,
  ...safraUk,
  ...safraZh,
];

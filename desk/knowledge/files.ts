import { getArticleFile } from "../../contract/knowledge.ts";
import { addressOf } from "../app/call.ts";

/** Where the bytes of a file of an article are. */
export const fileSrc = (id: string): string => addressOf(getArticleFile, { id });

import type { FastifyInstance } from "fastify";
import { html } from "ghtml";
import { getMessagePage, getRawMail } from "../../../contract/files.ts";
import { directionOf } from "../../../contract/languages.ts";
import { mayRead } from "../../conversations/index.ts";
import { type Db, look } from "../../db/database.ts";
import { type FileStore, signedFileUrl } from "../../files/index.ts";
import { serve } from "../../http/serve.ts";
import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { rawBytes } from "./keep.ts";

interface Needs {
  db: Db;
  store: FileStore;
  secret: Secret;
}

/**
 * A mail as it was sent: its raw bytes to download, and its cleaned HTML as a page of its own for a sandboxed
 * frame. The page may load nothing but its own pictures, runs one script of ours that tells its height, and shares
 * no origin with the desk. `?pictures=1` lets remote pictures load.
 */
export function messagePage(app: FastifyInstance, { db, store, secret }: Needs): void {
  serve(app, getRawMail, async ({ caller, params, response }) => {
    const mail = await look(db, caller.workspaceId, async (tx) => {
      await mayRead(tx, caller, params.id);
      return tx
        .selectFrom("messages as m")
        .innerJoin("rawMails as r", (join) =>
          join.onRef("r.workspaceId", "=", "m.workspaceId").onRef("r.id", "=", "m.rawMailId"),
        )
        .select(["r.workspaceId", "r.content", "r.sha256"])
        .where("m.workspaceId", "=", caller.workspaceId)
        .where("m.id", "=", params.message)
        .where("m.conversationId", "=", params.id)
        .executeTakeFirst();
    });
    if (!mail) throw new Refusal("not_found");
    return response
      .type("message/rfc822")
      .header("content-disposition", `attachment; filename="${params.message}.eml"`)
      .send(await rawBytes(store, mail));
  });

  serve(app, getMessagePage, async ({ caller, params, query, request, response }) => {
    const { id, message: messageId } = params;
    const { message, pictures } = await look(db, caller.workspaceId, async (tx) => {
      await mayRead(tx, caller, id);
      const message = await tx
        .selectFrom("messages")
        .select(["html", "language"])
        .where("workspaceId", "=", caller.workspaceId)
        .where("id", "=", messageId)
        .where("conversationId", "=", id)
        .executeTakeFirst();
      const pictures = await tx
        .selectFrom("attachments")
        .select(["id", "contentId"])
        .where("workspaceId", "=", caller.workspaceId)
        .where("messageId", "=", messageId)
        .where("contentId", "is not", null)
        .execute();
      return { message, pictures };
    });
    if (!message?.html) throw new Refusal("not_found");

    const urls = new Map(
      pictures.map((one) => [one.contentId!, signedFileUrl(secret, caller.workspaceId, one.id)]),
    );
    const remote = query.pictures === "1";
    const body = withPictures(message.html, urls, remote);
    const origin = `${request.protocol}://${request.host}`;
    const nonce = response.cspNonce;
    return response
      .type("text/html; charset=utf-8")
      .header("cache-control", "private, no-store")
      .header(
        "content-security-policy",
        [
          "default-src 'none'",
          `img-src ${origin} data:${remote ? " https: http:" : ""}`,
          "style-src 'unsafe-inline'",
          `script-src 'nonce-${nonce}'`,
          `frame-ancestors ${origin}`,
          "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox",
        ].join("; "),
      )
      .header("x-frame-options", "SAMEORIGIN")
      .send(page(body, message.language, nonce));
  });
}

/** Pictures within the mail get a signed address; remote ones get theirs back only when they are asked for. */
function withPictures(body: string, urls: Map<string, string>, remote: boolean): string {
  return body
    .replace(/data-cid="([^"]*)"/g, (whole, id: string) => {
      const url = urls.get(id) ?? urls.get(`<${id}>`);
      return url ? `src="${url.replaceAll("&", "&amp;")}"` : whole;
    })
    .replace(/data-src="(https?:[^"]*)"/g, (whole, url: string) => (remote ? `src="${url}"` : whole));
}

const page = (body: string, language: string, nonce: string) => html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank">
<style>html{color-scheme:light}body{margin:0;padding:12px;font:14px/1.5 system-ui,sans-serif;color:#1b1b1f;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin-inline:0;padding-inline-start:12px;border-inline-start:2px solid #ccc}</style></head>
<body>!${body}
<script nonce="${nonce}">
const tell = () => parent.postMessage({ tandemHeight: document.documentElement.scrollHeight }, "*");
new ResizeObserver(tell).observe(document.body);
addEventListener("load", tell);
tell();
</script></body></html>`;

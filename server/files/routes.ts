import type { FastifyInstance, FastifyReply } from "fastify";
import * as contract from "../../contract/files.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { apiPrefix, serve } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import type { FileStore } from "./store.ts";
import { upload } from "./uploads.ts";

/** Types that a browser may show in place: none of them can run anything. */
const shownInPlace = /^(image\/(png|jpeg|gif|webp|avif)|audio\/.+|video\/.+|text\/plain)$/;
const linkMinutes = 60;

interface Needs {
  db: Db;
  store: FileStore;
  secret: Secret;
}

export function fileRoutes(app: FastifyInstance, { db, store, secret }: Needs): void {
  serve(app, contract.postFile, ({ caller, query, request }) => {
    if (!Buffer.isBuffer(request.body) || !request.body.length) throw new Refusal("wrong_content_type");
    return upload(db, store, caller, query.filename, request.body);
  });

  serve(app, contract.getFile, async ({ caller, params, response }) => {
    const file = await look(db, caller.workspaceId, async (tx) => {
      const found = await tx
        .selectFrom("attachments as f")
        .leftJoin("conversations as c", (join) =>
          join.onRef("c.workspaceId", "=", "f.workspaceId").onRef("c.id", "=", "f.conversationId"),
        )
        .select(["f.filename", "f.mimeType", "f.size", "f.sha256", "f.uploadedBy", "c.brandId"])
        .where("f.workspaceId", "=", caller.workspaceId)
        .where("f.id", "=", params.id)
        .executeTakeFirst();
      return found && mayOpen(caller, found) ? found : null;
    });
    if (!file) throw new Refusal("not_found");
    return sendFile(response, store, caller.workspaceId, file);
  });

  // For the pages that mails are shown in: they have no cookie, so the link itself is the permission, for an hour.
  app.get<{
    Params: { id: string };
    Querystring: { workspace?: string; until?: string; signature?: string };
  }>(`${apiPrefix}/signed-files/:id`, async (request, response) => {
    const { workspace = "", until = "", signature = "" } = request.query;
    const { id } = request.params;
    const good =
      Number(until) > Date.now() &&
      secret.verify("file", `${workspace} ${id} ${until}`, Buffer.from(signature, "base64url"));
    if (!good) throw new Refusal("not_found");
    const file = await look(db, workspace, (tx) =>
      tx
        .selectFrom("attachments")
        .select(["filename", "mimeType", "size", "sha256"])
        .where("workspaceId", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst(),
    );
    if (!file) throw new Refusal("not_found");
    return sendFile(response, store, workspace, file);
  });
}

/** A link that opens one file without a session, for the next hour. */
export function signedFileUrl(secret: Secret, workspaceId: string, id: string): string {
  const until = String(Date.now() + linkMinutes * 60_000);
  const signature = secret.sign("file", `${workspaceId} ${id} ${until}`).toString("base64url");
  return `${apiPrefix}/signed-files/${id}?${new URLSearchParams({ workspace: workspaceId, until, signature })}`;
}

const mayOpen = (caller: Caller, file: { brandId: string | null; uploadedBy: string | null }) =>
  file.brandId ? !caller.brands || caller.brands.includes(file.brandId) : file.uploadedBy === caller.id;

/** Sends a file's bytes: shown in place only for types that cannot run anything, saved otherwise. */
export function sendFile(
  response: FastifyReply,
  store: FileStore,
  workspaceId: string,
  file: { filename: string; mimeType: string; size: number; sha256: string },
) {
  const inPlace = shownInPlace.test(file.mimeType);
  return response
    .type(inPlace && file.mimeType.startsWith("text/") ? `${file.mimeType}; charset=utf-8` : file.mimeType)
    .header("content-length", file.size)
    .header(
      "content-disposition",
      `${inPlace ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    )
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("cross-origin-resource-policy", "cross-origin")
    .header("cache-control", "private, max-age=3600, immutable")
    .send(store.stream(workspaceId, file.sha256));
}

import type { FastifyInstance, FastifyReply } from "fastify";
import * as contract from "../../contract/reports.ts";
import type { Db } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { makeReport, type Press } from "./make-report.ts";
import { proof, signedBytes } from "./proof.ts";
import { figuresOf, type KeptReport, keptReport, listOfReports, reportById } from "./read.ts";
import { readSigner } from "./signer.ts";
import { verifyFile, verifySum } from "./verify.ts";

interface Needs {
  db: Db;
  secret: Secret;
  press: Press;
}

export function reportRoutes(app: FastifyInstance, { db, secret, press }: Needs): void {
  const { store, publicUrl } = press;
  serve(app, contract.listReports, ({ caller, query }) =>
    listOfReports(db, caller, query, { store, secret }),
  );
  serve(app, contract.postReport, async ({ caller, body }) => {
    const id = await makeReport(db, caller, body, press);
    const { data: _figures, ...report } = await reportById(db, caller, id, store);
    return report;
  });
  serve(app, contract.getReport, ({ caller, params }) => reportById(db, caller, params.id, store));

  serve(app, contract.getReportPdf, async ({ caller, params, response }) => {
    const report = await keptReport(db, caller, params.id);
    const bytes = await signedBytes(store, report, report.pdfSha256);
    return send(response, bytes, "application/pdf", nameOf(report, "pdf"));
  });
  serve(app, contract.getReportCsv, async ({ caller, params, response }) => {
    const report = await keptReport(db, caller, params.id);
    const bytes = await signedBytes(store, report, report.csvSha256);
    return send(response, bytes, "text/csv; charset=utf-8", nameOf(report, "csv"));
  });
  serve(app, contract.getReportManifest, async ({ caller, params, response }) => {
    const { manifest } = await keptReport(db, caller, params.id);
    return send(response, Buffer.from(manifest), "application/json; charset=utf-8", "manifest.json");
  });
  serve(app, contract.getReportSignature, async ({ caller, params, response }) => {
    const { signature } = await keptReport(db, caller, params.id);
    return send(response, signature, "application/octet-stream", "manifest.sig");
  });
  serve(app, contract.getReportProof, async ({ caller, params, response }) => {
    const report = await keptReport(db, caller, params.id);
    const signer = await readSigner(db);
    const bytes = await proof(report, await figuresOf(db, report), { store, signer, publicUrl });
    return send(response, bytes, "application/zip", nameOf(report, "zip"));
  });

  serve(app, contract.getReportKey, async ({ response }) => {
    const { publicKey } = await readSigner(db);
    return send(response, Buffer.from(publicKey), "application/x-pem-file", "public-key.pem");
  });
  serve(app, contract.getReportVerification, ({ query }) => verifySum(db, query.sha256));
  serve(app, contract.postReportVerification, ({ request }) => {
    if (!Buffer.isBuffer(request.body) || !request.body.length) throw new Refusal("wrong_content_type");
    return verifyFile(db, request.body);
  });
}

/** As somebody would call it who keeps the reports of several brands in one folder. */
const nameOf = ({ period, brand, locale, edition }: KeptReport, ending: string): string =>
  `${[period, brand?.name, locale, ...(edition > 1 ? [edition] : [])].filter(Boolean).join(" ")}.${ending}`;

function send(response: FastifyReply, bytes: Buffer, type: string, filename: string): FastifyReply {
  return response
    .type(type)
    .header("content-length", bytes.length)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("cache-control", "private, no-cache")
    .send(bytes);
}

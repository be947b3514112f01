import { z } from "zod";
import { Locale } from "./languages.ts";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

const count = z.number().int().min(0);
const instant = z.iso.datetime();
/** Minutes by the clock on the wall, nights and holidays included; null where nothing was measured. */
const minutes = z.number().min(0).nullable();

/** A month of the workspace's calendar: 2026-11. */
export const Period = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

/** Of the requests asked in the month, what had become of them by its end. */
const counts = {
  total: count,
  /** By a person's reply, an article that the customer accepted, or somebody's word with a reason that none is needed. */
  answered: count,
  /** Whose writer was told that we have it, or was answered before that was due. */
  acknowledged: count,
  /** Answered by their due time. */
  inTime: count,
  /** Answered, or past their due time: what `inTime` is a part of. */
  judged: count,
};

export const ReportGroup = z.object({
  key: z.string(),
  /** In the report's language. Channels and languages are worded by the report itself. */
  name: z.string(),
  ...counts,
  medianFirstReplyMinutes: minutes,
  p90FirstReplyMinutes: minutes,
  medianResolutionMinutes: minutes,
  p90ResolutionMinutes: minutes,
});
export type ReportGroup = z.infer<typeof ReportGroup>;

/** A request that was open at the month's end, as it stood then. */
export const OpenRequest = z.object({
  /** The conversation's. */
  number: z.number().int(),
  askedAt: instant,
  dueAt: instant.nullable(),
  brand: z.string(),
  line: z.string(),
  channel: z.string(),
  owner: z.string(),
  nextStep: z.object({ what: z.string(), at: instant }).nullable(),
});
export type OpenRequest = z.infer<typeof OpenRequest>;

/** A time at which the data did not show what must always be true of it. */
export const InvariantBreak = z.object({ at: instant, mendedAt: instant.nullable(), what: z.string() });

/** What a month's figures are; who has them gives them to the report as this. */
export const ReportFigures = z.object({
  requests: z.object({
    ...counts,
    answeredBy: z.object({ reply: count, article: count, waived: count }),
    open: count,
    openLate: count,
    oldestOpenAt: instant.nullable(),
  }),
  byLine: z.array(ReportGroup),
  byBrand: z.array(ReportGroup),
  byChannel: z.array(ReportGroup),
  byLanguage: z.array(ReportGroup),
  /** One for each day of the month, in order. */
  byDay: z.array(z.object({ date: z.iso.date(), ...counts })),
  firstReply: z.object({ medianMinutes: minutes, p90Minutes: minutes }),
  resolution: z.object({ medianMinutes: minutes, p90Minutes: minutes }),
  promises: z.object({ made: count, kept: count, broken: count }),
  clocks: z.object({ kept: count, missed: count }),
  firstContact: z.object({ resolved: count, ofResolved: count }),
  handovers: count,
  /** Longest open first. */
  unanswered: z.array(OpenRequest),
  /** Whether every request had an owner, a next step and a time at each look. */
  neverIgnored: z.boolean(),
  /** How often the data was looked at for that. */
  invariantChecks: count,
  invariantBreaks: z.array(InvariantBreak),
});
export type ReportFigures = z.infer<typeof ReportFigures>;

export const ReportData = ReportFigures.extend({
  workspace: z.string(),
  /** Null: all brands. */
  brand: z.object({ id: Id, name: z.string() }).nullable(),
  period: Period,
  from: instant,
  /** The first instant that is not of the month any more. */
  to: instant,
  timeZone: z.string(),
  madeAt: instant,
});
export type ReportData = z.infer<typeof ReportData>;

export const Report = z.object({
  id: Id,
  period: Period,
  brand: z.object({ id: Id, name: z.string() }).nullable(),
  locale: Locale,
  /** Of this month, brand and language the first is 1. A later one replaces the one before it and changes nothing of it. */
  edition: z.number().int(),
  replaces: Id.nullable(),
  replacedBy: Id.nullable(),
  madeAt: instant,
  /** Null for the one that is made by itself on the first of the month. */
  madeBy: z.string().nullable(),
  total: count,
  answered: count,
  acknowledged: count,
  inTime: count,
  judged: count,
  neverIgnored: z.boolean(),
  /** Whether the files in the store are, at this moment, those that were signed. */
  files: z.enum(["unchanged", "changed", "missing"]),
  pdfSha256: z.string(),
  csvSha256: z.string(),
});
export type Report = z.infer<typeof Report>;

export const listReports = route({
  method: "GET",
  path: "/reports",
  area: "Reports",
  summary: "The monthly reports, newest month first.",
  access: "reports.read",
  query: z.object({ ...pageQuery, brand: Id.optional() }),
  reply: pageOf(Report),
  refuses: ["invalid_cursor"],
});

export const postReport = route({
  method: "POST",
  path: "/reports",
  area: "Reports",
  summary:
    "Makes, signs and keeps the report of a month that is over. Made again it replaces the one before, which stays.",
  access: "workspace.manage",
  body: z.object({
    period: Period,
    /** Null: all brands. */
    brand: Id.nullable().default(null),
    /** The workspace's when left out. */
    locale: Locale.optional(),
  }),
  reply: Report,
  status: 201,
  refuses: ["not_found", "forbidden", "invalid"],
});

export const getReport = route({
  method: "GET",
  path: "/reports/:id",
  area: "Reports",
  summary: "One report with its figures.",
  access: "reports.read",
  params: byId,
  reply: Report.extend({ data: ReportData }),
  refuses: ["not_found"],
});

const fileOf = <const Name extends string>(name: Name, summary: string) =>
  route({
    method: "GET",
    path: `/reports/:id/${name}`,
    area: "Reports",
    summary,
    access: "reports.read",
    params: byId,
    refuses: ["not_found", "file_damaged"],
  });

export const getReportPdf = fileOf("pdf", "The report as a PDF.");
export const getReportCsv = fileOf("csv", "The report's figures as CSV.");
export const getReportManifest = fileOf("manifest", "What was signed, byte for byte: a JSON text.");
export const getReportSignature = fileOf("signature", "The Ed25519 signature of the manifest: 64 bytes.");
export const getReportProof = fileOf(
  "proof",
  "PDF, CSV, figures, manifest, signature and public key in one ZIP archive, with a page that says how to verify it.",
);

export const getReportKey = route({
  method: "GET",
  path: "/reports/key",
  area: "Reports",
  summary: "The public key that this installation's reports are verified with (PEM).",
  access: "public",
});

/** The largest file that is taken for verification, in bytes. */
export const largestReport = 16 * 1024 * 1024;

export const ReportVerdict = z.object({
  /** `changed`: it bears the id of a report of ours and is not that report. */
  verdict: z.enum(["unchanged", "changed", "unknown"]),
  sha256: z.string(),
  report: z
    .object({
      id: Id,
      file: z.enum(["pdf", "csv", "proof"]),
      workspace: z.string(),
      brand: z.string().nullable(),
      period: Period,
      edition: z.number().int(),
      madeAt: instant,
    })
    .nullable()
    .describe("only of what is unchanged"),
  /** What was signed and its signature in base64, to be verified without us. */
  manifest: z.string().nullable(),
  signature: z.string().nullable(),
});
export type ReportVerdict = z.infer<typeof ReportVerdict>;

export const getReportVerification = route({
  method: "GET",
  path: "/reports/verification",
  area: "Reports",
  summary: "Whether a file of this SHA-256 is a report of this installation, unchanged.",
  access: "public",
  query: z.object({
    sha256: z
      .string()
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/),
  }),
  reply: ReportVerdict,
});

export const postReportVerification = route({
  method: "POST",
  path: "/reports/verification",
  area: "Reports",
  summary:
    "Whether the file that is the body is a report of this installation, unchanged. It is kept nowhere.",
  access: "public",
  upload: true,
  largest: largestReport,
  reply: ReportVerdict,
  status: 200,
  refuses: ["wrong_content_type"],
});

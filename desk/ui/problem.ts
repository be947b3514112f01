export type ReadProblem = {
  title?: string;
  detail?: string;
  unreachable: boolean;
};

/** Makes the best of whatever was thrown: a problem document, something that carries one, or a failed fetch. */
export function readProblem(thrown: unknown): ReadProblem {
  const document = isRecord(thrown) && isRecord(thrown.problem) ? thrown.problem : thrown;
  if (isRecord(document) && typeof document.title === "string" && typeof document.status === "number") {
    return { title: document.title, detail: text(document.detail), unreachable: false };
  }
  // fetch says every failure of the network with a TypeError, and an aborted one with a TimeoutError.
  const unreachable = thrown instanceof TypeError || (isRecord(thrown) && thrown.name === "TimeoutError");
  return { unreachable };
}

/** The words for one field of a form, where the problem names the field at fault. */
export function problemOfField(thrown: unknown, field: string): string | undefined {
  const document = isRecord(thrown) && isRecord(thrown.problem) ? thrown.problem : thrown;
  if (!isRecord(document)) return undefined;
  const faults = Array.isArray(document.fields) ? document.fields : [];
  for (const fault of faults) {
    if (isRecord(fault) && fault.path === field) return text(fault.message);
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * Whether an error says that the database is away or busy, or the disk is full: nothing is wrong with what was asked.
 * Whether it was done before the connection broke nobody can tell.
 */
export function isUnavailable(error: Error & { code?: string; syscall?: string }): boolean {
  const code = error.code ?? "";
  return (
    // Away, out of room, or in another's way for longer than we wait (57014 is the time a statement may take).
    /^(08|57P|53)|^(57014|55P03|40001|40P01)$/.test(code) ||
    (error.syscall === "connect" && ["ENOENT", "EAGAIN"].includes(code)) ||
    ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOSPC", "EDQUOT", "EMFILE"].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/.test(
      error.message,
    )
  );
}

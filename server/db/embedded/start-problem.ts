/** Something about this machine that keeps Tandem from starting, in words for the person who typed the command. */
export class StartProblem extends Error {
  readonly whatToDo: string;

  constructor(message: string, whatToDo: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartProblem";
    this.whatToDo = whatToDo;
  }
}

/** Does something with files, and turns the usual refusals of the operating system into plain words. */
export function withFiles<Result>(what: string, path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw fileProblem(what, path, error);
  }
}

function fileProblem(what: string, path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const said = `Tandem cannot ${what} ${path}`;
  switch (code) {
    case "EACCES":
    case "EPERM":
      return new StartProblem(
        `${said}: permission denied.`,
        `Give the user who starts Tandem the right to it, for instance: chown -R "$(id -un)" '${path}'`,
        { cause: error },
      );
    case "ENOSPC":
    case "EDQUOT":
      return new StartProblem(`${said}: the disk is full.`, "Free some space, then start again.", {
        cause: error,
      });
    case "EROFS":
      return new StartProblem(
        `${said}: the file system is read-only.`,
        "Set DATA_DIR to a folder that can be written.",
        { cause: error },
      );
    case "ENOTDIR":
    case "EEXIST":
      return new StartProblem(
        `${said}: a file of that name is in the way.`,
        "Move that file, or set DATA_DIR to another folder.",
        { cause: error },
      );
    default:
      return error;
  }
}

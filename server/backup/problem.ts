/** Why a backup or a restore does not go on, in words for the person who typed the command. */
export class BackupProblem extends Error {
  readonly whatToDo: string;

  constructor(message: string, whatToDo: string, options?: ErrorOptions) {
    super(message, options);
    this.whatToDo = whatToDo;
  }
}

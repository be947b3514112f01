/** What keeps a database from being used, in words for the person who installs. */
export class MigrationProblem extends Error {}

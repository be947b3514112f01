/** A dot parts the name of a text from its place, so that in the name of one `customers.read` is `customers-read`. */
export type Dashed<Name> = Name extends `${infer Area}.${infer Rest}` ? `${Area}-${Rest}` : never;

export const dashed = <Name extends string>(name: Name): Dashed<Name> =>
  name.replace(".", "-") as Dashed<Name>;

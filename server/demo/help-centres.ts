import type { Tx } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import { presetForms } from "../forms/index.ts";
import type { Made } from "./made.ts";
import * as world from "./world/index.ts";

/** The help centres of the sample brands, with their logos and forms. */
export async function addHelpCentres(tx: Tx, made: Made, store?: FileStore): Promise<void> {
  const { workspaceId } = made;
  for (const [key, { logo, slug, ...centre }] of Object.entries(world.helpCentres)) {
    const brand = world.brands.find((one) => one.key === key)!;
    const brandId = made.brands.get(key)!;
    const bytes = Buffer.from(logo);
    await tx.insertInto("directoryHelpCentres").values({ workspaceId, brandId, slug }).execute();
    await tx
      .insertInto("helpCentres")
      .values({
        workspaceId,
        brandId,
        isOn: true,
        slug,
        locales: brand.languages,
        locale: brand.languages[0]!,
        taglines: JSON.stringify(centre.taglines),
        introductions: JSON.stringify(centre.introductions),
        footers: JSON.stringify(centre.footers),
        links: JSON.stringify([{ names: centre.home, url: `https://${brand.domain}` }]),
        showsLocked: true,
        ...(store && {
          logoSha256: await store.keep(workspaceId, bytes),
          logoType: "image/svg+xml",
          logoSize: bytes.length,
        }),
      })
      .execute();
    const inboxFor = (line: string | null) =>
      made.inboxes.get((brand.addresses.find((one) => one.line === line) ?? brand.addresses[0]!).address)!.id;
    await tx
      .insertInto("forms")
      .values(presetForms(brand.trade, { workspaceId, brandId, lines: brand.lines, inboxFor }))
      .execute();
  }
}

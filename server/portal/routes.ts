import type { FastifyInstance } from "fastify";
import { getFormPage } from "../../contract/forms.ts";
import * as contract from "../../contract/help-centres.ts";
import type { Locale } from "../../contract/languages.ts";
import { serves } from "../brand-wall.ts";
import { askedForm, formOf } from "../forms/index.ts";
import { serve, wholeList } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import { policyOf } from "./answer.ts";
import { centreOfBrand } from "./centre.ts";
import { paletteOf } from "./colours.ts";
import { formPage } from "./form-pages.ts";
import type { PortalNeeds } from "./needs.ts";
import { pageText } from "./page.ts";
import { changeHelpCentre, changeLogo, listHelpCentres, readHelpCentre } from "./settings.ts";
import { visitOf } from "./visit.ts";

/** The settings of help centres, and how a form looks in one. */
export function helpCentreRoutes(app: FastifyInstance, needs: PortalNeeds): void {
  const { db, centres, publicUrl } = needs;
  /** What this process remembers is old; the others hear of it by the event. */
  const afterwards = async <T>(workspaceId: string, change: Promise<T>): Promise<T> => {
    const result = await change;
    await centres.changed(workspaceId);
    return result;
  };

  serve(app, contract.listHelpCentres, async ({ caller }) =>
    wholeList(await listHelpCentres(db, caller, publicUrl)),
  );
  serve(app, contract.getHelpCentre, ({ caller, params }) =>
    readHelpCentre(db, caller, params.brand, publicUrl),
  );
  serve(app, contract.patchHelpCentre, ({ caller, params, body }) =>
    afterwards(caller.workspaceId, changeHelpCentre(db, caller, params.brand, body, publicUrl)),
  );
  serve(app, contract.putHelpLogo, ({ caller, params, request }) => {
    if (!Buffer.isBuffer(request.body) || !request.body.length) throw new Refusal("wrong_content_type");
    return afterwards(caller.workspaceId, changeLogo(needs, caller, params.brand, request.body));
  });
  serve(app, contract.deleteHelpLogo, ({ caller, params }) =>
    afterwards(caller.workspaceId, changeLogo(needs, caller, params.brand, null)),
  );
  serve(app, contract.postPalette, async ({ body }) => paletteOf(body.colour));

  serve(app, getFormPage, async ({ caller, params, query, request, response }) => {
    const form = await formOf(db, caller.workspaceId, params.id);
    if (!form || !serves(caller, form.brandId)) throw new Refusal("not_found");
    const centre = await centreOfBrand(db, {
      workspaceId: caller.workspaceId,
      brandId: form.brandId,
      publicUrl,
    });
    const locale: Locale = query.locale ?? centre.locale;
    const visit = visitOf({
      centre,
      locale,
      base: `/help/${centre.slug}`,
      customer: null,
      path: `/contact/${form.key}`,
      request,
      response,
      guardWord: null,
    });
    const filled = { token: "", values: {}, email: "", name: "", faults: {}, kept: [] };
    const page = formPage(visit, askedForm(form, locale, centre.locale), filled, { isPreview: true });
    return response
      .header("content-security-policy", `${policyOf(centre, "'self'")}; sandbox allow-scripts`)
      .header("x-frame-options", "SAMEORIGIN")
      .header("cache-control", "private, no-store")
      .type("text/html; charset=utf-8")
      .send(pageText(visit, page));
  });
}

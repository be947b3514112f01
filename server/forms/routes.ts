import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/forms.ts";
import type { Locale } from "../../contract/languages.ts";
import { askWithoutWall, type Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import { localeFrom } from "../texts.ts";
import { askedForm } from "./asked.ts";
import { formOf } from "./read.ts";
import { addForm, changeForm, listForms, orderForms, readForm, removeForm } from "./settings.ts";

export function formRoutes(app: FastifyInstance, { db, publicUrl }: { db: Db; publicUrl: string }): void {
  serve(app, contract.listForms, async ({ caller, query }) =>
    wholeList(await listForms(db, caller, query, publicUrl)),
  );
  serve(app, contract.getForm, ({ caller, params }) => readForm(db, caller, params.id, publicUrl));
  serve(app, contract.postForm, ({ caller, body }) => addForm(db, caller, body, publicUrl));
  serve(app, contract.patchForm, ({ caller, params, body }) =>
    changeForm(db, caller, params.id, body, publicUrl),
  );
  serve(app, contract.deleteForm, ({ caller, params }) => removeForm(db, caller, params.id));
  serve(app, contract.putFormOrder, async ({ caller, body }) =>
    wholeList(await orderForms(db, caller, body, publicUrl)),
  );
  serve(app, contract.getPublicForm, async ({ params, query, request }) => {
    const place = await askWithoutWall(db, (system) =>
      system
        .selectFrom("forms as f")
        .innerJoin("brands as b", (join) =>
          join.onRef("b.workspaceId", "=", "f.workspaceId").onRef("b.id", "=", "f.brandId"),
        )
        .select(["f.workspaceId", "b.locales"])
        .where("f.id", "=", params.id)
        .executeTakeFirst(),
    );
    const form = place && (await formOf(db, place.workspaceId, params.id));
    if (!form?.isOn || form.audience !== "everyone") throw new Refusal("not_found");
    const own = place!.locales as Locale[];
    const locale = query.locale ?? localeFrom(request.headers["accept-language"]);
    return askedForm(form, locale, own[0]!);
  });
}

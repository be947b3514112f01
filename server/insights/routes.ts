import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/insights.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import type { Secret } from "../secret.ts";
import { counted } from "./counted.ts";
import { backlog, breakdown, figures, hours, spread } from "./figures.ts";
import { changeScorecard, listScorecards } from "./scorecards.ts";
import { figureTable } from "./table.ts";

export function insightRoutes(app: FastifyInstance, { db, secret }: { db: Db; secret: Secret }): void {
  serve(app, contract.getFigures, ({ caller, query }) => figures(db, caller, query));
  serve(app, contract.getFigureBreakdown, ({ caller, query }) => breakdown(db, caller, query));
  serve(app, contract.getFigureHours, ({ caller, query }) => hours(db, caller, query));
  serve(app, contract.getFigureSpread, ({ caller, query }) => spread(db, caller, query));
  serve(app, contract.getFigureBacklog, ({ caller, query }) => backlog(db, caller, query));
  serve(app, contract.listCounted, ({ caller, params, query }) =>
    counted(db, secret, caller, params.metric, query),
  );
  serve(app, contract.getFigureTable, async ({ caller, query, response }) => {
    const { name, csv } = await figureTable(db, caller, query);
    return response
      .header("content-type", "text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="${name}"`)
      .send(csv);
  });
  serve(app, contract.listScorecards, async ({ caller }) => wholeList(await listScorecards(db, caller)));
  serve(app, contract.putScorecard, ({ caller, params, body }) =>
    changeScorecard(db, caller, params.line, body.metrics),
  );
  serve(app, contract.deleteScorecard, ({ caller, params }) =>
    changeScorecard(db, caller, params.line, null),
  );
}

import { parentPort } from "node:worker_threads";
import { draw } from "./draw.ts";
import type { Rendered, RenderTask } from "./render.ts";

parentPort!.on("message", ({ task, printed, locale }: RenderTask) => {
  const answer = (rendered: Omit<Rendered, "task">) => parentPort!.postMessage({ task, ...rendered });
  draw(printed, locale).then(
    (pdf) => answer({ pdf }),
    (error: unknown) => answer({ error }),
  );
});

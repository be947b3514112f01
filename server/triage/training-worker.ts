import { parentPort, workerData } from "node:worker_threads";
import { baseModel, writeLearntSeeds } from "./base-model.ts";
import { learnLessons } from "./learnt.ts";
import { modelAsBytes } from "./model-file.ts";
import type { Task } from "./training.ts";

const task = workerData as Task;
if (task.learn === "seeds") await writeLearntSeeds(task.file);
else parentPort!.postMessage(modelAsBytes(learnLessons(await baseModel(), task.lessons)));

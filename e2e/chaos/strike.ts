import type { History } from "./history.ts";
import type { Kill } from "./plan.ts";
import type { FailPointService } from "./server/fail-point-service.ts";
import type { Runtime } from "./server/runtime.ts";

/** How long a kill waits for its point before it strikes anywhere. */
const POINT_PATIENCE_MS = 3_000;
/** As `npm start`: who is not gone by then is ended by force. */
const DRAIN_MS = 8_000;

/** One blow and the way back; the name of the point at which it really struck. */
export async function strike(
  fault: Kill,
  runtime: Runtime,
  points: FailPointService,
  history: History,
): Promise<string> {
  let at = Date.now();
  if (fault.how === "stop") {
    await runtime.pause(fault.ms);
    history.add({ kind: "fault", at, cause: "stop", point: "stop", until: Date.now() });
    return "stop";
  }
  if (fault.how === "drain") {
    const clean = await runtime.drain(DRAIN_MS);
    await runtime.start();
    const point = clean ? "drain" : "drain, ended by force";
    history.add({ kind: "fault", at, cause: "drain", point, until: Date.now() });
    return point;
  }
  let point: string = fault.point;
  if (fault.point !== "random") {
    const reached = await new Promise<boolean>((resolve) => {
      points.arm(fault.point, () => resolve(true));
      setTimeout(() => resolve(false), POINT_PATIENCE_MS);
    });
    points.disarm();
    if (!reached) point = "random";
    at = Date.now();
  }
  await runtime.kill();
  await runtime.start();
  history.add({ kind: "fault", at, cause: "kill", point, until: Date.now() });
  return point;
}

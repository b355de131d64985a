import { buildOnce } from "../scripts/build-once.ts";

/** Before the desks, which start side by side: two builds at once would take each other's files away. */
export default buildOnce;

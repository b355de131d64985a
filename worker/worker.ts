import { createApp } from "./app.ts";
import { AppError } from "./app-error.ts";
import { control } from "./control.ts";
import type { Env } from "./env.ts";

export { Control } from "./control.ts";
export { Conversation } from "./conversation/conversation.ts";
export { Inbox } from "./inbox/inbox.ts";
export { Limiter } from "./limiter/limiter.ts";
export { Visitor } from "./visitor/visitor.ts";
export { Workspace } from "./workspace/workspace.ts";

const app = createApp();

export default {
  fetch(request, env, context) {
    if (control.draining) return new AppError("unavailable", { retryAfterMs: 2_000 }).toResponse();
    return app.fetch(request, env, context);
  },
} satisfies ExportedHandler<Env>;
